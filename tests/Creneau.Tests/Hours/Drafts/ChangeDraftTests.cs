using Creneau.Acting;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Booking;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Hours.Drafts;

public abstract class ChangeDraftTests(DatabaseProvider provider) : HoursTown(provider)
{
    private static readonly DateOnly Saturday = new(2026, 11, 28);

    [Fact]
    public async Task Nothing_of_a_draft_is_in_force_before_it_is_published()
    {
        await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 540, 720)));

        var hold = await Town.HoldAsync(Passy.At(Saturday, "09:00"), TestTown.Citizen());

        hold.ShouldBeOfType<HoldResult.Refused>();
        (await Town.ReadAsync(db => db.OpeningRules.CountAsync(row => row.Day == DayOfWeek.Saturday))).ShouldBe(0);
    }

    [Fact]
    public async Task Several_people_work_on_one_draft_and_who_saves_on_an_old_state_is_told()
    {
        var draft = await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 540, 720)));
        var other = await EditAsync(OtherManager, draft, new HoursEdit(null, Range(DayOfWeek.Sunday, 540, 720)));

        var late = await EditAsync(draft, new HoursEdit(null, Range(DayOfWeek.Saturday, 840, 960)));

        other.ShouldBeOfType<ChangeDraftResult.Changed>();
        late.ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.ChangedSince));
        var now = await ReadDraftAsync(draft.Id);
        (now.ReadChanges().Count, now.TouchedBy, now.CreatedBy).ShouldBe((2, 8, 7));
    }

    [Fact]
    public async Task An_edit_that_brings_back_what_is_published_is_no_change_any_more()
    {
        var (key, rule) = await RuleOnAsync(DayOfWeek.Monday);
        var draft = await DraftAsync(new HoursEdit(key, rule with { StepMinutes = 30 }));

        await EditAsync(draft, new HoursEdit(key, rule));

        (await ReadDraftAsync(draft.Id)).ReadChanges().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(720, 720, 15, HoursRefusal.NoRange)]
    [InlineData(720, 540, 15, HoursRefusal.NoRange)]
    [InlineData(1380, 1445, 15, HoursRefusal.NoRange)]
    [InlineData(542, 720, 15, HoursRefusal.NoRange)]
    [InlineData(540, 720, 7, HoursRefusal.BadStep)]
    [InlineData(540, 550, 15, HoursRefusal.BadStep)]
    public async Task A_range_that_is_none_is_refused(int from, int until, int step, HoursRefusal reason)
    {
        var item = Range(DayOfWeek.Saturday, 540, 720) with { Time = new(from, until), StepMinutes = step };

        var refused = await EditAsync(null, new HoursEdit(null, item));

        refused.ShouldBe(new ChangeDraftResult.Refused(reason));
        (await Town.ReadAsync(db => db.HoursDrafts.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_day_ends_at_24_00()
    {
        var draft = await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 1380, 1440)));

        draft.ReadChanges().Single().After.ShouldBe(Range(DayOfWeek.Saturday, 1380, 1440));
    }

    [Fact]
    public async Task What_no_desk_can_do_and_what_is_elsewhere_is_refused()
    {
        var other = await Town.TownHallAsync("Combloux", 45.9, 6.64);
        var range = Range(DayOfWeek.Saturday, 540, 720);
        Task<ChangeDraftResult> With(HoursItem item) => EditAsync(null, new HoursEdit(null, item));

        (await With(range with { Services = 0 })).ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.NoService));
        (await With(range with { DeskId = 999 })).ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.NoDesk));
        (await With(range with { PlanningId = other.PlanningId })).ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.NotFound));
        (await With(range with { ShareKept = 3, ShareOf = 2 })).ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.BadRelease));
        (await With(range with { When = range.When with { From = Saturday, Until = Wednesday } }))
            .ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.NoDay));
        (await With(new ClosureItem(other.Id, null, null, new(Saturday, 0, Saturday, 1440), ClosureReason.Strike, null)))
            .ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.NotFound));
        (await With(new ClosureItem(null, null, Desk, new(Saturday, 600, Saturday, 600), ClosureReason.Strike, null)))
            .ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.Reversed));
    }

    [Fact]
    public async Task Ranges_of_a_desk_that_overlap_on_a_day_are_refused_and_the_other_one_is_named()
    {
        var (_, monday) = await RuleOnAsync(DayOfWeek.Monday);
        var everyOther = StoredRecurrence.Of(new Recurrence.Weekly(DayOfWeek.Monday, 2, Wednesday, null, null));

        var overlapping = await EditAsync(null, new HoursEdit(null, Range(DayOfWeek.Monday, 690, 780) with { When = everyOther }));
        var beside = await EditAsync(null, new HoursEdit(null, Range(DayOfWeek.Monday, 720, 780)));

        overlapping.ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.Overlaps, monday));
        beside.ShouldBeOfType<ChangeDraftResult.Changed>();
    }

    [Fact]
    public async Task A_public_holiday_is_opened_by_a_range_that_is_dated_for_it()
    {
        // 25 December 2026 is a Friday
        var christmas = StoredRecurrence.Of(new Recurrence.OnDate(new DateOnly(2026, 12, 25)));

        var draft = await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Friday, 540, 660) with { When = christmas }));
        await PublishedAsync(draft);

        (await Town.HoldAsync(Passy.At(new DateOnly(2026, 12, 25), "10:45"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Held>();
    }

    [Fact]
    public async Task This_day_alone_is_changed_and_the_days_around_stay()
    {
        var (key, rule) = await RuleOnAsync(DayOfWeek.Wednesday);
        var shorter = rule with { Time = new(540, 600) };

        var draft = await DraftAsync([.. DraftEdits.Replace(key, rule, shorter, EditScope.ThisDay, Wednesday.AddDays(7))]);
        await PublishedAsync(draft);

        (await FirstTakenAfterTenAsync(0, 7, 14)).ShouldBe([true, false, true]);
    }

    [Fact]
    public async Task From_this_day_on_everything_is_changed()
    {
        var (key, rule) = await RuleOnAsync(DayOfWeek.Wednesday);
        var shorter = rule with { Time = new(540, 600) };

        var draft = await DraftAsync([.. DraftEdits.Replace(key, rule, shorter, EditScope.FromThisDay, Wednesday.AddDays(7))]);
        await PublishedAsync(draft);

        (await FirstTakenAfterTenAsync(0, 7, 14)).ShouldBe([true, false, false]);
    }

    [Fact]
    public async Task From_this_day_until_a_last_one_is_changed_and_the_range_is_as_it_was_afterwards()
    {
        var (key, rule) = await RuleOnAsync(DayOfWeek.Wednesday);
        var day = Wednesday.AddDays(7);
        var shorter = rule with { Time = new(540, 600), When = rule.When with { Until = day } };

        var draft = await DraftAsync([.. DraftEdits.Replace(key, rule, shorter, EditScope.FromThisDay, day)]);
        await PublishedAsync(draft);

        (await FirstTakenAfterTenAsync(0, 7, 14)).ShouldBe([true, false, true]);
    }

    [Fact]
    public async Task Strangers_and_agents_without_the_right_do_not_find_the_hours()
    {
        var draft = await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 540, 720)));
        var elsewhere = TestTown.Agent(await Town.TownHallAsync("Combloux", 45.9, 6.64), 9, Rights.Hours);

        foreach (var actor in new[] { elsewhere, TestTown.Agent(Passy), TestTown.Citizen() })
        {
            (await EditAsync(actor, draft, new HoursEdit(null, Range(DayOfWeek.Sunday, 540, 720))))
                .ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.NotFound));
            (await Town.Get<ReadHours>().RunAsync(actor, Passy.Id, draft.Id, CancellationToken.None)).ShouldBeNull();
            (await Town.Get<DiscardDraft>().RunAsync(actor, Passy.Id, draft.Id, CancellationToken.None))
                .ShouldBe(DiscardDraftResult.NotFound);
        }
    }

    [Fact]
    public async Task A_discarded_draft_is_gone()
    {
        var draft = await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 540, 720)));

        var discarded = await Town.Get<DiscardDraft>().RunAsync(Manager, Passy.Id, draft.Id, CancellationToken.None);

        discarded.ShouldBe(DiscardDraftResult.Discarded);
        (await Town.Get<ReadHours>().RunAsync(Manager, Passy.Id, null, CancellationToken.None))!.Draft.ShouldBeNull();
        (await PublishAsync(draft, [])).ShouldBeOfType<Creneau.Hours.Publishing.PublishResult.Refused>();
    }

    private async Task<List<bool>> FirstTakenAfterTenAsync(params int[] days)
    {
        List<bool> open = [];
        foreach (var day in days)
        {
            open.Add(await Town.HoldAsync(Passy.At(Wednesday.AddDays(day), "11:00"), TestTown.Citizen($"{day}")) is HoldResult.Held);
        }

        return open;
    }
}

public sealed class ChangeDraftOnSqliteTests() : ChangeDraftTests(DatabaseProvider.Sqlite);

public sealed class ChangeDraftOnPostgresTests() : ChangeDraftTests(DatabaseProvider.Postgres);
