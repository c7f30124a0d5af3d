using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.TestKit;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Doctor;

/// <summary>
/// A town with one confirmed appointment of two people, one that was cancelled, one hold and one appointment that was
/// changed three times. It is booked once; each test breaks a copy.
/// </summary>
public abstract class ExaminedTown(DatabaseProvider provider) : IAsyncLifetime
{
    private TestTown _original = null!;

    public async ValueTask InitializeAsync()
    {
        _original = await TestTown.FoundAsync(provider);
        var passy = await _original.TownHallAsync("Passy");
        await passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _original.TownHallAsync("Sallanches");
        await _original.StartAsync();
        await _original.BookedAsync(
            passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.Passport),
            "family",
            Person("Perrin"),
            Person("Perrin", "Malo", ServiceKind.Passport, "ABCDE12345"));
        await CancelAsync(await _original.BookedAsync(passy.At(Wednesday, "10:00"), "given", Person("Roux")));
        await _original.HeldAsync(passy.At(Wednesday, "11:00"), TestTown.Citizen("held"));
        await ChangeAsync(await _original.BookedAsync(passy.At(Wednesday, "10:15"), "moved", Person("Blanc")), passy);
        await _original.StopAsync();
    }

    /// <summary>The same town again, with a node.</summary>
    public async Task<TestTown> CopyAsync()
    {
        var town = await _original.CopyAsync();
        await town.StartAsync();
        return town;
    }

    public ValueTask DisposeAsync() => _original.DisposeAsync();

    private Task CancelAsync(Guid id) =>
        _original.CancelAsync(id, TestTown.Citizen("given"));

    /// <summary>Moved twice, and one more person: three messages are owed.</summary>
    private async Task ChangeAsync(Guid id, TestTownHall passy)
    {
        await MoveAsync(id, passy, 630);
        await MoveAsync(id, passy, 600);
        await _original.ChangePartyAsync(id, TestTown.Citizen("moved"), [Person("Blanc", "Luc")], []);
    }

    private async Task MoveAsync(Guid id, TestTownHall passy, int minute)
    {
        await _original.MoveAsync(id, TestTown.Citizen("moved"), new NewPlace(passy.SiteId, Wednesday, minute));
        _original.TurnableClock.Advance(TimeSpan.FromMinutes(1));
    }
}

public sealed class ExaminedSqliteTown() : ExaminedTown(DatabaseProvider.Sqlite);

public sealed class ExaminedPostgresTown() : ExaminedTown(DatabaseProvider.Postgres);
