using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

/// <summary>Who may have a code, how many, and for what.</summary>
public abstract class AskForCodeTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    [Fact]
    public async Task A_contact_keeps_three_slots_at_most_at_once()
    {
        for (var i = 0; i < 3; i++)
        {
            await AskAsync(i);
        }

        (await AskAsync(3)).ShouldBe(new CodeResult.Refused(CodeRefusal.TooManyForContact));

        async Task<CodeResult> AskAsync(int number)
        {
            var visitor = TestTown.Citizen($"robot {number}", "of the robots");
            var id = await Town.HeldAsync(Passy.At(Wednesday, $"09:{number * 15:00}"), visitor);
            return await Town.AskAsync(id, visitor, number % 2 == 0 ? "robot@exemple.fr" : "Robot@exemple.fr", Person("Robot", "Un"));
        }
    }

    [Fact]
    public async Task Nor_more_when_it_asks_for_all_at_the_same_moment()
    {
        var robots = Enumerable.Range(0, 8)
            .Select(number =>
                (Visitor: TestTown.Citizen($"robot {number}", "of the robots"), Clock: $"{9 + (number / 4)}:{number % 4 * 15:00}"))
            .ToList();
        List<(Guid Id, Actor Visitor)> kept = [];
        foreach (var (visitor, clock) in robots)
        {
            kept.Add((await Town.HeldAsync(Passy.At(Wednesday, clock), visitor), visitor));
        }

        var answers = await Task.WhenAll(
            kept.Select(hold => Town.AskAsync(hold.Id, hold.Visitor, "robot@exemple.fr", Person("Robot", "Un"))));

        answers.Count(answer => answer is CodeResult.Sent).ShouldBe(3);
    }

    [Fact]
    public async Task Who_goes_back_to_the_first_name_is_confirmed_under_that()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        foreach (var name in new[] { "First", "Second", "First" })
        {
            await Town.AskAsync(id, visitor, "claire@exemple.fr", "form", Person(name));
        }

        (await Town.TypeAsync(id, visitor, await Town.CodeAsync(id))).ShouldBeOfType<ConfirmResult.Confirmed>();

        (await Town.ReadAsync(db => db.Applicants.SingleAsync(row => row.AppointmentId == id))).BirthName.ShouldBe("First");
        (await Town.ReadAsync(db => db.OneTimeCodes.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_corrected_address_gets_its_code_at_once()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(id, visitor, "clare@exemple.fr", Person("Dunand"));

        (await Town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand"))).ShouldBeOfType<CodeResult.Sent>();
        (
            await Town.AskAsync(
                id,
                visitor,
                "clare@exemple.fr",
                Person("Dunand"))).ShouldBeOfType<CodeResult.Refused>().Reason.ShouldBe(CodeRefusal.TooFast);
    }

    [Fact]
    public async Task A_mailbox_that_strangers_had_filled_still_gets_a_code_for_its_owner()
    {
        for (var network = 0; network < 5; network++)
        {
            for (var code = 0; code < 6; code++)
            {
                var stranger = TestTown.Citizen($"stranger {network} {code}", $"network {network}");
                var kept = await Town.HeldAsync(
                    (code % 2 == 0 ? Passy : Megeve).At(Wednesday, $"{9 + (code / 2)}:{network % 4 * 15:00}"), stranger);
                await Town.AskAsync(kept, stranger, "claire@exemple.fr", Person("Stranger"));
                await Town.Get<GiveUpHold>().RunAsync(stranger, kept, CancellationToken.None);
            }
        }

        var sent = await Town.ReadAsync(db => db.OneTimeCodes.CountAsync());
        (await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "claire", Person("Dunand"))).ShouldBeOfType<ConfirmResult.Confirmed>();
        sent.ShouldBe(25);
    }

    [Fact]
    public async Task Holds_and_codes_that_strangers_ask_for_in_somebodys_name_do_not_shut_them_out()
    {
        for (var i = 0; i < 8; i++)
        {
            var stranger = TestTown.Citizen($"stranger {i}", "of strangers");
            var kept = await Town.HeldAsync(Passy.At(Wednesday, $"{9 + (i / 4)}:{i % 4 * 15:00}"), stranger);
            await Town.AskAsync(kept, stranger, "claire@exemple.fr", Person("Stranger"));
        }

        (await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "claire", Person("Dunand"))).ShouldBeOfType<ConfirmResult.Confirmed>();
    }

    [Fact]
    public async Task What_another_hold_left_to_be_filled_in_gets_no_code_unread()
    {
        var visitor = TestTown.Citizen();
        var first = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(first, visitor, "claire@exemple.fr", Person("Dunand"));
        var other = (HoldResult.Held)await Town.Get<HoldSlot>().RunAsync(
            visitor, Megeve.At(Wednesday, "10:00", ServiceKind.Passport), Form(Town), first, CancellationToken.None);

        var sent = await Town.Get<AskForCode>().RunAsync(
            visitor, other.AppointmentId, new Contact("claire@exemple.fr", null, "fr"), null, Form(Town), CancellationToken.None);

        sent.ShouldBe(new CodeResult.Refused(CodeRefusal.HoldGone));
        var left = await Town.ReadAsync(db => db.Applicants.SingleAsync(row => row.AppointmentId == other.AppointmentId));
        left.BirthName.ShouldBe("Dunand");
        (
            await Town.ReadAsync(
                db => db.Services.SingleAsync(service => service.Id == left.ServiceId))).KindId.ShouldBe(ServiceKind.Passport.Id);
    }

    [Fact]
    public async Task The_message_with_the_code_names_nobody_and_goes_when_the_hold_goes()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);

        await Town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand", "Clairette"));

        var message = await Town.ReadAsync(db => db.OutboxMessages.SingleAsync());
        message.Facts.ShouldNotContain("Clairette");
        message.DeleteAfterUtc.ShouldBe(Town.NowUtc.AddHours(24));
    }

    [Fact]
    public async Task No_code_and_no_pre_request_number_is_stored_in_the_clear()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand", "Claire", ServiceKind.IdCard, "K7Q2M9X4T1"));
        var code = await Town.CodeAsync(id);

        var stored = await Town.ReadAsync(db => db.OneTimeCodes.SingleAsync());
        var number = await Town.ReadAsync(db => db.Set<PreRequest>().SingleAsync());

        stored.CodeHash.ShouldNotContain(code);
        System.Text.Encoding.UTF8.GetString(number.Cipher).ShouldNotContain("K7Q2M9X4T1");
        (await Town.ReadAsync(db => db.OutboxMessages.SingleAsync())).Facts.ShouldNotContain(code);
    }
}

public sealed class AskForCodeOnSqliteTests() : AskForCodeTests(DatabaseProvider.Sqlite);

public sealed class AskForCodeOnPostgresTests() : AskForCodeTests(DatabaseProvider.Postgres);
