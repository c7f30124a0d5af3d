using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Changes;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Appointments;

/// <summary>Links are revoked while somebody who has opened the appointment with one waits for its desk.</summary>
public sealed class AccessRaceTests() : TwoTownHalls(DatabaseProvider.Postgres)
{
    private static readonly Actor Claire = TestTown.Citizen("claire");
    private Guid _id;

    protected override async Task OpenedAsync() =>
        _id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

    [Fact]
    public async Task The_appointment_is_not_moved() =>
        (await WhileRevokedAsync(right => Town.Get<MoveAppointment>().RunAsync(
            Claire, right, new NewPlace(Megeve.SiteId, Wednesday, 600), Form(Town), CancellationToken.None)))
            .ShouldBeOfType<MoveResult.Gone>();

    [Fact]
    public async Task Nobody_comes_as_well()
    {
        var change = new PartyChange(await Town.ReadAsync([Person("Dunand", "Paul")], _id), []);

        (await WhileRevokedAsync(right => Town.Get<ChangeParty>().RunAsync(Claire, right, change, Form(Town), CancellationToken.None)))
            .ShouldBeOfType<PartyResult.Gone>();
    }

    [Fact]
    public async Task The_appointment_is_not_cancelled() =>
        (await WhileRevokedAsync(right => Town.Get<CancelAppointment>().RunAsync(Claire, right, Form(Town), CancellationToken.None)))
            .ShouldBe(CancelResult.Gone);

    private async Task<T> WhileRevokedAsync<T>(Func<AppointmentAccess, Task<T>> change)
    {
        var right = await Town.AccessAsync(Claire, _id);
        await using var db = Town.OpenDb();
        await using var gate = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync("SELECT 1 FROM desk FOR UPDATE");
        var changing = change(right);
        await Patience.UntilAsync("the change to wait for the desk", IsSomebodyWaitingAsync, TimeSpan.FromSeconds(30));

        (await db.Appointments.SingleAsync(row => row.Id == _id)).RevokeLinks();
        await db.SaveChangesAsync();
        await gate.CommitAsync();
        return await changing;
    }

    private Task<bool> IsSomebodyWaitingAsync() => Town.ReadAsync(async db => await db.Database
        .SqlQuery<long>($"""
            SELECT count(*) AS "Value" FROM pg_locks
            WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())
            """)
        .SingleAsync() > 0);
}
