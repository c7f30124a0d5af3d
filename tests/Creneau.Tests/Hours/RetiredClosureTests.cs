using Creneau.Acting;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Hours;
using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;
using Creneau.Scheduling;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Hours;

/// <summary>Nobody who works on hours ends the closure of what an administrator has retired.</summary>
public abstract class RetiredClosureTests(DatabaseProvider provider) : HoursTown(provider)
{
    private static readonly Closing UntilFurtherNotice = new(new DateOnly(2026, 11, 24), 0, null, 0);

    private DateOnly Today => DateOnly.FromDateTime(Town.NowUtc);

    [Theory]
    [InlineData(RetiredKind.Desk)]
    [InlineData(RetiredKind.Site)]
    [InlineData(RetiredKind.TownHall)]
    public async Task A_desk_that_is_retired_with_whatever_it_belongs_to_is_not_reopened(RetiredKind kind)
    {
        await ClosedAsync();
        await RetireAsync(kind, Today);

        (await ReopenAsync()).ShouldBe(ReopenDeskResult.Retired);

        (await Town.ReadAsync(db => db.Closures.SingleAsync())).ToClosing().ShouldBe(UntilFurtherNotice);
        (await Town.ReadAsync(db => db.AuditRows.SingleAsync(row => row.Operation == "desk-open"))).Refusal.ShouldBe("Retired");
    }

    [Fact]
    public async Task A_desk_is_reopened_until_the_day_on_which_it_is_retired()
    {
        await ClosedAsync();
        await RetireAsync(RetiredKind.Desk, Today.AddDays(1));

        (await ReopenAsync()).ShouldBe(ReopenDeskResult.Reopened);
    }

    [Fact]
    public async Task A_draft_ends_or_shortens_no_closure_of_a_retired_desk_and_may_lengthen_it()
    {
        var key = await ClosedAsync(UntilFurtherNotice with { UntilDate = Wednesday, UntilMinute = 720 });
        await RetireAsync(RetiredKind.Desk, Today);
        ClosureItem Until(DateOnly? date)
        {
            var when = UntilFurtherNotice with { UntilDate = date, UntilMinute = date is null ? 0 : 600 };
            return new ClosureItem(null, null, Desk, when, ClosureReason.OutOfOrder, null);
        }

        (await EditAsync(null, new HoursEdit(key, null))).ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.Retired));
        (await EditAsync(null, new HoursEdit(key, Until(Wednesday)))).ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.Retired));
        (await EditAsync(null, new HoursEdit(key, Until(null)))).ShouldBeOfType<ChangeDraftResult.Changed>();
    }

    [Fact]
    public async Task A_draft_from_before_the_retirement_does_not_end_the_closure_when_it_is_published()
    {
        var key = await ClosedAsync();
        var draft = await DraftAsync(new HoursEdit(key, null), new HoursEdit(null, Range(DayOfWeek.Saturday, 540, 720)));
        await RetireAsync(RetiredKind.Site, Today);

        (await PublishAsync(draft)).ShouldBe(new PublishResult.Refused(HoursRefusal.Retired));

        (await Town.ReadAsync(db => db.Closures.CountAsync())).ShouldBe(1);
        (await Town.ReadAsync(db => db.OpeningRules.CountAsync(rule => rule.Day == DayOfWeek.Saturday))).ShouldBe(0);
    }

    [Fact]
    public async Task A_publication_that_closed_the_desk_is_not_undone_once_it_is_retired()
    {
        var published = await PublishedAsync(await DraftAsync(
            new HoursEdit(null, new ClosureItem(null, null, Desk, UntilFurtherNotice, ClosureReason.OutOfOrder, null))));
        await RetireAsync(RetiredKind.Desk, Today);

        (await UndoAsync(published.PublicationId)).ShouldBe(new UndoPublicationResult.Retired());

        (await Town.ReadAsync(db => db.Closures.CountAsync())).ShouldBe(1);
    }

    private async Task<string> ClosedAsync(Closing? closing = null)
    {
        await Town.WriteAsync(db => db.Add(Closure.OfDesk(Desk, closing ?? UntilFurtherNotice, ClosureReason.OutOfOrder, null)));
        return HoursKey.OfClosure(await Town.ReadAsync(db => db.Closures.Select(row => row.Id).SingleAsync()));
    }

    private Task RetireAsync(RetiredKind kind, DateOnly from) => Town.WriteAsync(db => db.Add(new Retirement(
        Passy.Id,
        new RetiredThing(kind, kind switch { RetiredKind.Desk => Desk, RetiredKind.Site => Passy.SiteId, _ => Passy.Id }),
        from)));

    private Task<ReopenDeskResult> ReopenAsync() =>
        Town.Get<ReopenDesk>().RunAsync(Actor.CommandLine, Desk, CancellationToken.None);
}

public sealed class RetiredClosureOnSqliteTests() : RetiredClosureTests(DatabaseProvider.Sqlite);

public sealed class RetiredClosureOnPostgresTests() : RetiredClosureTests(DatabaseProvider.Postgres);
