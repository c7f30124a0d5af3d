using System.Net;
using Creneau.TestKit;
using Creneau.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hosting;

/// <summary>Who may come and how often stands on each page and endpoint; one that does not say is closed.</summary>
public sealed class AccessControlTests : IAsyncLifetime
{
    private TestTown _town = null!;
    private WebApplication _site = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _site = await WebHost.BuildAsync(
            _town.Clock, "--urls=http://127.0.0.1:0",
            $"--Creneau:Database={_town.Database.ConnectionString}", $"--Creneau:MasterKey={_town.Database.MasterKey}");
        _site.MapGet("/bare", () => "opened");
        _site.MapGet("/bare/open", () => "opened").AllowAnonymous();
        await _site.StartAsync();
        _client = new HttpClient { BaseAddress = TestTown.AddressOf(_site) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _site.StopAsync();
        await _site.DisposeAsync();
        await _town.DisposeAsync();
    }

    [Fact]
    public void Each_page_and_endpoint_says_who_may_come_and_how_often()
    {
        var endpoints = Endpoints();

        endpoints.Count(endpoint => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not null).ShouldBeGreaterThan(10);
        endpoints.Where(endpoint => !SaysWho(endpoint) || !SaysHowOften(endpoint))
            .Select(endpoint => endpoint.RoutePattern.RawText).ShouldBe(
                ["/bare", "/bare/open"], ignoreOrder: true, "those of this test alone");
    }

    [Fact]
    public async Task One_that_says_nothing_is_refused_to_strangers()
    {
        var bare = await _client.GetAsync(new Uri("/bare", UriKind.Relative), TestContext.Current.CancellationToken);
        var open = await _client.GetAsync(new Uri("/bare/open", UriKind.Relative), TestContext.Current.CancellationToken);

        (bare.StatusCode, open.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.OK));
        (await bare.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("class=\"top\"");
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_rather_than_closed()
    {
        var answer = await _client.GetAsync(new Uri("/nothing-here", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Pages are compiled with the program, so that their endpoints have the attributes of their models.</summary>
    private List<RouteEndpoint> Endpoints() =>
        [.. _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.ShouldBeOfType<RouteEndpoint>())];

    private static bool SaysWho(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null;

    private static bool SaysHowOften(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null
        || endpoint.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null;
}
