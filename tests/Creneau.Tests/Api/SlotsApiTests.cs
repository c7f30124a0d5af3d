using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Creneau.TestKit;
using Creneau.Tests.Search;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Api;

/// <summary>The search for machines.</summary>
public sealed class SlotsApiTests(ValleyTown valley) : IClassFixture<ValleyTown>, IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = TestTown.AddressOf(valley.Town.Node) };

    [Theory]
    [InlineData("near=74256")]
    [InlineData("near=74700")]
    [InlineData("near=Sallanches")]
    [InlineData("lat=45.94&lon=6.63")]
    public async Task The_same_search_as_the_page(string place)
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>(
            $"/api/v1/slots?{place}&people=3&service=passport", TestContext.Current.CancellationToken);

        var sites = answer.GetProperty("sites").EnumerateArray().ToList();
        sites.Select(site => site.GetProperty("commune").GetString()).ShouldBe(["Passy", "Sallanches"]);
        sites[0].GetProperty("minutes").GetInt32().ShouldBe(45);
        sites[0].GetProperty("timeZone").GetString().ShouldBe("Europe/Paris");
        sites[0].GetProperty("slots")[0].GetProperty("start").GetString().ShouldBe("2026-11-25T14:00");
    }

    [Fact]
    public async Task The_address_of_a_start_leads_to_its_button()
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>(
            "/api/v1/slots?near=74256&people=2&service=each&s=cni&s=passport", TestContext.Current.CancellationToken);
        var url = new Uri(answer.GetProperty("sites")[0].GetProperty("slots")[2].GetProperty("url").GetString()!);
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync(url.PathAndQuery);

        visitor.Page.GetElementById(url.Fragment[1..])!.GetAttribute("name").ShouldBe("slot");
        visitor.Page.QuerySelector("[name=services]")!.GetAttribute("value").ShouldBe("cni,passport");
    }

    [Theory]
    [InlineData("", "Say where")]
    [InlineData("near=saint-pierre", "Several communes")]
    [InlineData("near=zzz", "No commune")]
    [InlineData("lat=91&lon=0", "lat goes from -90 to 90")]
    [InlineData("near=74256&people=7", "people goes from 1 to 6")]
    [InlineData("near=74256&people=0", "people goes from 1 to 6")]
    [InlineData("near=74256&service=licence", "service is one of")]
    [InlineData("near=74256&radiusKm=-1", "radiusKm is above 0")]
    [InlineData("near=74256&from=2027-02-03&to=2027-01-01", "from is after to")]
    [InlineData("near=Cordon&service=collection", "member town hall")]
    public async Task Bad_parameters_are_a_problem_in_words(string query, string words)
    {
        using var answer = await _http.GetAsync(new Uri($"/api/v1/slots?{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        problem.GetProperty("detail").GetString()!.ShouldContain(words);
    }

    [Theory]
    [InlineData("st pierre en fau", "Saint-Pierre-en-Faucigny (74800)")]
    [InlineData("sall", "Sallanches (74700)")]
    [InlineData("747", "Sallanches (74700)")]
    public async Task Communes_come_while_somebody_types_and_may_be_kept_for_a_day(string typed, string first)
    {
        using var answer = await _http.GetAsync(
            new Uri("/api/v1/communes?q=" + Uri.EscapeDataString(typed), UriKind.Relative), TestContext.Current.CancellationToken);

        var communes = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("communes");
        communes[0].GetProperty("near").GetString().ShouldBe(first);
        answer.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Both_are_described()
    {
        var document = await _http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);

        document.GetProperty("paths")
            .EnumerateObject()
            .Select(path => path.Name)
            .ShouldBe(["/api/v1/slots", "/api/v1/communes"], ignoreOrder: true);
        document.GetProperty("paths")
            .GetProperty("/api/v1/slots")
            .GetProperty("get")
            .GetProperty("parameters")
            .GetArrayLength()
            .ShouldBe(13);
    }

    public void Dispose() => _http.Dispose();
}
