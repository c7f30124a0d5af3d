using System.Net;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hosting;

public sealed class RateLimitsTests : IAsyncLifetime
{
    private TestTown _town = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        var address = await _town.OpenAsync(
            "--Creneau:AddressLimits:Holds=2", "--Creneau:AddressLimits:LookUps=2", "--Creneau:AddressLimits:Codes=2");
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _town.DisposeAsync();
    }

    [Theory]
    [InlineData("/Rendez-Vous/Garder")]
    [InlineData("/rendez-vous/garder/")]
    [InlineData("/en/rendez-vous/GARDER")]
    [InlineData("/rendez-vous/garder?handler=Other")]
    public async Task A_page_is_limited_however_its_address_is_written(string address)
    {
        await PostAsync("/rendez-vous/garder");
        await PostAsync("/rendez-vous/garder");

        (await PostAsync(address)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task What_is_typed_waits_in_the_page_that_says_so()
    {
        using var visitor = _town.Visitor();
        await visitor.GoAsync("/rendez-vous");
        for (var i = 0; i < 2; i++) await visitor.SubmitAsync(
            "find", [("Input.Reference", "1234"), ("Input.Contact", "claire@exemple.fr")]);

        await visitor.SubmitAsync(
            "find", [("Input.Reference", "482 190 377 2"), ("Input.Contact", "clairé@exemple.fr")], HttpStatusCode.TooManyRequests);
        var (title, retry) = (visitor.Title, visitor.Headers.RetryAfter);
        _town.TurnableClock.Advance(TimeSpan.FromMinutes(11));
        await visitor.SubmitAsync("Réessayer", expected: HttpStatusCode.TooManyRequests);

        title.ShouldStartWith("Trop de demandes en peu de temps");
        retry.ShouldNotBeNull();
        visitor.Page.QuerySelector("main [name='Input.Reference']")!.GetAttribute("value").ShouldBe("482 190 377 2");
        visitor.Page.QuerySelector("main form")!.GetAttribute("action").ShouldBe("/rendez-vous");
    }

    [Fact]
    public async Task Another_site_uses_up_nothing()
    {
        for (var i = 0; i < 5; i++)
        {
            (await PostAsync("/rendez-vous/garder", from: "https://elsewhere.example")).ShouldBe(HttpStatusCode.BadRequest);
        }

        (await PostAsync("/rendez-vous/garder")).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_appointment_is_closed_however_often_others_looked_theirs_up()
    {
        using var visitor = _town.Visitor();
        await visitor.GoAsync("/rendez-vous");
        for (var i = 0; i < 3; i++) await PostAsync("/rendez-vous");

        await visitor.PostAsync(
            "/rendez-vous?handler=Close",
            [("__RequestVerificationToken", visitor.Page.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!)]);

        visitor.Url.AbsolutePath.ShouldBe("/rendez-vous");
    }

    [Fact]
    public async Task Pages_that_send_or_check_a_code_share_one_limit()
    {
        await PostAsync("/rendez-vous/code");
        await PostAsync("/rendez-vous/qui");

        (await PostAsync("/rendez-vous/personnes")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Drafts_use_up_no_codes()
    {
        for (var i = 0; i < 3; i++) await PostAsync("/rendez-vous/qui?handler=SaveDraft");

        (await PostAsync("/rendez-vous/qui")).ShouldNotBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_handler_of_another_page_is_no_way_around_a_limit()
    {
        for (var i = 0; i < 2; i++) await PostAsync("/rendez-vous/code?handler=SaveDraft");

        (await PostAsync("/rendez-vous/code?handler=SaveDraft")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task What_cannot_be_read_gets_the_page_as_well()
    {
        for (var i = 0; i < 2; i++) await PostAsync("/rendez-vous/garder");

        using var form = new StringContent("slot=%", System.Text.Encoding.Latin1, "application/x-www-form-urlencoded");
        using var answer = await _client.PostAsync(
            new Uri("/rendez-vous/garder", UriKind.Relative), form, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Trop de demandes");
    }

    [Fact]
    public async Task The_other_language_asks_for_the_same_again_with_all_that_is_typed()
    {
        using var visitor = _town.Visitor();
        await visitor.GoAsync("/rendez-vous");
        for (var i = 0; i < 2; i++) await visitor.SubmitAsync(
            "find", [("Input.Reference", "1234"), ("Input.Contact", "claire@exemple.fr")]);
        await visitor.SubmitAsync(
            "find", [("Input.Reference", "1234"), ("Input.Contact", "clairé@exemple.fr")], HttpStatusCode.TooManyRequests);

        await visitor.SubmitAsync("EN, English version", expected: HttpStatusCode.TooManyRequests);

        visitor.Title.ShouldStartWith("Too many requests in a short time");
        visitor.Page.QuerySelector("main [name='Input.Contact']")!.GetAttribute("value").ShouldBe("clairé@exemple.fr");
        visitor.Page.QuerySelector("main form")!.GetAttribute("action").ShouldBe("/en/rendez-vous");
    }

    [Fact]
    public async Task Links_of_messages_are_opened_by_many_people_of_one_network()
    {
        for (var person = 0; person < 5; person++)
        {
            var answer = await _client.GetAsync(new Uri("/r/no-such-link", UriKind.Relative), TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    private async Task<HttpStatusCode> PostAsync(string address, string? from = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(address, UriKind.Relative))
        { Content = new FormUrlEncodedContent([KeyValuePair.Create("slot", "nothing")]) };
        if (from is not null) request.Headers.Add("Origin", from);
        return (await _client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }
}
