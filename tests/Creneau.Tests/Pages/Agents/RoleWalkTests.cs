using System.Net;
using Creneau.Agents;
using Creneau.TestKit;
using Creneau.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Agents;

/// <summary>Every address of agents, with every role: each opens what its rights say and nothing else.</summary>
public sealed class RoleWalkTests : IAsyncLifetime
{
    private TestTown _town = null!;
    private TestTownHall _passy = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _passy = await _town.TownHallAsync("Passy");
        await _town.OpenAsync("--Creneau:Agents:AdministratorsNeedSecondFactor=false");
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    public static TheoryData<AgentRole> Roles => [.. Enum.GetValues<AgentRole>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_role_opens_what_its_rights_say(AgentRole role)
    {
        await _town.AgentAsync("one@passy.fr", role, role.IsOfPlatform() ? null : _passy);
        using var visitor = await _town.SignedInAsync("one@passy.fr");
        List<string> wrong = [];

        foreach (var endpoint in Endpoints())
        {
            var required = endpoint.Metadata.GetMetadata<RequireRightAttribute>()!;
            var may = required.AnyOf ? (role.Rights() & required.Rights) != 0 : (role.Rights() & required.Rights) == required.Rights;
            var status = await StatusAsync(visitor, AddressOf(endpoint));
            if (may == (status == HttpStatusCode.Forbidden) || status == HttpStatusCode.InternalServerError)
            {
                wrong.Add($"{endpoint.RoutePattern.RawText}: {(int)status}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stranger_opens_none_and_writes_none()
    {
        using var visitor = _town.Visitor();

        foreach (var endpoint in Endpoints())
        {
            var address = AddressOf(endpoint);
            var status = await StatusAsync(visitor, address);
            if (status == HttpStatusCode.OK) visitor.Url.AbsolutePath.ShouldBe("/agents/connexion", address);
            else status.ShouldBe(HttpStatusCode.Unauthorized, address);

            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            {
                await visitor.PostAsync(address, [("Input.Email", "x")], HttpStatusCode.Unauthorized);
            }
        }
    }

    [Fact]
    public void Everything_under_agents_asks_for_a_right_but_the_way_in()
    {
        var open = All()
            .Where(endpoint => (endpoint.RoutePattern.RawText ?? "").TrimStart('/').StartsWith("agents", StringComparison.Ordinal))
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequireRightAttribute>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct();

        open.ShouldBe(
            [
                "agents/connexion", "agents/connexion/code", "agents/connexion/application", "agents/mot-de-passe",
                "agents/mot-de-passe/{token}", "agents/deconnexion", "agents/connexion/identite",
            ],
            ignoreOrder: true);
    }

    private IEnumerable<RouteEndpoint> All() => _town.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private List<RouteEndpoint> Endpoints()
    {
        var all = All().Where(endpoint => endpoint.Metadata.GetMetadata<RequireRightAttribute>() is not null).ToList();
        all.Count.ShouldBeGreaterThan(4);
        return all;
    }

    /// <summary>With an id that exists nowhere in place of each parameter.</summary>
    private static string AddressOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal
            ? literal.Content
            : part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies: [{ Content: "int" }, ..] }
                ? "2147483647"
            : "0198c7de-0000-7000-8000-000000000000"))));

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string address)
    {
        try
        {
            await visitor.GoAsync(address);
        }
        catch (UnexpectedAnswerException)
        {
            // Which answer it was is asked below
        }

        return visitor.Status;
    }
}
