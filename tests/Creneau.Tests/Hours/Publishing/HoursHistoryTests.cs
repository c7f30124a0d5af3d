using System.Globalization;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Booking;
using Creneau.Changes.Cancelling;
using Creneau.Hours;
using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;
using Creneau.Jobs;
using Creneau.Keys;
using Creneau.Offers;
using Creneau.Offers.Runs;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Creneau.Tests.Storms;
using Creneau.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Hours.Publishing;

/// <summary>
/// Edits, publications, undos, closures, cancellations by the town hall, answers to its offers and bookings in any order, on two
/// nodes: nobody is lost or stranded, no desk is doubled.
/// </summary>
public abstract class HoursHistoryTests(DatabaseProvider provider, ITestOutputHelper output) : HoursTown(provider)
{
    private const int Steps = 120;

    /// <summary>A history goes on until it had everything that it is about.</summary>
    private const int MostSteps = 1_000;

    private const int CheckEvery = 40;
    private static readonly string[] Wanted = ["published", "undone", "cancelled by the town hall", "taken"];
    private readonly HashSet<Guid> _expected = [];
    private readonly HashSet<Guid> _mayBeCancelled = [];
    private readonly List<int> _publications = [];
    private readonly List<int> _runs = [];
    private Random _random = new(0);
    private HoursDraft? _draft;

    private static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("CRENEAU_HISTORY_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Random.Shared.Next(1_000_000);

    private static CancellationToken Now => CancellationToken.None;

    protected override async Task FoundMoreAsync() => await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00, Wed 14:00-17:00");

    /// <summary>A second node.</summary>
    protected override Task OpenedAsync() => Town.StartAsync();

    [Fact]
    public async Task Any_sequence_of_changes_of_hours_cancellations_and_offers_loses_nobody_and_doubles_no_desk()
    {
        var tally = new Tally();
        _random = new Random(Seed);
        for (var step = 0; step < Steps || (step < MostSteps && !Wanted.All(deed => tally[deed] > 0)); step++)
        {
            var deed = await StepAsync();
            tally.Note(deed);
            await NobodyIsLostAsync($"seed {Seed}, step {step}: {deed}");
            if (step % CheckEvery == 0)
            {
                await NodesShouldAgreeAsync();
            }
        }

        await Town.Get<Purge>().RunAsync(CancellationToken.None);
        await NodesShouldAgreeAsync();
        output.WriteLine($"seed {Seed}: {tally}");
        tally["published"].ShouldBeGreaterThan(0, tally.ToString());
        tally["undone"].ShouldBeGreaterThan(0, tally.ToString());
        tally["cancelled by the town hall"].ShouldBeGreaterThan(0, tally.ToString());
        tally["taken"].ShouldBeGreaterThan(0, tally.ToString());
    }

    private async Task<string> StepAsync()
    {
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(_random.Next(40)));
        await Town.Get<CarryOutCancellations>().CarryOutDueAsync(CancellationToken.None);
        return _random.Next(100) switch
        {
            < 26 => await BookAsync(),
            < 46 => await EditAsync(),
            < 54 => await ChooseAsync(),
            < 66 => await PublishAsync(),
            < 74 => await UndoAsync(),
            < 78 => await CloseAsync(),
            < 86 => await CancelSeveralAsync(),
            < 89 => await StopAsync(),
            _ => await AnswerAsync(),
        };
    }

    private async Task<string> BookAsync()
    {
        var date = Wednesday.AddDays(_random.Next(10));
        var wanted = Passy.Slot(date, 540 + (15 * _random.Next(32)));
        var visitor = TestTown.Citizen($"visitor {_expected.Count}");
        if (await Town.HoldAsync(wanted, visitor) is not HoldResult.Held held || _random.Next(4) == 0)
        {
            return "held";
        }

        var id = held.AppointmentId;
        await Town.AskAsync(id, visitor, $"v{_expected.Count}@exemple.fr", Person("Dunand", $"Claire {Letters(_expected.Count)}"));
        (await Town.TypeAsync(id, visitor, await Town.CodeAsync(id))).ShouldBeOfType<ConfirmResult.Confirmed>();
        _expected.Add(id);
        return "booked";
    }

    private async Task<string> EditAsync()
    {
        var hours = (await Town.Get<ReadHours>().RunAsync(Manager, Passy.Id, null, CancellationToken.None)).ShouldNotBeNull();
        var rules = hours.Items.Where(item => item.Item is RuleItem).ToList();
        HoursEdit[] edits = [new HoursEdit(null, AnyRange())];
        if (rules.Count > 0 && _random.Next(3) > 0)
        {
            var (key, item, _) = rules[_random.Next(rules.Count)];
            var next = _random.Next(3) == 0 ? null : (RuleItem)item! with { Time = AnyTime() };
            var scope = (EditScope)_random.Next(3);
            edits = [.. DraftEdits.Replace(key, (RuleItem)item!, next, scope, Wednesday.AddDays(_random.Next(10)))];
        }

        var result = await EditAsync(hours.Draft, edits);
        _draft = result is ChangeDraftResult.Changed changed ? await ReadDraftAsync(changed.DraftId) : _draft;
        return result is ChangeDraftResult.Changed ? "edited" : "edit refused";
    }

    private async Task<string> ChooseAsync()
    {
        if (_draft is not { State: DraftState.Open } || await OpenDraftAsync() is not { } draft)
        {
            return "no draft";
        }

        var outside = (await PreviewAsync(draft)).NewlyOutside;
        await ChooseAsync(draft, [.. outside.Select(one => _random.Next(4) switch
        {
            0 => new OutsideChoice(one.Appointment.Id, OutsideDeed.Keep),
            1 => Cancelled(one.Appointment.Id),
            _ => one.Proposed is { } to
                ? new OutsideChoice(one.Appointment.Id, OutsideDeed.Move, to)
                : new OutsideChoice(one.Appointment.Id, OutsideDeed.Keep),
        })]);
        return "chosen";
    }

    private OutsideChoice Cancelled(Guid id)
    {
        _mayBeCancelled.Add(id);
        return new OutsideChoice(id, OutsideDeed.Cancel);
    }

    private async Task<string> PublishAsync()
    {
        if (await OpenDraftAsync() is not { } draft || draft.ReadChanges().Count == 0)
        {
            return "nothing to publish";
        }

        var result = await PublishAsync(draft);
        if (result is not PublishResult.Published published)
        {
            return result.GetType().Name;
        }

        _publications.Add(published.PublicationId);
        _draft = null;
        return "published";
    }

    private async Task<string> UndoAsync()
    {
        if (_publications.Count == 0)
        {
            return "nothing to undo";
        }

        var result = await UndoAsync(_publications[^1]);
        _publications.RemoveAt(_publications.Count - 1);
        return result is UndoPublicationResult.Undone ? "undone" : result.GetType().Name;
    }

    private async Task<string> CloseAsync()
    {
        var day = Wednesday.AddDays(_random.Next(10)).ToDateTime(TimeOnly.MinValue);
        var closure = new DeskClosure(day, day.AddDays(1), ClosureReason.OutOfOrder, null);
        await Town.Get<CloseDesk>().RunAsync(Manager, Passy.DeskId("DR 2"), closure, CancellationToken.None);
        return "closed";
    }

    private async Task<string> CancelSeveralAsync()
    {
        var desk = Passy.DeskId(_random.Next(2) == 0 ? "DR 1" : "DR 2");
        var target = new CancellationTarget(Passy.Id, CancellationScope.DeskDay)
        {
            Range = CancelledRange.Day(Passy.SiteId, desk, Wednesday.AddDays(_random.Next(10))),
        };
        var preview = await Town.Get<PreviewCancellation>().ReadAsync(Manager, target, ListedReason.Broken, Now);
        if (preview is not PreviewCancellationResult.Shown { ToCancel.Count: > 0 } shown)
        {
            return "nobody to cancel";
        }

        List<Guid> seen = [.. shown.ToCancel.Select(one => one.Id)];
        var order = new CancellationOrder(ListedReason.Broken, seen, Closes: _random.Next(2) == 0);
        var begun = (await Town.Get<CancelSeveral>().RunAsync(Manager, target, order, Form(Town), Now))
            .ShouldBeOfType<CancelSeveralResult.Begun>();
        _mayBeCancelled.UnionWith(seen);
        _runs.Add(begun.RunId);
        return "cancelled by the town hall";
    }

    private async Task<string> StopAsync()
    {
        if (_runs.Count == 0)
        {
            return "nothing to stop";
        }

        return (await Town.Get<StopCancellation>().RunAsync(Manager, Passy.Id, _runs[^1], Now)).GetType().Name;
    }

    /// <summary>Somebody takes what is offered, or declines it, at either node.</summary>
    private async Task<string> AnswerAsync()
    {
        var offers = await Town.ReadAsync(
            db => db.Offers.Where(offer => offer.State == OfferState.Open).OrderBy(offer => offer.Id).ToListAsync());
        if (offers.Count == 0)
        {
            return "no offer";
        }

        var offer = offers[_random.Next(offers.Count)];
        var node = Town.Nodes[_random.Next(2)].Services;
        var token = Town.Get<AppointmentTokens>().For(offer.AppointmentId, (await Town.AppointmentAsync(offer.AppointmentId)).TokenVersion);
        var access = (await Town.Get<FindAppointment>().ByLinkAsync(token, Now)).ShouldNotBeNull().Access;
        if (_random.Next(4) == 0 || offer.ReadStarts().Count == 0)
        {
            (await node.GetRequiredService<DeclineOffer>().RunAsync(TestTown.Citizen("reader"), access, Now)).ShouldBeTrue();
            return "declined";
        }

        var start = offer.ReadStarts()[_random.Next(2) == 0 ? 0 : _random.Next(offer.ReadStarts().Count)];
        var result = await node.GetRequiredService<TakeOffer>().RunAsync(TestTown.Citizen("reader"), access, start, Now);
        return result is TakeOfferResult.Taken ? "taken" : $"not taken: {result}";
    }

    /// <summary>
    /// Every confirmed appointment still is, unless its cancellation was chosen; and it has its desk. Who was cancelled by the town hall
    /// has an offer.
    /// </summary>
    private async Task NobodyIsLostAsync(string when)
    {
        var (appointments, occupied, offered) = await Town.ReadAsync(async db => (
            await db.Appointments.AsNoTracking().ToDictionaryAsync(row => row.Id),
            await db.Occupancies.AsNoTracking().ToListAsync(),
            await db.Offers.Select(offer => offer.AppointmentId).ToListAsync()));
        foreach (var id in _expected)
        {
            if (appointments[id].Status == AppointmentStatus.Cancelled && _mayBeCancelled.Contains(id))
            {
                occupied.ShouldNotContain(row => row.AppointmentId == id, when);
                offered.ShouldContain(id, when);
                continue;
            }

            appointments[id].Status.ShouldBe(AppointmentStatus.Confirmed, when);
            var own = occupied.Single(row => row.AppointmentId == id);
            (own.DeskId, own.Date, own.StartMinute).ShouldBe(
                (appointments[id].DeskId, appointments[id].Date, appointments[id].StartMinute), when);
        }

        var clash = occupied.SelectMany(one => occupied.Where(other => other.Id != one.Id && other.DeskId == one.DeskId
            && other.Date == one.Date && other.StartMinute < one.EndMinute && one.StartMinute < other.EndMinute));
        clash.ShouldBeEmpty(when);
    }

    private async Task<HoursDraft?> OpenDraftAsync() =>
        (await Town.Get<ReadHours>().RunAsync(Manager, Passy.Id, null, CancellationToken.None))?.Draft;

    private RuleItem AnyRange() =>
        Range((DayOfWeek)_random.Next(7), 540, 720) with
        {
            Time = AnyTime(),
            DeskId = Passy.DeskId(_random.Next(2) == 0 ? "DR 1" : "DR 2"),
        };

    private DayTime AnyTime()
    {
        var start = 480 + (15 * _random.Next(36));
        return new DayTime(start, start + (15 * _random.Next(1, 16)));
    }
}

public sealed class HoursHistoryOnSqliteTests(ITestOutputHelper output) : HoursHistoryTests(DatabaseProvider.Sqlite, output);

public sealed class HoursHistoryOnPostgresTests(ITestOutputHelper output) : HoursHistoryTests(DatabaseProvider.Postgres, output);
