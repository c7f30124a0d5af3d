using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Changes;
using Creneau.Changes.Cancelling;
using Creneau.Notifications;
using Creneau.Offers;
using Creneau.Offers.Runs;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Creneau.Text;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Offers.Runs;

/// <summary>On Wednesday DR 1 of Passy is cancelled: its day, or what is left of it.</summary>
public abstract class CancelSeveralTests(DatabaseProvider provider) : OffersTown(provider)
{
    private static readonly string[] Clocks =
        ["09:00", "09:15", "09:30", "09:45", "10:00", "10:15", "10:30", "10:45", "11:00", "11:15", "11:30"];

    [Fact]
    public async Task Who_is_told_how_is_said_beforehand_and_no_sms_is_promised_that_does_not_leave()
    {
        await BookedAsync(7);
        for (var i = 7; i < 10; i++)
        {
            await AtDeskAsync("DR 1", Clocks[i], $"Phone{Letter(i)}", new Contact(null, "+33612345678", "fr"));
        }

        await AtDeskAsync("DR 1", Clocks[10], "Nobody", contact: null);

        var byGateway = await PreviewAsync(DayOf("DR 1"));
        await Town.StopAsync();
        await Town.StartAsync(settings: "--Creneau:Sms:Provider=None");
        var preview = await PreviewAsync(DayOf("DR 1"));

        (byGateway.Count(ToldBy.Mail), byGateway.Count(ToldBy.Sms), byGateway.Count(ToldBy.Call)).ShouldBe((7, 3, 0));
        byGateway.SmsPrice.ShouldBe(0.21m);
        (preview.Count(ToldBy.Mail), preview.Count(ToldBy.Sms), preview.Count(ToldBy.Call), preview.Count(ToldBy.Nothing))
            .ShouldBe((7, 0, 3, 1));
        preview.SmsPrice.ShouldBe(0);
        preview.Sample.ShouldNotBeNull().Text.ShouldContain("DR en panne");
        preview.Sample.Text.ShouldContain("Gardé pour vous");
        (await Town.ReadAsync(db => db.CancellationRuns.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task All_are_cancelled_in_their_order_each_with_a_start_of_its_own_outside_the_day_that_is_cancelled()
    {
        var ids = await BookedAsync(6);

        var run = await BegunAsync(DayOf("DR 1"), closes: true);
        (await CarriedOutAsync()).ShouldBe(6);

        var view = await ViewAsync(run);
        view.Lines.Select(line => line.Appointment.Id).ShouldBe(ids);
        view.Count(CancellationState.Offered).ShouldBe(6);
        view.Lines.Select(line => line.Kept).Distinct().Count().ShouldBe(6);
        var kept = await Town.ReadAsync(db => db.Appointments.Where(row => row.ReplacesId != null).ToListAsync());
        kept.ShouldAllBe(row => row.DeskId != Passy.DeskId("DR 1") || row.Date != Wednesday);
        (await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen())).ShouldBeOfType<Creneau.Booking.HoldResult.Refused>();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Without_closing_the_desk_its_day_is_not_offered_either()
    {
        await BookedAsync(3);

        await BegunAsync(DayOf("DR 1"));
        await CarriedOutAsync();

        var kept = await Town.ReadAsync(db => db.Appointments.Where(row => row.ReplacesId != null).ToListAsync());
        kept.Count.ShouldBe(3);
        kept.ShouldAllBe(row => row.DeskId != Passy.DeskId("DR 1") || row.Date != Wednesday);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Taken_back_within_the_minute_nothing_happened_and_the_desk_is_open_again()
    {
        await BookedAsync(4);
        var run = await BegunAsync(DayOf("DR 1"), closes: true);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(40));

        var stopped = await StopAsync(run);
        (await CarriedOutAsync()).ShouldBe(0);

        stopped.ShouldBe(new StopCancellationResult.Stopped(4, IsUndone: true));
        (await ViewAsync(run)).Count(CancellationState.Stopped).ShouldBe(4);
        (await MessagesAsync(MessagePurpose.Cancelled)).ShouldBeEmpty();
        (await Town.ReadAsync(db => db.Closures.CountAsync())).ShouldBe(0);
        (await StopAsync(run)).ShouldBeOfType<StopCancellationResult.NothingLeft>();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Broken_off_after_the_first_each_is_cancelled_with_its_offer_or_untouched_and_another_node_goes_on()
    {
        await BookedAsync(5);
        var run = await BegunAsync(DayOf("DR 1"));
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        using var crash = new CancellationTokenSource();
        Town.Availability.Announce += (_, _) => crash.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => Town.Get<CarryOutCancellations>().CarryOutDueAsync(crash.Token));

        var half = await ViewAsync(run);
        (half.Count(CancellationState.Offered), half.Count(CancellationState.Waiting)).ShouldBe((1, 4));
        await Town.RefreshAsync();
        await ShouldBeSoundAsync();

        await Town.StartAsync();
        var onOther = (CarryOutCancellations)Town.Nodes[1].Services.GetService(typeof(CarryOutCancellations))!;
        (await onOther.CarryOutDueAsync(Now)).ShouldBe(4);
        await Town.RefreshAsync();
        (await ViewAsync(run)).Count(CancellationState.Offered).ShouldBe(5);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Stopped_half_way_the_rest_stays_as_it_was()
    {
        await BookedAsync(4);
        var run = await BegunAsync(DayOf("DR 1"));
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        using var halt = new CancellationTokenSource();
        Town.Availability.Announce += (_, _) => halt.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => Town.Get<CarryOutCancellations>().CarryOutDueAsync(halt.Token));

        (await StopAsync(run)).ShouldBe(new StopCancellationResult.Stopped(3, IsUndone: false));

        (await Town.Get<CarryOutCancellations>().CarryOutDueAsync(Now)).ShouldBe(0);
        var view = await ViewAsync(run);
        (view.Count(CancellationState.Offered), view.Count(CancellationState.Stopped)).ShouldBe((1, 3));
        (await MessagesAsync(MessagePurpose.Cancelled)).Count.ShouldBe(1);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task One_is_taken_out_before_its_turn_and_the_others_go_on()
    {
        var ids = await BookedAsync(4);
        var run = await BegunAsync(DayOf("DR 1"));

        (await KeepAsync(TestTown.Agent(Megeve), run, ids[1])).ShouldBe(KeepResult.NotFound);
        (await KeepAsync(Nadia, run, ids[1])).ShouldBe(KeepResult.Kept);
        (await KeepAsync(Nadia, run, ids[1])).ShouldBe(KeepResult.TooLate);
        await Town.Get<UndoCancellation>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, ids[2]), Now);
        (await CarriedOutAsync()).ShouldBe(2);

        (await KeepAsync(Nadia, run, ids[0])).ShouldBe(KeepResult.TooLate);
        (await ViewAsync(run)).Lines.Select(line => line.State).ShouldBe(
            [CancellationState.Offered, CancellationState.Stopped, CancellationState.Stopped, CancellationState.Offered]);
        (await Town.AppointmentAsync(ids[1])).Status.ShouldBe(AppointmentStatus.Confirmed);
        (await MessagesAsync(MessagePurpose.Cancelled)).Count.ShouldBe(2);
        (await Town.Get<ReadCancellation>().LatestAsync(Nadia, Passy.Id, Now)).ShouldHaveSingleItem().Appointments.ShouldBe(4);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_reason_of_the_list_is_read_in_the_language_of_each_and_a_typed_one_as_it_was_typed()
    {
        await AtDeskAsync("DR 1", "09:00", "Favre", new Contact("favre@exemple.fr", null, "fr"));
        await AtDeskAsync("DR 1", "09:15", "Smith", new Contact("smith@exemple.fr", null, "en"));
        await AtDeskAsync("DR 2", "09:00", "Jones", new Contact("jones@exemple.fr", null, "en"));

        var run = await BegunAsync(DayOf("DR 1"), closes: true, ListedReason.Broken);
        await BegunAsync(DayOf("DR 2"), closes: true, "Chauffage");
        await CarriedOutAsync();

        (await ViewAsync(run)).Run.Reason.ShouldBe(ListedReason.Broken);
        var told = (await MessagesAsync(MessagePurpose.Cancelled)).ToDictionary(
            message => message.Address, message => Town.Get<MessageWriter>().Write(message));
        told["favre@exemple.fr"].Text.ShouldContain("Guichet en panne");
        told["smith@exemple.fr"].Text.ShouldContain("Reason: Desk out of order");
        told["smith@exemple.fr"].Html.ShouldNotBeNull().ShouldContain("Reason: Desk out of order");
        told["jones@exemple.fr"].Html.ShouldNotBeNull().ShouldContain("<span lang=\"fr\">Chauffage</span>");
        var closures = await Town.ReadAsync(db => db.Closures.OrderBy(row => row.DeskId).ToListAsync());
        closures.Select(row => (row.Reason, row.Told)).ShouldBe([(ClosureReason.OutOfOrder, null), (ClosureReason.Other, "Chauffage")]);
    }

    [Fact]
    public async Task Who_has_cancelled_or_moved_before_is_left_alone()
    {
        var ids = await BookedAsync(10);
        var run = await BegunAsync(DayOf("DR 1"));
        (await Town.Get<CancelAppointment>().RunAsync(TestTown.Citizen("a"), (await ByLinkAsync(ids[0])).Access, Form(Town), Now))
            .ShouldBe(CancelResult.Cancelled);
        (await Town.Get<MoveAppointment>().RunAsync(
            TestTown.Citizen("b"), (await ByLinkAsync(ids[1])).Access, new NewPlace(Megeve.SiteId, Wednesday, 540), Form(Town), Now))
            .ShouldBeOfType<MoveResult.Moved>();

        (await CarriedOutAsync()).ShouldBe(8);

        var view = await ViewAsync(run);
        (view.Count(CancellationState.Offered), view.Count(CancellationState.LeftAlone)).ShouldBe((8, 2));
        var told = (await MessagesAsync(MessagePurpose.Cancelled)).Where(message => MessageFacts.From(message.Facts).ByTownHall);
        told.Count().ShouldBe(8);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task From_now_on_visits_go_on_who_has_arrived_comes_first_and_nobody_becomes_absent()
    {
        string[] clocks = ["10:00", "10:15", "10:45", "11:00", "11:15", "11:30", "11:45"];
        List<Guid> ids = [];
        foreach (var clock in clocks)
        {
            ids.Add(await AtDeskAsync("DR 1", clock, $"Name{Letter(ids.Count)}"));
        }

        Town.TurnableClock.Advance(TimeSpan.FromHours(25.5));
        await Town.WriteAsync(db =>
        {
            db.Appointments.Where(row => row.Id == ids[0])
                .ExecuteUpdate(row => row.SetProperty(one => one.Status, AppointmentStatus.InProgress));
            db.Appointments.Where(row => row.Id == ids[1])
                .ExecuteUpdate(row => row.SetProperty(one => one.Status, AppointmentStatus.Arrived));
        });
        var target = new CancellationTarget(Passy.Id, CancellationScope.FromNow)
        {
            Range = new CancelledRange(Passy.SiteId, Passy.DeskId("DR 1"), Wednesday, 630, Wednesday, 1440),
        };

        var preview = await PreviewAsync(target);
        var run = await BegunAsync(target, closes: true);
        await CarriedOutAsync();

        (preview.InProgress, preview.ToSettle.Count, preview.ToCancel.Count).ShouldBe((1, 1, 5));
        (await ViewAsync(run)).Lines.Count.ShouldBe(5);
        (await Town.ReadAsync(db => db.Appointments.CountAsync(row => row.Status == AppointmentStatus.NoShow))).ShouldBe(0);
        (await Town.AppointmentAsync(ids[1])).Status.ShouldBe(AppointmentStatus.Arrived);
        (await Town.ReadAsync(db => db.Closures.SingleAsync())).UntilDate.ShouldBeNull();
    }

    [Fact]
    public async Task The_commune_that_booked_for_a_resident_sees_it_with_what_is_kept_and_nobody_else()
    {
        await BookedAsync(2);
        var relay = TestTown.RelayAgent(Megeve);
        var booking = Town.Booking(Passy.At(Wednesday, "11:00"), Person("Resident")) with { Contact = null, DeskId = Passy.DeskId("DR 1") };
        var id = (await Town.BookForAsync(relay, booking)).ShouldBeOfType<Creneau.Booking.ByAgents.BookResult.Booked>().AppointmentId;
        await BegunAsync(new CancellationTarget(Passy.Id, CancellationScope.SiteWeek)
        {
            Range = new CancelledRange(Passy.SiteId, null, Wednesday, 0, Wednesday.AddDays(4), 1440),
        });
        await CarriedOutAsync();

        var seen = (await Town.Get<ReadRelayCancellations>().OfAsync(relay, Now)).ShouldHaveSingleItem();

        (seen.Appointment.Id, seen.MustBeCalled).ShouldBe((id, true));
        var taken = await Town.Get<TakeOffer>().RunAsync(relay, await Town.OpenedByAsync(relay, id), seen.Kept.ShouldNotBeNull(), Now);
        taken.ShouldBeOfType<TakeOfferResult.Taken>();
        (await Town.Get<ReadRelayCancellations>().OfAsync(TestTown.RelayAgent(Passy), Now)).ShouldBeEmpty();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_past_reversed_or_overlong_range_is_refused_and_so_is_what_was_not_shown_and_another_town_hall()
    {
        await BookedAsync(2);
        var day = DayOf("DR 1");
        var yesterday = Wednesday.AddDays(-2);

        (await RefusalAsync(day with { Range = day.Range! with { UntilDate = Wednesday.AddDays(-1) } }))
            .ShouldBe(CancellationRefusal.Reversed);
        (await RefusalAsync(day with { Range = CancelledRange.Day(Passy.SiteId, null, yesterday) })).ShouldBe(CancellationRefusal.Past);
        (await RefusalAsync(day with { Range = day.Range! with { UntilDate = Wednesday.AddDays(40) } }))
            .ShouldBe(CancellationRefusal.TooLong);
        (await RefusalAsync(day with { Range = CancelledRange.Day(Megeve.SiteId, null, Wednesday) }))
            .ShouldBe(CancellationRefusal.NotFound);
        (await RefusalAsync(DayOf("DR 2"))).ShouldBe(CancellationRefusal.Nobody);
        (await RefusalAsync(day)).ShouldBe(CancellationRefusal.OthersInside);
        (await Town.ReadAsync(db => db.Appointments.CountAsync(row => row.CancelAtUtc != null))).ShouldBe(0);
        (await Town.ReadAsync(db => db.CancellationRuns.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Where_nothing_is_free_the_message_says_so()
    {
        var id = await AtDeskAsync("DR 1", "09:00", "Alone");
        await Passy.ClosesAsync("DR 1", Town.Today);
        await Passy.ClosesAsync("DR 2", Town.Today);
        await Megeve.ClosesAsync("DR 1", Town.Today);

        await BegunAsync(new CancellationTarget(Passy.Id, CancellationScope.Chosen) { Chosen = [id] });
        await CarriedOutAsync();

        (await OfferOfAsync(id)).Starts.ShouldBeEmpty();
        var written = Town.Get<MessageWriter>().Write((await MessagesAsync(MessagePurpose.Cancelled))[0]);
        written.Text.ShouldContain("Aucun autre créneau n’est libre");
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_double_click_begins_one_cancellation()
    {
        await BookedAsync(3);
        var seen = (await PreviewAsync(DayOf("DR 1"))).ToCancel.Select(one => one.Id).ToList();
        var (order, form) = (new CancellationOrder("DR en panne", seen, Closes: false), Form(Town));

        var both = await Task.WhenAll(
            Town.Get<CancelSeveral>().RunAsync(Nadia, DayOf("DR 1"), order, form, Now),
            Town.Get<CancelSeveral>().RunAsync(Nadia, DayOf("DR 1"), order, form, Now));

        both[0].ShouldBe(both[1]);
        both[0].ShouldBeOfType<CancelSeveralResult.Begun>();
        (await Town.ReadAsync(db => db.CancellationRuns.CountAsync())).ShouldBe(1);
    }

    private async Task<CancellationRefusal> RefusalAsync(CancellationTarget target) => (await Town.Get<CancelSeveral>().RunAsync(
        Nadia, target, new CancellationOrder("DR en panne", [], Closes: false), Form(Town), Now))
        .ShouldBeOfType<CancelSeveralResult.Refused>().Reason;

    private Task<KeepResult> KeepAsync(Actor actor, int run, Guid id) =>
        Town.Get<KeepAppointment>().RunAsync(actor, Passy.Id, run, id, Now);

    private Task<StopCancellationResult> StopAsync(int run) => Town.Get<StopCancellation>().RunAsync(Nadia, Passy.Id, run, Now);

    /// <summary>The first so many starts of DR 1, each with an address.</summary>
    private async Task<List<Guid>> BookedAsync(int count)
    {
        List<Guid> ids = [];
        foreach (var clock in Clocks.Take(count))
        {
            ids.Add(await AtDeskAsync("DR 1", clock, $"Name{Letter(ids.Count)}"));
        }

        return ids;
    }

    private static char Letter(int number) => (char)('A' + number);
}

public sealed class CancelSeveralOnSqliteTests() : CancelSeveralTests(DatabaseProvider.Sqlite);

public sealed class CancelSeveralOnPostgresTests() : CancelSeveralTests(DatabaseProvider.Postgres);
