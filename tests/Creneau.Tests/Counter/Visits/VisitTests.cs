using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Counter.Arrivals;
using Creneau.Counter.Visits;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Counter.Visits;

/// <summary>A morning at Passy's counter: two desks, Nadia and Karim, and who comes.</summary>
public abstract class VisitTests(DatabaseProvider provider) : BookingTown(provider)
{
    private static readonly DateOnly Tomorrow = CounterDay.Tuesday.AddDays(1);

    private CounterDay _day = null!;

    protected override async Task FoundMoreAsync() => await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");

    protected override async Task OpenedAsync() => _day = await CounterDay.BeginAsync(Town, Passy);

    [Fact]
    public async Task Waiting_counts_from_the_later_of_arrival_and_booked_start_to_the_first_call()
    {
        var early = await _day.BookAsync("11:00");
        var late = await _day.BookAsync("11:00");
        await _day.ArriveAsync(early, "10:40");
        var walkIn = await _day.TicketAsync("10:40");
        await _day.CallAsync(early, "11:03");
        await _day.CallAsync(walkIn, "11:03", _day.Karim);
        await _day.NotComeAsync(early, "11:04");
        await _day.ArriveAsync(late, "11:05");
        await _day.CallAsync(late, "11:09", _day.Karim, CurrentVisit.Ends);
        await _day.CallAsync(early, "11:10");

        var waited = await _day.WaitedAsync(early, late, walkIn);

        waited.ShouldBe([3, 4, 23]);
    }

    [Fact]
    public async Task A_pause_frees_the_desk_and_only_active_minutes_count()
    {
        var (photo, other) = (await _day.BookAsync("10:00"), await _day.BookAsync("10:00"));
        await _day.ArriveAsync(photo, "10:00");
        await _day.CallAsync(photo, "10:00");
        await _day.ArriveAsync(other, "10:01");

        (await _day.TryCallAsync(other, "10:06")).ShouldBe(VisitRefusal.DeskBusy);
        await _day.CallAsync(other, "10:06", current: CurrentVisit.Pauses);
        (await _day.StatusAsync(photo)).ShouldBe(AppointmentStatus.Paused);
        await _day.CallAsync(photo, "10:20", current: CurrentVisit.Ends);
        await _day.FinishAsync(photo, "10:29");

        (await _day.ActiveAsync(photo), await _day.ActiveAsync(other)).ShouldBe((15, 14));
        (await _day.StatusAsync(photo), await _day.StatusAsync(other)).ShouldBe((AppointmentStatus.Completed, AppointmentStatus.Completed));
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Who_does_not_come_is_called_again_after_the_gap_and_may_come_late()
    {
        var id = await _day.BookAsync("10:00");
        await _day.ArriveAsync(id, "09:55");
        await _day.CallAsync(id, "10:00");
        await _day.NotComeAsync(id, "10:00");

        (await _day.TryCallAsync(id, "10:03")).ShouldBe(VisitRefusal.CalledJustNow);
        await _day.CallAsync(id, "10:05");
        await _day.NotComeAsync(id, "10:05");
        (await _day.QueueAsync()).ToCall.ShouldHaveSingleItem().ProposesAbsence.ShouldBeTrue();
        await _day.AbsentAsync(id, "10:06");
        (await _day.ClaimsAsync(id)).ShouldBe(0);
        await _day.ArriveAsync(id, "10:40");

        var back = (await _day.QueueAsync()).ToCall.ShouldHaveSingleItem();
        (back.Visit!.Course.Calls, back.ProposesAbsence).ShouldBe((2, false));
        (await _day.ClaimsAsync(id)).ShouldBe(1);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_call_that_is_taken_back_restores_place_clock_and_number_of_calls()
    {
        var (first, second) = (await _day.BookAsync("10:00"), await _day.BookAsync("10:15"));
        await _day.ArriveAsync(first, "09:50");
        await _day.ArriveAsync(second, "09:51");
        await _day.CallAsync(first, "10:10");

        (await _day.UndoAsync(first, "10:10:20")).ShouldBeNull();

        var queue = await _day.QueueAsync();
        queue.ToCall.Select(entry => entry.Id).ShouldBe([first, second]);
        queue.ToCall[0].Visit!.Course.Calls.ShouldBe(0);
        (await _day.StatusAsync(first)).ShouldBe(AppointmentStatus.Arrived);
        await _day.CallAsync(first, "10:11");
        (await _day.UndoAsync(first, "10:12:01")).ShouldBe(VisitRefusal.TooLate);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task An_arrival_that_is_undone_leaves_no_trace_of_a_visit()
    {
        var id = await _day.BookAsync("10:00");
        await _day.ArriveAsync(id, "09:50");

        (await _day.UndoAsync(id, "09:50:30")).ShouldBeNull();

        (await _day.StatusAsync(id)).ShouldBe(AppointmentStatus.Confirmed);
        (await Town.ReadAsync(db => db.Visits.CountAsync())).ShouldBe(0);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Done_and_undone_gives_the_rights_back_unless_they_were_used_meanwhile()
    {
        var (id, again) = (await _day.BookAsync("10:00", "Dunand"), await _day.BookAsync("10:15", "Perrin"));
        foreach (var one in new[] { id, again })
        {
            await _day.ArriveAsync(one, "10:00");
            await _day.CallAsync(one, "10:10");
            await _day.FinishAsync(one, "10:10");
        }

        (await _day.UndoAsync(again, "10:10:10")).ShouldBeNull();
        (await _day.ClaimsAsync(again)).ShouldBe(1);
        await _day.FinishAsync(again, "10:10:15");
        await Town.BookedForAsync(_day.Nadia, Passy.At(Tomorrow, "09:00"), Person("Dunand"));
        (await _day.UndoAsync(id, "10:10:20")).ShouldBe(VisitRefusal.HasAnother);

        (await _day.StatusAsync(id)).ShouldBe(AppointmentStatus.Completed);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Two_agents_at_one_desk_are_told_and_who_was_taken_over_from_calls_no_more()
    {
        var id = await _day.BookAsync("10:00");
        await _day.ArriveAsync(id, "09:50");
        var desk = Passy.DeskId("DR 1");

        var taken = await _day.SignOnAsync(_day.Karim, desk);
        taken.ShouldBeOfType<SignOnResult.Taken>().By.AgentName.ShouldBe("Nadia Berthod");
        (await _day.SignOnAsync(_day.Karim, desk, takesOver: true)).ShouldBeOfType<SignOnResult.Done>();

        (await _day.TryCallAsync(id, "10:00")).ShouldBe(VisitRefusal.NotSignedOn);
        (await Town.ReadAsync(db => db.DeskSignOns.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Outcomes_are_noted_for_each_person()
    {
        var id = await _day.BookFamilyAsync("10:00");
        await _day.ArriveAsync(id, "10:00");
        await _day.CallAsync(id, "10:00");

        await _day.FinishAsync(id, "10:20", PersonOutcome.Done, PersonOutcome.Incomplete);

        (await _day.OutcomesAsync(id)).ShouldBe([PersonOutcome.Done, PersonOutcome.Incomplete]);
    }

    [Fact]
    public async Task Who_is_absent_is_so_for_each_person_until_they_come_late()
    {
        var id = await _day.BookFamilyAsync("10:00");
        await _day.AbsentAsync(id, "10:10");
        (await _day.OutcomesAsync(id)).ShouldBe([PersonOutcome.Absent, PersonOutcome.Absent]);

        await _day.ArriveAsync(id, "10:20");
        (await _day.OutcomesAsync(id)).ShouldBe([null, null]);
        (await _day.UndoAsync(id, "10:20:30")).ShouldBeNull();

        (await _day.OutcomesAsync(id)).ShouldBe([PersonOutcome.Absent, PersonOutcome.Absent]);
    }

    [Fact]
    public async Task Who_is_ended_by_the_next_call_is_done_for_each_person()
    {
        var (id, next) = (await _day.BookFamilyAsync("10:00"), await _day.BookAsync("10:30"));
        await _day.ArriveAsync(id, "10:00");
        await _day.ArriveAsync(next, "10:00");
        await _day.CallAsync(id, "10:00");

        await _day.CallAsync(next, "10:30", current: CurrentVisit.Ends);

        (await _day.OutcomesAsync(id)).ShouldBe([PersonOutcome.Done, PersonOutcome.Done]);
        (await _day.OutcomesAsync(next)).ShouldBe([null]);
    }

    [Fact]
    public async Task Nobody_is_done_who_was_not_called_and_nobody_called_of_another_day_or_town_hall()
    {
        var (id, tomorrow) = (await _day.BookAsync("10:00"), await _day.BookAsync("10:00", "Perrin", Tomorrow));
        await _day.ArriveAsync(id, "09:50");
        var stranger = Actor.Agent(99, Passy.Id + 1, Rights.Appointments, "s", "n");

        (await _day.RefusalAsync<FinishVisit>(finish => finish.RunAsync(_day.Nadia, id, null, default)))
            .ShouldBe(VisitRefusal.OtherwiseNow);
        (await _day.RefusalAsync<NoteArrival>(arrive => arrive.RunAsync(_day.Nadia, tomorrow, Passy.SiteId, default)))
            .ShouldBe(VisitRefusal.NotToday);
        (await _day.RefusalAsync<NoteAbsence>(absent => absent.RunAsync(stranger, id, default))).ShouldBe(VisitRefusal.NotFound);
        (await _day.RefusalAsync<CallVisit>(call => call.RunAsync(stranger, id, Passy.DeskId("DR 1"), default, default)))
            .ShouldBe(VisitRefusal.NotFound);
    }

    [Fact]
    public async Task Tickets_are_given_once_and_no_more_than_the_half_day_takes()
    {
        await Passy.CapsWalkInsAsync(10);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _day.TakeTicketAsync()));

        results.OfType<VisitResult.Noted>().Count().ShouldBe(10);
        results.OfType<VisitResult.Refused>().ShouldAllBe(refused => refused.Reason == VisitRefusal.CapReached);
        var numbers = await Town.ReadAsync(db => db.Visits.Select(visit => visit.TicketNumber).Distinct().CountAsync());
        numbers.ShouldBe(10);
    }

    [Fact]
    public async Task The_same_form_gets_the_same_ticket()
    {
        var form = Form(Town);

        var (first, second) = (await _day.TakeTicketAsync(form), await _day.TakeTicketAsync(form));

        second.ShouldBe(first.ShouldBeOfType<VisitResult.Noted>());
        (await Town.ReadAsync(db => db.Visits.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task At_night_what_nobody_noted_is_unrecorded_and_nothing_occupies_any_more()
    {
        var (here, done) = (await _day.BookAsync("10:00"), await _day.BookAsync("10:15", "Perrin"));
        await _day.ArriveAsync(here, "10:00");
        await _day.ArriveAsync(done, "10:00");
        await _day.CallAsync(done, "10:00");
        await _day.FinishAsync(done, "10:10");
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(2);

        _day.At(Tomorrow, "03:00");
        await Town.Get<Sweeper>().CloseDaysAsync(CancellationToken.None);
        (await Town.Get<CloseVisits>().RunAsync(CancellationToken.None)).ShouldBe(1);

        (await _day.StatusAsync(here), await _day.StatusAsync(done)).ShouldBe((AppointmentStatus.Unrecorded, AppointmentStatus.Completed));
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(0);
        (await Town.ReadAsync(db => db.DeskSignOns.CountAsync())).ShouldBe(0);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Of_two_agents_who_call_the_same_person_one_does()
    {
        var id = await _day.BookAsync("10:00");
        await _day.ArriveAsync(id, "09:50");

        var answers = await Task.WhenAll(
            _day.CallNowAsync(id, _day.Nadia, "DR 1"), _day.CallNowAsync(id, _day.Karim, "DR 2"),
            _day.CallNowAsync(id, _day.Nadia, "DR 1"), _day.CallNowAsync(id, _day.Karim, "DR 2"));

        answers.OfType<VisitResult.Noted>().Count().ShouldBe(1);
        (await Town.ReadAsync(db => db.Visits.SingleAsync())).Course.Calls.ShouldBe(1);
        await ShouldBeSoundAsync();
    }
}

public sealed class VisitOnSqliteTests() : VisitTests(DatabaseProvider.Sqlite);

public sealed class VisitOnPostgresTests() : VisitTests(DatabaseProvider.Postgres);
