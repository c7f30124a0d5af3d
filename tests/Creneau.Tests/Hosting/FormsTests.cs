using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hosting;

/// <summary>Forms that cannot be read are answered on a page of ours, and cost no more than any other request.</summary>
public sealed class FormsTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("utf-7")]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public async Task A_form_in_another_encoding_is_refused_on_a_page_of_ours(string charset)
    {
        using var form = new StringContent("slot=1");
        form.Headers.ContentType = MediaTypeHeaderValue.Parse($"application/x-www-form-urlencoded; charset={charset}");

        var answer = await site.Client.PostAsync("/rendez-vous/garder", form, Now);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync(Now)).ShouldContain("Cette demande n’a pas été comprise");
    }

    [Fact]
    public async Task A_part_of_a_form_in_another_encoding_is_refused_as_well()
    {
        using var form = new MultipartFormDataContent("x");
        form.Add(new StringContent("1") { Headers = { ContentType = MediaTypeHeaderValue.Parse("text/plain; charset=utf-7") } }, "slot");

        var answer = await site.Client.PostAsync("/rendez-vous/garder", form, Now);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync(Now)).ShouldContain("Cette demande n’a pas été comprise");
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("\"utf-8\"")]
    public async Task A_form_that_says_it_is_in_our_encoding_is_read(string charset)
    {
        using var form = new StringContent("slot=1");
        form.Headers.ContentType = MediaTypeHeaderValue.Parse($"application/x-www-form-urlencoded; charset={charset}");

        (await site.Client.PostAsync("/rendez-vous/garder", form, Now)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("POST", "/rendez-vous/garder", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/rendez-vous/qui", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("POST", "/erreur/404", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/health/live", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/rendez-vous/qui", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/", HttpStatusCode.OK)]
    [InlineData("GET", "/health/live", HttpStatusCode.OK)]
    [InlineData("GET", "/api/v1/slots?near=74256", HttpStatusCode.OK)]
    public async Task A_form_that_is_cut_off_is_no_fault_of_ours(string method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), path)
        { Content = new StringContent("--X\r\nContent-Disposition: form-data; name=\"s\"\r\n\r\nabc") };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=X");

        var answer = await site.Client.SendAsync(request, Now);

        answer.StatusCode.ShouldBe(expected);
        (await answer.Content.ReadAsStringAsync(Now)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("/rendez-vous/garder", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    public async Task A_form_of_a_million_people_is_not_read(string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.ExpectContinue = true;
        request.Content = new StringContent(
            "services=" + string.Join(',', Enumerable.Repeat("cni", 1_000_000)), Encoding.UTF8, "application/x-www-form-urlencoded");

        var answer = await site.Client.SendAsync(request, Now);

        answer.StatusCode.ShouldBe(expected);
        (await answer.Content.ReadAsStringAsync(Now)).ShouldContain("class=\"top\"");
    }
}
