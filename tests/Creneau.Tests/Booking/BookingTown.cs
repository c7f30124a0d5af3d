using Creneau.Doctor;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Booking;

/// <summary>The town of a booking test: Passy with one desk, open in the mornings, and what a test adds to it.</summary>
public abstract class BookingTown(DatabaseProvider provider) : IAsyncLifetime
{
    protected TestTown Town { get; private set; } = null!;

    protected TestTownHall Passy { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Town = await TestTown.FoundAsync(provider);
        Passy = await WithDeskAsync(await Town.TownHallAsync("Passy"));
        await FoundMoreAsync();
        await Town.StartAsync();
        await OpenedAsync();
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    /// <summary>What else the town has when its site opens.</summary>
    protected virtual Task FoundMoreAsync() => Task.CompletedTask;

    /// <summary>What has happened when a test begins.</summary>
    protected virtual Task OpenedAsync() => Task.CompletedTask;

    /// <summary>The doctor finds nothing, and memory is what the database yields.</summary>
    protected async Task ShouldBeSoundAsync()
    {
        var view = NodeView.Of(Town.Availability);
        await foreach (var check in Town.Get<Examination>().RunAsync(_ => Task.FromResult(view), CancellationToken.None))
        {
            check.IsBroken.ShouldBeFalse(check.ToString());
        }
    }

    protected static async Task<TestTownHall> WithDeskAsync(TestTownHall townHall)
    {
        await townHall.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        return townHall;
    }
}

/// <summary>Megève has a desk as well, for whoever wants a second appointment elsewhere.</summary>
public abstract class TwoTownHalls(DatabaseProvider provider) : BookingTown(provider)
{
    protected TestTownHall Megeve { get; private set; } = null!;

    protected override async Task FoundMoreAsync() => Megeve = await WithDeskAsync(await Town.TownHallAsync("Megève", 45.86, 6.62));
}
