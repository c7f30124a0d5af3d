using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Notifications;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

/// <summary>That somebody has no appointment is an answer as well: nobody gets it about a whole list of people.</summary>
public abstract class AskedAboutTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private static readonly ServiceKind[] Five = [.. Enumerable.Repeat(ServiceKind.IdCard, 5)];

    [Fact]
    public async Task Who_adds_people_asks_about_so_many_a_day()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        await Town.BookedAsync(Passy.At(Wednesday, "09:15"), "paul", Person("Favre"));

        List<PartyResult> answers = [];
        for (var person = 1; person <= 24; person++)
        {
            answers.Add(
                await AddAsync(id, Person("Ancey", Name(person)), person % 2 == 0 ? new NewPlace(Passy.SiteId, Wednesday, 3) : null));
        }

        answers.Take(23).ShouldAllBe(answer => answer is PartyResult.DoesNotFit);
        answers[23].ShouldBeOfType<PartyResult.NotConfirmed>();
        (await AddAsync(id, Person("Ancey", Name(1)), null)).ShouldBeOfType<PartyResult.DoesNotFit>();
    }

    [Fact]
    public async Task Who_corrects_people_for_a_proven_contact_asks_about_so_many_a_day()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "curious", Person("Curious"));
        var visitor = TestTown.Citizen("curious");
        var id = await Town.HeldAsync(Megeve.At(Wednesday, "09:00", Five), visitor);
        await AskAsync(id, visitor, 0);
        (await Town.TypeAsync(id, visitor, await Town.CodeAsync(id))).ShouldBeOfType<ConfirmResult.Duplicate>();

        List<ConfirmResult> answers = [];
        for (var list = 1; list <= 5; list++)
        {
            answers.Add((await AskAsync(id, visitor, list)).ShouldBeOfType<CodeResult.NotNeeded>().Answer);
        }

        answers.Take(4).ShouldAllBe(answer => answer is ConfirmResult.Duplicate);
        answers[4].ShouldBeOfType<ConfirmResult.NotConfirmed>();
        (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == id))).ContactProvenUtc.ShouldBeNull();
    }

    [Fact]
    public async Task A_tag_in_an_address_makes_no_other_mailbox()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "curious", Person("Curious"));
        List<ConfirmResult> answers = [];
        for (var list = 0; list < 5; list++)
        {
            answers.Add(
                await Town.BookAsync(
                    Megeve.At(Wednesday, "09:00", Five),
                    $"curious+{list}",
                    [.. Enumerable.Range(5 * list, 5).Select(person => Person("Dunand", Name(person)))]));
            if (answers[^1] is ConfirmResult.Confirmed confirmed)
            {
                await Town.CancelAsync(confirmed.AppointmentId, TestTown.Citizen($"curious+{list}"));
            }
        }

        answers.Take(4).ShouldAllBe(answer => answer is ConfirmResult.Confirmed);
        answers[4].ShouldBeOfType<ConfirmResult.NotConfirmed>();
    }

    [Fact]
    public async Task The_same_people_count_once_however_often_they_are_booked()
    {
        for (var time = 0; time < 5; time++)
        {
            var id = await Town.BookedAsync(
                Megeve.At(Wednesday, "09:00", Five),
                "claire",
                [.. Enumerable.Range(1, 5).Select(person => Person("Dunand", Name(person)))]);
            await Town.CancelAsync(id, TestTown.Citizen("claire"));
        }

        (
            await Town.BookAsync(
                Megeve.At(Wednesday, "11:00"), "claire", Person("Dunand", Name(6)))).ShouldBeOfType<ConfirmResult.Confirmed>();
    }

    [Fact]
    public async Task Who_asks_about_two_lists_at_once_gets_no_more()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "curious", Person("Curious"));
        var id = await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "claire", Person("Dunand"));
        await Town.BookedAsync(Passy.At(Wednesday, "10:15"), "paul", Person("Favre"));

        var answers = await Task.WhenAll(Enumerable.Range(1, 40).Select(person => AddAsync(id, Person("Ancey", Name(person)), null)));

        answers.Count(answer => answer is PartyResult.DoesNotFit).ShouldBe(23);
        answers.Count(answer => answer is PartyResult.NotConfirmed).ShouldBe(17);
    }

    [Fact]
    public async Task A_mailbox_is_told_three_times_a_day_that_somebody_tried()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        for (var stranger = 0; stranger < 5; stranger++)
        {
            await Town.BookAsync(
                Megeve.At(Wednesday, $"{9 + stranger / 4}:{stranger % 4 * 15:00}"), $"stranger{stranger}", Person("Dunand"));
        }

        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(message => message.Purpose == MessagePurpose.SomebodyTried))).ShouldBe(3);
    }

    private static string Name(int number) => $"N{(char)('a' + number / 26)}{(char)('a' + number % 26)}";

    private Task<CodeResult> AskAsync(Guid id, Actor visitor, int list) => Town.AskAsync(
        id, visitor, "curious@exemple.fr",
        [
            Person("Curious"),
            .. Enumerable.Range(list * 4, 4).Select(person => Person("Bertin", Name(person))),
        ]);

    private Task<PartyResult> AddAsync(Guid id, Comer person, NewPlace? place) =>
        Town.ChangePartyAsync(id, TestTown.Citizen("claire"), [person], [], place);
}

public sealed class AskedAboutOnSqliteTests() : AskedAboutTests(DatabaseProvider.Sqlite);

public sealed class AskedAboutOnPostgresTests() : AskedAboutTests(DatabaseProvider.Postgres);
