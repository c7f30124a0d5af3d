using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Hours;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Hours;

public abstract class CloseDeskTests(DatabaseProvider provider) : BookingTown(provider)
{
    private static readonly DeskClosure Broken = new(null, null, ClosureReason.OutOfOrder, "La borne est en panne");

    private int Desk => Passy.DeskId("DR 1");

    [Fact]
    public async Task A_closed_desk_is_offered_no_more_and_its_appointments_stay_and_are_told()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        await Town.HeldAsync(Passy.At(Wednesday, "10:00"), TestTown.Citizen("paul"));

        var closed = (await CloseAsync(Broken)).ShouldBeOfType<CloseDeskResult.Closed>();

        closed.Inside.Select(inside => inside.StartMinute).ShouldBe([540, 600]);
        (await Town.HoldAsync(Passy.At(Wednesday, "11:00"), TestTown.Citizen("next")))
            .ShouldBeOfType<HoldResult.Refused>().Reason.ShouldBe(SlotRefusal.NotOffered);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync(row => row.AppointmentId == id))).ShouldBe(1);
    }

    [Fact]
    public async Task Both_revisions_of_the_desk_rise_and_other_nodes_find_it_by_comparing()
    {
        await Town.StartAsync();
        var before = await RevisionsAsync();

        await CloseAsync(Broken);
        await Town.RefreshAsync();

        (await RevisionsAsync()).ShouldBe((before.Revision + 1, before.Revision + 1));
        var elsewhere = (AvailabilityIndex)Town.Nodes[1].Services.GetService(typeof(AvailabilityIndex))!;
        elsewhere.Desk(Desk)!.State.Revision.ShouldBe(before.Revision + 1);
    }

    [Fact]
    public async Task Where_one_agent_serves_two_desks_the_second_is_open_exactly_while_the_first_is_closed()
    {
        var desks = new SharedDesks(Town, Passy);
        await desks.PlanningAsync("École", minutes: 30, agents: 1);
        await desks.DeskAsync("A", ("École", 0));
        await desks.DeskAsync("B", ("École", 0));
        await Town.RefreshAsync();
        (await DeskOfAsync(desks, "before", 540)).ShouldBe(desks.DeskId("A"));

        await Town.Get<CloseDesk>().RunAsync(Actor.CommandLine, desks.DeskId("A"), Broken, CancellationToken.None);
        var meanwhile = await DeskOfAsync(desks, "meanwhile", 600);
        await Town.Get<ReopenDesk>().RunAsync(Actor.CommandLine, desks.DeskId("A"), CancellationToken.None);

        meanwhile.ShouldBe(desks.DeskId("B"));
        (await DeskOfAsync(desks, "after", 660)).ShouldBe(desks.DeskId("A"));
        (await DeskOfAsync(desks, "beside", 660)).ShouldBeNull();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Who_does_not_come_is_removed_although_the_desk_was_closed_since()
    {
        var id = await Town.BookedAsync(
            Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.IdCard), "claire", Person("Dunand"), Person("Dunand", "Zoé"));
        await CloseAsync(Broken);
        var zoe = await Town.ReadAsync(db => db.Applicants.SingleAsync(row => row.AppointmentId == id && row.Ordinal == 1));

        var result = await Town.ChangePartyAsync(id, TestTown.Citizen("claire"), [], [zoe.Id]);

        result.ShouldBeOfType<PartyResult.Changed>();
        (await Town.ReadAsync(db => db.Applicants.CountAsync(row => row.AppointmentId == id))).ShouldBe(1);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Only_the_time_of_the_closure_is_closed()
    {
        await CloseAsync(Broken with { From = Wednesday.ToDateTime(new(10, 0)), Until = Wednesday.ToDateTime(new(11, 0)) });

        var before = await Town.HoldAsync(Passy.At(Wednesday, "09:45"), TestTown.Citizen("before"));
        var inside = await Town.HoldAsync(Passy.At(Wednesday, "10:30"), TestTown.Citizen("inside"));
        var after = await Town.HoldAsync(Passy.At(Wednesday, "11:00"), TestTown.Citizen("after"));

        before.ShouldBeOfType<HoldResult.Held>();
        inside.ShouldBeOfType<HoldResult.Refused>();
        after.ShouldBeOfType<HoldResult.Held>();
    }

    [Fact]
    public async Task A_desk_that_is_opened_again_is_offered_at_once()
    {
        await CloseAsync(Broken);
        await CloseAsync(Broken with { From = Wednesday.AddDays(9).ToDateTime(TimeOnly.MinValue) });

        var opened = await OpenAsync();

        opened.ShouldBe(ReopenDeskResult.Reopened);
        (await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Held>();
        (await OpenAsync()).ShouldBe(ReopenDeskResult.NotClosed);
    }

    [Fact]
    public async Task What_is_refused_changes_no_hours()
    {
        await CloseAsync(Broken);
        var before = await RevisionsAsync();

        var unknown = await Town.Get<CloseDesk>().RunAsync(Actor.CommandLine, 999, Broken, CancellationToken.None);
        var reversed = await CloseAsync(Broken with { From = Wednesday.ToDateTime(new(10, 0)), Until = Wednesday.ToDateTime(new(9, 0)) });
        var again = await CloseAsync(Broken with { From = Wednesday.ToDateTime(new(10, 0)) });

        unknown.ShouldBe(new CloseDeskResult.Refused(CloseDeskRefusal.NotFound));
        reversed.ShouldBe(new CloseDeskResult.Refused(CloseDeskRefusal.Reversed));
        again.ShouldBe(new CloseDeskResult.Refused(CloseDeskRefusal.ClosedAlready));
        (await RevisionsAsync()).ShouldBe(before);
        (await Town.ReadAsync(db => db.Closures.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task An_agent_closes_desks_of_their_own_town_hall_with_the_right_to_it_and_no_others()
    {
        var stranger = await CloseAsync(Broken, Actor.Agent(1, Passy.Id + 1, Rights.Hours, "session", "network"));
        var withoutRight = await CloseAsync(Broken, Actor.Agent(2, Passy.Id, Rights.Appointments, "session", "network"));
        var own = await CloseAsync(Broken, Actor.Agent(3, Passy.Id, Rights.Hours, "session", "network"));

        stranger.ShouldBe(new CloseDeskResult.Refused(CloseDeskRefusal.NotFound));
        withoutRight.ShouldBe(new CloseDeskResult.Refused(CloseDeskRefusal.NotFound));
        own.ShouldBeOfType<CloseDeskResult.Closed>();
    }

    [Fact]
    public async Task The_audit_has_what_was_done_and_what_was_refused_with_who_and_from_where()
    {
        await CloseAsync(Broken, Actor.Agent(3, Passy.Id, Rights.Hours, "session", "network of the town hall"));
        await CloseAsync(Broken with { Until = Wednesday.ToDateTime(new(9, 0)), From = Wednesday.ToDateTime(new(10, 0)) });
        await OpenAsync();

        var rows = await Town.ReadAsync(db => db.AuditRows.OrderBy(row => row.Id).ToListAsync());

        rows.Select(row => (row.Operation, row.Subject, row.ActorKind, row.Channel)).ShouldBe(
        [
            ("desk-close", $"desk:{Desk}", ActorKind.Agent, BookingChannel.Counter),
            ("desk-close", $"desk:{Desk}", ActorKind.Platform, BookingChannel.CommandLine),
            ("desk-open", $"desk:{Desk}", ActorKind.Platform, BookingChannel.CommandLine),
        ]);
        (rows[0].ActorId, rows[0].ActorTownHallId, rows[0].NetworkHash).ShouldBe((3, Passy.Id, "network of the town hall"));
        (rows[0].After, rows[0].Refusal).ShouldBe(("2026-11-24+540.. OutOfOrder", null));
        rows[1].Refusal!.ShouldContain("Reversed");
        (rows[2].Before, rows[2].After).ShouldBe(("2026-11-24+540..", "open"));
    }

    /// <returns>Desk of a slot held for somebody; null when it is not offered.</returns>
    private async Task<int?> DeskOfAsync(SharedDesks desks, string who, int minute) =>
        await Town.HoldAsync(desks.At("École", Wednesday, minute), TestTown.Citizen(who)) is HoldResult.Held held
            ? await Town.ReadAsync(db => db.Appointments.Where(row => row.Id == held.AppointmentId).Select(row => row.DeskId).SingleAsync())
            : null;

    private Task<CloseDeskResult> CloseAsync(DeskClosure closure, Actor? actor = null) =>
        Town.Get<CloseDesk>().RunAsync(actor ?? Actor.CommandLine, Desk, closure, CancellationToken.None);

    private Task<ReopenDeskResult> OpenAsync() => Town.Get<ReopenDesk>().RunAsync(Actor.CommandLine, Desk, CancellationToken.None);

    private async Task<(long Revision, long ScheduleRevision)> RevisionsAsync()
    {
        var desk = await Town.ReadAsync(db => db.Desks.AsNoTracking().SingleAsync(row => row.Id == Desk));
        return (desk.Revision, desk.ScheduleRevision);
    }
}

public sealed class CloseDeskOnSqliteTests() : CloseDeskTests(DatabaseProvider.Sqlite);

public sealed class CloseDeskOnPostgresTests() : CloseDeskTests(DatabaseProvider.Postgres);
