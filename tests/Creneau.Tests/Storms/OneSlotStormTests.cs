using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storms;

/// <summary>Many want the same thing at the same moment: exactly one gets it, the others a polite answer.</summary>
[Trait(Storm.Trait, Storm.Name)]
public sealed class OneSlotStormTests
{
    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task Of_200_clients_exactly_one_gets_the_slot(StormKind kind)
    {
        await using var storm = await StormTown.FoundAsync(kind, townHalls: 2, "Mon-Sun 00:00-24:00");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed < Storm.Length && round < 90; round++)
        {
            var wanted = storm.Places[0].Slot(storm.Tomorrow, 15 * round);

            var answers = await Task.WhenAll(
                Enumerable.Range(round * 200, 200).Select(
                    client => Task.Run(() => StormTown.HoldAsync(storm.NodeOf(client), wanted, StormTown.Client(client)))));

            answers.Count(answer => answer is HoldResult.Held).ShouldBe(1);
            answers.OfType<HoldResult.Refused>()
                .Count(refused => refused.Reason == SlotRefusal.Taken && refused.Instead.Count == 3)
                .ShouldBe(199);
            (await storm.Town.ReadAsync(db => db.Occupancies.CountAsync(row => row.StartMinute == 15 * round))).ShouldBe(1);
        }

        await storm.ShouldBeHealthyAsync();
    }

    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task Of_one_person_in_two_communes_at_once_exactly_one_is_confirmed(StormKind kind)
    {
        await using var storm = await StormTown.FoundAsync(kind, townHalls: 2, "Mon-Sun 00:00-24:00");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var round = 0;
        for (; clock.Elapsed < Storm.Length && round < 90; round++)
        {
            var person = StormTown.Person(round);

            var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(side => Task.Run(() =>
                storm.BookAsync((round * 2) + side, storm.Places[side].Slot(storm.Tomorrow, 15 * round), person))));

            answers.Count(answer => answer is ConfirmResult.Confirmed).ShouldBe(1);
            answers.Count(answer => answer is ConfirmResult.Duplicate).ShouldBe(1);
        }

        (await storm.ConfirmedAsync()).ShouldBe(round);
        await storm.ShouldBeHealthyAsync();
    }

    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task Families_that_overlap_crosswise_never_wait_for_each_other_forever(StormKind kind)
    {
        await using var storm = await StormTown.FoundAsync(kind, townHalls: 2, "Mon-Sun 00:00-24:00");
        ServiceKind[] three = [ServiceKind.IdCard, ServiceKind.IdCard, ServiceKind.IdCard];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var confirmed = 0;
        for (var round = 0; clock.Elapsed < Storm.Length && round < 30; round++)
        {
            var (a, b, c) = (StormTown.Person(round * 3), StormTown.Person((round * 3) + 1), StormTown.Person((round * 3) + 2));
            Comer[][] families = [[a, b, c], [c, a, b]];

            var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(side => Task.Run(() =>
                storm.BookAsync((round * 2) + side, storm.Places[side].Slot(storm.Tomorrow, 45 * round, three), families[side]))));

            answers.Count(answer => answer is ConfirmResult.Confirmed).ShouldBe(1);
            answers.OfType<ConfirmResult.Duplicate>().Single().Ordinals.ShouldBe([0, 1, 2]);
            confirmed++;
        }

        (await storm.ConfirmedAsync()).ShouldBe(confirmed);
        await storm.ShouldBeHealthyAsync();
    }
}
