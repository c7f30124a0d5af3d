using Creneau.TestKit;
using Xunit;

namespace Creneau.Tests.Search;

/// <summary>Three town halls of a valley: Sallanches, Passy 6 km away, Annecy 40 km away. Tuesday 24 November 2026, 09:00.</summary>
public sealed class ValleyTown : IAsyncLifetime
{
    public TestTown Town { get; private set; } = null!;

    public TestTownHall Sallanches { get; private set; } = null!;

    public TestTownHall Passy { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        Sallanches = await Town.TownHallAsync("Sallanches", 45.94, 6.63, "74256");
        await Sallanches.DeskAsync("DR 1", "Fri 09:00-12:00");
        Passy = await Town.TownHallAsync("Passy", 45.92, 6.70, "74208");
        await Passy.DeskAsync("DR 1", "Wed 14:00-18:30, Sat 09:00-12:00");
        var annecy = await Town.TownHallAsync("Annecy", 45.90, 6.13, "74010");
        await annecy.DeskAsync("DR 1", "Mon-Fri 09:00-17:00");
        await Town.OpenAsync();
    }

    public async ValueTask DisposeAsync() => await Town.DisposeAsync();
}
