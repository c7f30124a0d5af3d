using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Changes;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

/// <summary>A wedding takes the hall and an officiant, all or none; the mayor also receives people.</summary>
public abstract class SeveralDesksTests(DatabaseProvider provider) : BookingTown(provider)
{
    private const string Wedding = "mariage";
    private const string Audience = "audience";
    private SharedDesks _desks = null!;

    protected override async Task FoundMoreAsync()
    {
        _desks = new SharedDesks(Town, Passy);
        await _desks.PlanningAsync(Wedding, minutes: 60, groups: 2);
        await _desks.PlanningAsync(Audience, minutes: 30);
        await _desks.DeskAsync("Salle", (Wedding, 0));
        await _desks.DeskAsync("Maire", (Wedding, 1), (Audience, 0));
        await _desks.DeskAsync("Adjoint", (Wedding, 1));
    }

    [Fact]
    public async Task A_wedding_takes_the_hall_and_one_officiant_and_gives_both_back()
    {
        var id = await BookedAsync(Wedding, 540, "claire");
        var taken = await DesksOfAsync(id);

        (await Town.CancelAsync(id, TestTown.Citizen("claire"))).ShouldBe(CancelResult.Cancelled);

        taken.Count.ShouldBe(2);
        taken.ShouldContain(_desks.DeskId("Salle"));
        (await DesksOfAsync(id)).ShouldBeEmpty();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Without_a_hall_there_is_no_wedding_although_an_officiant_is_free()
    {
        await BookedAsync(Wedding, 540, "claire");

        var second = await Town.HoldAsync(_desks.At(Wedding, Wednesday, 540), TestTown.Citizen("paul"));

        second.ShouldBeOfType<HoldResult.Refused>().Reason.ShouldBe(SlotRefusal.Taken);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task While_the_mayor_receives_the_deputy_marries()
    {
        await BookedAsync(Audience, 570, "anne");

        var wedding = await BookedAsync(Wedding, 540, "claire");

        (await DesksOfAsync(wedding)).ShouldBe([_desks.DeskId("Salle"), _desks.DeskId("Adjoint")], ignoreOrder: true);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task While_the_mayor_marries_nobody_is_received()
    {
        await Town.WriteAsync(db => db.Add(Availability.Openings.Closure.OfDesk(
            _desks.DeskId("Adjoint"), new(Wednesday, 0, null, 0), Availability.Openings.ClosureReason.Holiday)));
        await RaiseAsync(_desks.DeskId("Adjoint"));
        await BookedAsync(Wedding, 540, "claire");

        var during = await Town.HoldAsync(_desks.At(Audience, Wednesday, 570), TestTown.Citizen("anne"));
        var after = await Town.HoldAsync(_desks.At(Audience, Wednesday, 600), TestTown.Citizen("anne"));

        during.ShouldBeOfType<HoldResult.Refused>().Reason.ShouldBe(SlotRefusal.Taken);
        after.ShouldBeOfType<HoldResult.Held>();
    }

    [Fact]
    public async Task A_wedding_moves_with_both_of_its_desks()
    {
        var id = await BookedAsync(Wedding, 540, "claire");

        var moved = await Town.MoveAsync(id, TestTown.Citizen("claire"), new NewPlace(Passy.SiteId, Wednesday, 600));

        moved.ShouldBeOfType<MoveResult.Moved>();
        (await Town.ReadAsync(db => db.Occupancies.Select(row => row.StartMinute).ToListAsync())).ShouldBe([600, 600]);
        (await Town.HoldAsync(_desks.At(Wedding, Wednesday, 540), TestTown.Citizen("paul"))).ShouldBeOfType<HoldResult.Held>();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_wedding_that_was_only_held_gives_both_desks_back_when_the_hold_ends()
    {
        await Town.HeldAsync(_desks.At(Wedding, Wednesday, 540), TestTown.Citizen("claire"));
        Town.TurnableClock.Advance(Appointment.HoldLength);

        (await Town.Get<Sweeper>().ExpireHoldsAsync(CancellationToken.None)).ShouldBe(1);

        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(0);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Of_two_who_want_the_last_hall_at_once_one_has_both_desks_and_the_other_none()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(number => Town.HoldAsync(_desks.At(Wedding, Wednesday, 540), TestTown.Citizen($"pair {number}"))));

        answers.Count(answer => answer is HoldResult.Held).ShouldBe(1);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(2);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Of_desks_that_suit_as_well_the_one_of_the_lowest_rank_is_taken()
    {
        var before = await Town.HeldAsync(_desks.At(Wedding, Wednesday, 540), TestTown.Citizen("claire"));
        await using (var db = Town.OpenDb())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE desk_planning SET rank = 100 - rank");
            await DirectoryVersion.RaiseAsync(db, CancellationToken.None);
        }

        await Town.RefreshAsync();

        var after = await Town.HeldAsync(_desks.At(Wedding, Wednesday.AddDays(1), 540), TestTown.Citizen("anne"));

        (await DesksOfAsync(before)).ShouldBe([_desks.DeskId("Salle"), _desks.DeskId("Maire")], ignoreOrder: true);
        (await DesksOfAsync(after)).ShouldBe([_desks.DeskId("Salle"), _desks.DeskId("Adjoint")], ignoreOrder: true);
    }

    private async Task<Guid> BookedAsync(string planning, int minute, string who)
    {
        var actor = TestTown.Citizen(who);
        var wanted = _desks.At(planning, Wednesday, minute);
        var id = await Town.HeldAsync(wanted, actor);
        ReadPerson[] people = [new(new PersonName("Dunand", who), new DateOnly(1987, 3, 14), wanted.ServiceIds[0], [])];
        await Town.Get<AskForCode>().RunAsync(
            actor, id, new Contact($"{who}@exemple.fr", null, "fr"), people, Form(Town), CancellationToken.None);
        (await Town.TypeAsync(id, actor, await Town.CodeAsync(id))).ShouldBeOfType<ConfirmResult.Confirmed>();
        return id;
    }

    private Task<List<int>> DesksOfAsync(Guid id) =>
        Town.ReadAsync(db => db.Occupancies.Where(row => row.AppointmentId == id).Select(row => row.DeskId).ToListAsync());

    private async Task RaiseAsync(int desk)
    {
        await using (var db = Town.OpenDb())
        {
            await db.Desks.Where(row => row.Id == desk).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.Revision, row => row.Revision + 1)
                .SetProperty(row => row.ScheduleRevision, row => row.Revision + 1));
        }

        await Town.RefreshAsync();
    }
}

public sealed class SeveralDesksOnSqliteTests() : SeveralDesksTests(DatabaseProvider.Sqlite);

public sealed class SeveralDesksOnPostgresTests() : SeveralDesksTests(DatabaseProvider.Postgres);
