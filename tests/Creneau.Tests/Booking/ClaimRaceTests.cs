using Creneau.Acting;
using Creneau.Booking;
using Creneau.Changes;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

/// <summary>
/// Somebody confirms for a person while that person's other appointment is being cancelled, at the moments at which it
/// matters. A gate in the database makes those moments as long as a test needs them. The appointments are in two town
/// halls, so that neither waits for the other's desk.
/// </summary>
public sealed class ClaimRaceTests() : TwoTownHalls(DatabaseProvider.Postgres)
{
    private const int Gate = 4711;
    private readonly Actor _claire = TestTown.Citizen("claire");
    private readonly Actor _paul = TestTown.Citizen("paul");
    private Guid _hers;
    private Guid _his;

    protected override async Task OpenedAsync()
    {
        _hers = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        _his = await Town.HeldAsync(Megeve.At(Wednesday, "10:00"), _paul);
        await Town.AskAsync(_his, _paul, "paul@exemple.fr", Person("Dunand"));
    }

    [Fact]
    public async Task A_right_given_up_between_being_refused_and_being_looked_up_is_taken()
    {
        await using var gate = await ShutAsync("AFTER INSERT ON person_claim FOR EACH STATEMENT");
        var confirming = ConfirmAsync();
        await WaitingAtAsync("advisory");

        await CancelAsync();
        await OpenAsync(gate);

        (await confirming).ShouldBeOfType<ConfirmResult.Confirmed>();
        (await Town.ReadAsync(db => db.PersonClaims.SingleAsync())).AppointmentId.ShouldBe(_his);
    }

    [Fact]
    public async Task Nobody_is_told_of_an_attempt_after_their_cancellation()
    {
        await using var gate = await ShutAsync($"BEFORE DELETE ON person_claim FOR EACH ROW WHEN (OLD.appointment_id = '{_hers}')");
        var cancelling = CancelAsync();
        await WaitingAtAsync("advisory");
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(1));
        var confirming = ConfirmAsync();
        await WaitingAtAsync("transactionid");

        await OpenAsync(gate);

        (await cancelling).ShouldBe(CancelResult.Cancelled);
        (await confirming).ShouldBeOfType<ConfirmResult.Confirmed>();
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(message => message.Purpose == MessagePurpose.SomebodyTried))).ShouldBe(0);
    }

    [Fact]
    public async Task Who_stays_keeps_their_claim_untouched_when_others_come_or_go()
    {
        await using var db = Town.OpenDb();
        await db.Database.ExecuteSqlRawAsync("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''given up''; END';
            CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON person_claim
                FOR EACH ROW WHEN (OLD.applicant_ordinal = 0) EXECUTE FUNCTION refuse();
            """);
        var paul = await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "anne", Person("Favre"));

        var added = await PartyAsync([Person("Dunand", "Zoé")], []);
        var taken = await PartyAsync([Person("Favre")], []);
        var removed = await PartyAsync([], [1]);

        (added, taken, removed).ShouldBe((new PartyResult.Changed(), new PartyResult.Duplicate(null), new PartyResult.Changed()));
        (
            await Town.ReadAsync(
                read => read.PersonClaims.Select(claim => claim.AppointmentId).ToListAsync())).ShouldBe([_hers, paul], ignoreOrder: true);
    }

    private async Task<PartyResult> PartyAsync(Comer[] added, int[] removed)
    {
        var people = await Town.PeopleAsync(_hers);
        return await Town.ChangePartyAsync(_hers, _claire, added, [.. removed.Select(ordinal => people[ordinal])]);
    }

    private async Task<ConfirmResult> ConfirmAsync() => await Town.TypeAsync(_his, _paul, await Town.CodeAsync(_his));

    private Task<CancelResult> CancelAsync() => Town.CancelAsync(_hers, _claire);

    /// <returns>The connection that keeps it shut.</returns>
    private async Task<CreneauDb> ShutAsync(string when)
    {
        var db = Town.OpenDb();
        await db.Database.OpenConnectionAsync();
#pragma warning disable EF1002 // No word of it comes from elsewhere
        await db.Database.ExecuteSqlRawAsync($"""
            SELECT pg_advisory_lock({Gate});
            CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_advisory_xact_lock_shared({Gate}); RETURN OLD; END';
            CREATE TRIGGER gate {when} EXECUTE FUNCTION gate();
            """);
#pragma warning restore EF1002
        return db;
    }

    private static Task OpenAsync(CreneauDb gate) => gate.Database.ExecuteSqlRawAsync("SELECT pg_advisory_unlock_all()");

    private Task WaitingAtAsync(string kind) =>
        Patience.ForAsync(
            $"somebody to wait ({kind})", async () => await WaitingAsync(kind) > 0 ? "yes" : null, TimeSpan.FromSeconds(30));

    private Task<long> WaitingAsync(string kind) => Town.ReadAsync(db => db.Database
        .SqlQuery<long>(
            $"""
             SELECT count(*) AS "Value" FROM pg_locks WHERE NOT granted AND locktype = {kind}
                 AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())
             """)
        .SingleAsync());
}
