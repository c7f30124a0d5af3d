using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Changes;
using Creneau.Changes.Cancelling;
using Creneau.Counter;
using Creneau.Reminders;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Reminders;

/// <summary>Claire has an appointment on Thursday 3 December at 09:00, and says that she comes.</summary>
public abstract class SayComingTests(DatabaseProvider provider) : RemindersTown(provider)
{
    private static readonly Actor Claire = TestTown.Citizen("Dunand");
    private Guid _id;

    protected override async Task OpenedAsync()
    {
        await base.OpenedAsync();
        _id = await BookedAsync(NextThursday, "09:00");
    }

    [Fact]
    public async Task It_is_noted_once_with_who_said_so_and_agents_see_it()
    {
        (await SayAsync()).ShouldBe(SayComingResult.Noted);
        (await SayAsync()).ShouldBe(SayComingResult.NotedBefore);

        (await Town.AppointmentAsync(_id)).SaidComingUtc.ShouldBe(Town.NowUtc);
        var happened = await Town.LastEventAsync(_id);
        (happened.Kind, happened.ActorKind).ShouldBe((AppointmentEventKind.SaidComing, ActorKind.Citizen));
        var agenda = await Town.Get<AgendaReading>().ReadAsync(Nadia, new AgendaQuery(Passy.SiteId, NextThursday, NextThursday), Now);
        agenda.ShouldBeOfType<AgendaResult.Found>().Agenda.Appointments.ShouldHaveSingleItem().HasSaidComing.ShouldBeTrue();
        await ShouldStaySoundAsync();
    }

    [Fact]
    public async Task A_move_takes_it_back_since_nobody_has_said_so_of_the_new_date()
    {
        await SayAsync();

        await Town.MoveAsync(_id, Claire, new NewPlace(Passy.SiteId, NextThursday.AddDays(1), 600));

        (await Town.AppointmentAsync(_id)).SaidComingUtc.ShouldBeNull();
        (await SayAsync()).ShouldBe(SayComingResult.Noted);
    }

    [Fact]
    public async Task Cancelled_it_is_refused_and_restored_it_is_open_again()
    {
        await SayAsync();
        var access = await Town.AccessAsync(Claire, _id);
        await Town.CancelAsync(_id, Claire);

        (await Town.Get<SayComing>().RunAsync(Claire, access, Now)).ShouldBe(SayComingResult.Gone);
        await Town.Get<RestoreAppointment>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, _id), silent: true, Now);

        (await Town.AppointmentAsync(_id)).SaidComingUtc.ShouldBeNull();
    }

    [Fact]
    public async Task Once_it_has_begun_it_is_refused()
    {
        ItIs("2026-12-03 09:00");

        (await SayAsync()).ShouldBe(SayComingResult.Gone);
    }

    private async Task<SayComingResult> SayAsync() =>
        await Town.Get<SayComing>().RunAsync(Claire, await Town.AccessAsync(Claire, _id), Now);
}

public sealed class SayComingOnSqliteTests() : SayComingTests(DatabaseProvider.Sqlite);

public sealed class SayComingOnPostgresTests() : SayComingTests(DatabaseProvider.Postgres);
