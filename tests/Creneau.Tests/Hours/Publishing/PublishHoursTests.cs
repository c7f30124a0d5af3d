using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Changes.Cancelling;
using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;
using Creneau.Notifications;
using Creneau.Offers.Runs;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Hours.Publishing;

public abstract class PublishHoursTests(DatabaseProvider provider) : HoursTown(provider)
{
    [Fact]
    public async Task Before_publishing_it_says_who_falls_outside_and_where_they_could_go()
    {
        var late = await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand"));
        await Town.BookedAsync(Passy.At(Wednesday, "09:30"), "paul", Person("Roux"));
        await Town.HeldAsync(Passy.At(Wednesday, "11:30"), TestTown.Citizen("just now"));

        var preview = await PreviewAsync(await HalvedWednesdayAsync());

        preview.NewlyOutside.Select(one => (one.Appointment.Id, one.Choice.Deed)).ShouldBe([(late, OutsideDeed.Keep)]);
        preview.NewlyOutside[0].Proposed.ShouldBe(new ProposedStart(Passy.SiteId, Wednesday, 585));
        preview.BookingNow.ShouldBe(1);
        var week = preview.Effect.Weeks.First(one => one.Monday == IsoWeek.Monday(Wednesday) && one.Service == 0);
        (week.Before - week.After).ShouldBe(8);
    }

    [Fact]
    public async Task People_are_moved_kept_and_cancelled_as_chosen_all_at_once()
    {
        var moved = await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand"));
        var kept = await Town.BookedAsync(Passy.At(Wednesday, "11:15"), "paul", Person("Roux"));
        var cancelled = await Town.BookedAsync(Passy.At(Wednesday, "11:30"), "lea", Person("Petit"));
        var draft = await HalvedWednesdayAsync();
        await ChooseAsync(
            draft,
            new OutsideChoice(moved, OutsideDeed.Move, new ProposedStart(Passy.SiteId, Wednesday, 540)),
            new OutsideChoice(cancelled, OutsideDeed.Cancel));

        var published = await PublishedAsync(draft);

        (published.Moved, published.Cancelled).ShouldBe((1, 1));
        (await StartOfAsync(moved), await StartOfAsync(kept)).ShouldBe((540, 675));
        (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == cancelled))).CancelAtUtc.ShouldNotBeNull()
            .ShouldBe(Town.NowUtc + HoursPublication.WithPeople, TimeSpan.FromSeconds(1));
        (await Town.HoldAsync(Passy.At(Wednesday, "10:30"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Refused>();
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task Nobody_is_told_of_a_move_within_the_minute_in_which_it_can_be_undone()
    {
        var moved = await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand"));
        var draft = await HalvedWednesdayAsync();
        await ChooseAsync(draft, new OutsideChoice(moved, OutsideDeed.Move, new ProposedStart(Passy.SiteId, Wednesday, 540)));
        var published = await PublishedAsync(draft);
        var message = await MoveMessageAsync(moved);

        var undone = await UndoAsync(published.PublicationId);

        message.NextTryUtc.ShouldBe(Town.NowUtc + HoursPublication.WithPeople, TimeSpan.FromSeconds(1));
        undone.ShouldBeOfType<UndoPublicationResult.Undone>().WithPeople.ShouldBeTrue();
        (await StartOfAsync(moved), (await MoveMessageAsync(moved)).State).ShouldBe((660, MessageState.Useless));
        (await Town.HoldAsync(Passy.At(Wednesday, "11:15"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Held>();
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_cancellation_is_taken_back_with_the_hours_within_the_minute()
    {
        var cancelled = await Town.BookedAsync(Passy.At(Wednesday, "11:30"), "lea", Person("Petit"));
        var draft = await HalvedWednesdayAsync();
        await ChooseAsync(draft, new OutsideChoice(cancelled, OutsideDeed.Cancel));
        var published = await PublishedAsync(draft);

        await UndoAsync(published.PublicationId);

        var appointment = await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == cancelled));
        (appointment.Status, appointment.CancelAtUtc).ShouldBe((AppointmentStatus.Confirmed, null));
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task Later_the_hours_alone_come_back_and_who_was_moved_stays()
    {
        var moved = await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand"));
        var (key, rule) = await RuleOnAsync(DayOfWeek.Wednesday);
        var draft = await DraftAsync(new HoursEdit(key, rule with { Time = new(540, 630) }), new HoursEdit(
            null, Range(DayOfWeek.Saturday, 540, 720)));
        await ChooseAsync(draft, new OutsideChoice(moved, OutsideDeed.Move, new ProposedStart(Passy.SiteId, Wednesday.AddDays(3), 540)));
        var published = await PublishedAsync(draft);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(61));

        var undone = (await UndoAsync(published.PublicationId)).ShouldBeOfType<UndoPublicationResult.Undone>();

        undone.WithPeople.ShouldBeFalse();
        undone.Outside.ShouldBe([moved]);
        (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == moved))).Date.ShouldBe(Wednesday.AddDays(3));
        (await UndoAsync(published.PublicationId)).ShouldBeOfType<UndoPublicationResult.NotFound>();
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_hold_on_a_start_that_is_no_more_ends_with_the_publication()
    {
        var visitor = TestTown.Citizen("just now");
        var held = await Town.HeldAsync(Passy.At(Wednesday, "11:00"), visitor);
        var draft = await HalvedWednesdayAsync();

        var published = await PublishedAsync(draft);

        published.HoldsEnded.ShouldBe(1);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync(row => row.AppointmentId == held))).ShouldBe(0);
        (await Town.HoldAsync(Passy.At(Wednesday, "11:00"), visitor)).ShouldBeOfType<HoldResult.Refused>().Instead.Count.ShouldBe(3);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task Who_books_while_the_preview_is_read_is_shown_before_anything_is_published()
    {
        var draft = await HalvedWednesdayAsync();
        await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand"));

        var result = await PublishAsync(draft, seen: []);

        result.ShouldBeOfType<PublishResult.OthersOutside>();
        (await RuleOnAsync(DayOfWeek.Wednesday)).Rule.Time.End.ShouldBe(720);
    }

    [Fact]
    public async Task The_second_of_two_managers_is_shown_what_the_first_has_published()
    {
        var (key, rule) = await RuleOnAsync(DayOfWeek.Wednesday);
        var first = await DraftAsync(new HoursEdit(key, rule with { Time = new(540, 630) }));
        var second = await DraftAsync(new HoursEdit(key, rule with { Time = new(600, 720) }));
        await PublishedAsync(first);

        var refused = (await PublishAsync(second)).ShouldBeOfType<PublishResult.Conflicts>();
        var preview = await PreviewAsync(second);

        refused.Items.Single().Published.ShouldBe(rule with { Time = new(540, 630) });
        preview.Conflicts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Drafts_that_change_different_things_are_published_one_after_the_other()
    {
        var (key, rule) = await RuleOnAsync(DayOfWeek.Wednesday);
        var first = await DraftAsync(new HoursEdit(key, rule with { Time = new(540, 630) }));
        var second = await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 600, 720)));

        await PublishedAsync(first);
        await PublishedAsync(second);

        (await Town.ReadAsync(db => db.OpeningRules.CountAsync(row => row.PlanningId == Passy.PlanningId))).ShouldBe(6);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_start_that_somebody_took_meanwhile_stops_the_whole()
    {
        var moved = await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand"));
        var draft = await HalvedWednesdayAsync();
        await ChooseAsync(draft, new OutsideChoice(moved, OutsideDeed.Move, new ProposedStart(Passy.SiteId, Wednesday, 540)));
        Town.TurnableClock.Advance(HoursDraft.KeepsStarts);
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "paul", Person("Roux"));

        var result = await PublishAsync(draft);
        var shown = (await PreviewAsync(draft)).NewlyOutside.Single();

        result.ShouldBe(new PublishResult.StartTaken(moved));
        (shown.Choice.Deed, shown.Proposed).ShouldBe((OutsideDeed.Keep, new ProposedStart(Passy.SiteId, Wednesday, 585)));
        (await StartOfAsync(moved)).ShouldBe(660);
        (await RuleOnAsync(DayOfWeek.Wednesday)).Rule.Time.End.ShouldBe(720);
    }

    [Fact]
    public async Task A_chosen_start_is_kept_for_thirty_minutes_after_the_draft_was_last_touched()
    {
        var moved = await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand"));
        var draft = await HalvedWednesdayAsync();
        await ChooseAsync(draft, new OutsideChoice(moved, OutsideDeed.Move, new ProposedStart(Passy.SiteId, Wednesday, 540)));

        Town.TurnableClock.Advance(TimeSpan.FromMinutes(20));
        await EditAsync(await ReadDraftAsync(draft.Id), new HoursEdit(null, Range(DayOfWeek.Saturday, 600, 720)));
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(20));
        var kept = await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("paul"));
        await ShouldBeSoundAsync();
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(11));
        var free = await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("marie"));

        kept.ShouldBeOfType<HoldResult.Refused>();
        free.ShouldBeOfType<HoldResult.Held>();
    }

    [Fact]
    public async Task Who_is_cancelled_with_the_hours_is_offered_another_start_a_minute_later()
    {
        var cancelled = await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand"));
        var draft = await HalvedWednesdayAsync();
        await ChooseAsync(draft, new OutsideChoice(cancelled, OutsideDeed.Cancel));
        await PublishedAsync(draft);

        Town.TurnableClock.Advance(HoursPublication.WithPeople);
        await Town.Get<CarryOutCancellations>().CarryOutDueAsync(CancellationToken.None);

        var hold = await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.ReplacesId == cancelled));
        hold.Status.ShouldBe(AppointmentStatus.Held);
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(
            row => row.AppointmentId == cancelled && row.Purpose == MessagePurpose.Cancelled))).ShouldBe(1);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_kept_start_outlives_the_cancellation_of_its_day_and_is_checked_when_the_draft_is_published()
    {
        var moved = await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand"));
        var other = await Town.BookedAsync(Passy.At(Wednesday.AddDays(1), "10:00"), "paul", Person("Roux"));
        var draft = await HalvedWednesdayAsync();
        var thursday = new ProposedStart(Passy.SiteId, Wednesday.AddDays(1), 540);
        await ChooseAsync(draft, new OutsideChoice(moved, OutsideDeed.Move, thursday));
        var target = new CancellationTarget(Passy.Id, CancellationScope.DeskDay)
        {
            Range = CancelledRange.Day(Passy.SiteId, Desk, thursday.Date),
        };

        var begun = await Town.Get<CancelSeveral>().RunAsync(
            TestTown.Agent(Passy, 7, Rights.Appointments | Rights.Hours),
            target,
            new CancellationOrder("DR en panne", [other], Closes: true),
            Form(Town),
            CancellationToken.None);
        await ShouldBeSoundAsync();

        begun.ShouldBeOfType<CancelSeveralResult.Begun>();
        (await PublishAsync(draft)).ShouldBe(new PublishResult.StartTaken(moved));
    }

    [Fact]
    public async Task Two_drafts_never_keep_one_start_and_who_comes_second_gets_the_next()
    {
        var (claire, paul) = (
            await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand")),
            await Town.BookedAsync(Passy.At(Wednesday, "11:15"), "paul", Person("Roux")));
        var (first, second) = (await HalvedWednesdayAsync(), await HalvedWednesdayAsync());
        var start = new ProposedStart(Passy.SiteId, Wednesday, 540);

        await ChooseAsync(first, new OutsideChoice(claire, OutsideDeed.Move, start));
        await ChooseAsync(second, new OutsideChoice(paul, OutsideDeed.Move, start));

        (await ReadDraftAsync(first.Id)).ReadChoices().Single().To.ShouldBe(start);
        (await ReadDraftAsync(second.Id)).ReadChoices().Single().To.ShouldBe(start with { StartMinute = 585 });
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_draft_that_is_thrown_away_keeps_nothing()
    {
        var moved = await Town.BookedAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Dunand"));
        var draft = await HalvedWednesdayAsync();
        await ChooseAsync(draft, new OutsideChoice(moved, OutsideDeed.Move, new ProposedStart(Passy.SiteId, Wednesday, 540)));

        await Town.Get<DiscardDraft>().RunAsync(Manager, Passy.Id, draft.Id, CancellationToken.None);

        (await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Held>();
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_closure_of_the_whole_town_hall_is_published_and_undone()
    {
        var closed = new ClosureItem(
            Passy.Id, null, null, new(Wednesday, 0, Wednesday, 1440), ClosureReason.Strike, "Grève des agents");
        var draft = await DraftAsync(new HoursEdit(null, closed));
        var published = await PublishedAsync(draft);
        var meanwhile = await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("meanwhile"));

        await UndoAsync(published.PublicationId);

        meanwhile.ShouldBeOfType<HoldResult.Refused>();
        (await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("after"))).ShouldBeOfType<HoldResult.Held>();
        (await Town.ReadAsync(db => db.Closures.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Undoing_leaves_alone_what_somebody_else_has_taken_away_since()
    {
        var added = await PublishedAsync(await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 600, 720))));
        var (key, _) = await RuleOnAsync(DayOfWeek.Saturday);
        await PublishedAsync(await DraftAsync(new HoursEdit(key, null)));

        var undone = await UndoAsync(added.PublicationId);

        undone.ShouldBeOfType<UndoPublicationResult.Undone>();
        (await Town.ReadAsync(db => db.OpeningRules.CountAsync(row => row.Day == DayOfWeek.Saturday))).ShouldBe(0);
    }

    [Fact]
    public async Task Undoing_ends_the_holds_on_starts_that_are_no_more()
    {
        var published = await PublishedAsync(await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 600, 720))));
        var saturday = Wednesday.AddDays(3);
        var held = (await Town.HoldAsync(Passy.At(saturday, "10:00"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Held>();

        await UndoAsync(published.PublicationId);

        var (status, occupied) = await Town.ReadAsync(async db => (
            await db.Appointments.Where(row => row.Id == held.AppointmentId).Select(row => row.Status).SingleAsync(),
            await db.Occupancies.CountAsync(row => row.AppointmentId == held.AppointmentId)));
        (status, occupied).ShouldBe((AppointmentStatus.Expired, 0));
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_monthly_release_is_published_and_holds_on_every_node()
    {
        var window = await Town.ReadAsync(db => db.Plannings.SingleAsync(row => row.Id == Passy.PlanningId));
        var item = WindowItem.Of(window) with { ReleaseMonthDay = 31, ReleaseMinute = 510 };

        await PublishedAsync(await DraftAsync(new HoursEdit(HoursKey.OfWindow(Passy.PlanningId), item)));
        await Town.RefreshAsync();

        (await Town.HoldAsync(Passy.At(new DateOnly(2026, 12, 1), "09:00"), TestTown.Citizen()))
            .ShouldBeOfType<HoldResult.Refused>().Reason.ShouldBe(SlotRefusal.TooFar);
        await NodesShouldAgreeAsync();
    }

    private async Task<HoursDraft> HalvedWednesdayAsync()
    {
        var (key, rule) = await RuleOnAsync(DayOfWeek.Wednesday);
        return await DraftAsync(new HoursEdit(key, rule with { Time = new(540, 600) }));
    }

    private Task<int> StartOfAsync(Guid id) => Town.ReadAsync(
        db => db.Appointments.Where(row => row.Id == id).Select(row => row.StartMinute).SingleAsync());

    private Task<OutboxMessage> MoveMessageAsync(Guid id) => Town.ReadAsync(
        db => db.OutboxMessages.SingleAsync(row => row.AppointmentId == id && row.Purpose == MessagePurpose.Moved));
}

public sealed class PublishHoursOnSqliteTests() : PublishHoursTests(DatabaseProvider.Sqlite);

public sealed class PublishHoursOnPostgresTests() : PublishHoursTests(DatabaseProvider.Postgres);
