using Creneau.TestKit;
using Xunit;

namespace Creneau.Browser.Tests.Search;

/// <summary>Three town halls of a valley, open to a browser. Tuesday 24 November 2026, 09:00.</summary>
public sealed class SearchTown : IAsyncLifetime
{
    private TestTown _town = null!;

    public Uri Address => TestTown.AddressOf(_town.Node);

    /// <summary>All slots of Saint-Gervais-les-Bains for two.</summary>
    public string SiteAddress => $"/mairies/{_town.Availability.Places.Sites.Keys.Max()}?near=Sallanches&people=2";

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        await (await _town.TownHallAsync("Sallanches", 45.94, 6.63, "74256")).DeskAsync("DR 1", "Fri 09:00-12:00");
        await (await _town.TownHallAsync("Passy", 45.92, 6.70, "74208")).DeskAsync("DR 1", "Wed 14:00-18:30, Sat 09:00-12:00");
        await (await _town.TownHallAsync("Saint-Gervais-les-Bains", 45.89, 6.71, "74236")).DeskAsync("DR 1", "Tue-Thu 09:00-17:00");
        await _town.OpenAsync();
    }

    public async ValueTask DisposeAsync() => await _town.DisposeAsync();
}
