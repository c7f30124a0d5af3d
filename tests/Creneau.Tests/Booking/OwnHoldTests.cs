using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Notifications;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

/// <summary>A hold is open to the browser that took it, as long as it lasts.</summary>
public abstract class OwnHoldTests(DatabaseProvider provider) : BookingTown(provider)
{
    private static readonly Actor Claire = TestTown.Citizen("claire");
    private static readonly Actor Stranger = TestTown.Citizen("stranger");
    private Guid _id;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected override async Task OpenedAsync() => _id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), Claire);

    [Fact]
    public Task Another_browser_can_do_nothing_with_it() => ShouldBeShutToAsync(Stranger);

    [Fact]
    public async Task Nor_can_its_own_once_it_has_ended_although_nobody_swept_it_yet()
    {
        Town.TurnableClock.Advance(Appointment.HoldLength);

        await ShouldBeShutToAsync(Claire);
    }

    [Fact]
    public async Task Wrong_codes_typed_at_another_browser_leave_the_right_one_good()
    {
        await Town.AskAsync(_id, Claire, "claire@exemple.fr", Person("Dunand"));
        for (var i = 0; i < OneTimeCode.MaxTries; i++)
        {
            (await Town.TypeAsync(_id, Stranger, "000000")).ShouldBeOfType<ConfirmResult.HoldGone>();
        }

        (await Town.ReadAsync(db => db.OneTimeCodes.SingleAsync())).Tries.ShouldBe(0);
        (await Town.TypeAsync(_id, Claire, await Town.CodeAsync(_id))).ShouldBeOfType<ConfirmResult.Confirmed>();
    }

    [Fact]
    public async Task A_code_that_outlives_the_hold_is_not_compared()
    {
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(14));
        await Town.Get<ProlongHold>().RunAsync(Claire, _id, Stop);
        await AskAfterAsync(minutes: 15);
        await AskAfterAsync(minutes: 14);
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(2));

        var answer = await Town.TypeAsync(_id, Claire, await Town.CodeAsync(_id));

        answer.ShouldBeOfType<ConfirmResult.HoldGone>();
        var code = await Town.ReadAsync(db => db.OneTimeCodes.OrderByDescending(row => row.Id).FirstAsync());
        (code.Counts(Town.NowUtc), code.Tries).ShouldBe((true, 0));
    }

    private async Task AskAfterAsync(int minutes)
    {
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(minutes));
        (await Town.AskAsync(_id, Claire, $"claire{minutes}@exemple.fr", Person("Dunand"))).ShouldBeOfType<CodeResult.Sent>();
    }

    private async Task ShouldBeShutToAsync(Actor actor)
    {
        var before = await HoldAsync();

        (await Town.AskAsync(_id, actor, "paul@exemple.fr", Person("Favre")))
            .ShouldBeOfType<CodeResult.Refused>().Reason.ShouldBe(CodeRefusal.HoldGone);
        (await Town.Get<ProlongHold>().RunAsync(actor, _id, Stop)).ShouldBe(ProlongResult.Gone);
        (await Town.Get<GiveUpHold>().RunAsync(actor, _id, Stop)).ShouldBeFalse();

        var after = await HoldAsync();
        (after.Status, after.HeldUntilUtc, after.Contact, after.Prolonged)
            .ShouldBe((AppointmentStatus.Held, before.HeldUntilUtc, null, false));
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(1);
    }

    private Task<Appointment> HoldAsync() => Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == _id));
}

public sealed class OwnHoldOnSqliteTests() : OwnHoldTests(DatabaseProvider.Sqlite);

public sealed class OwnHoldOnPostgresTests() : OwnHoldTests(DatabaseProvider.Postgres);
