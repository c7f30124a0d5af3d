using Creneau.Appointments;
using Creneau.Offers;
using Creneau.Offers.Runs;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Offers;

/// <summary>Fifty people of five desks whose day was cancelled click what they are offered, all at once.</summary>
public abstract class OffersAtOnceTests(DatabaseProvider provider) : OffersTown(provider)
{
    protected override async Task FoundMoreAsync()
    {
        await base.FoundMoreAsync();
        foreach (var desk in new[] { "DR 3", "DR 4", "DR 5" })
        {
            await Passy.DeskAsync(desk, "Mon-Fri 09:00-12:00");
        }
    }

    [Fact]
    public async Task Nobody_gets_a_start_twice_and_nobody_an_error()
    {
        List<Guid> ids = [];
        foreach (var desk in new[] { "DR 1", "DR 2", "DR 3", "DR 4", "DR 5" })
        {
            for (var minute = 540; minute < 690; minute += 15)
            {
                var name = $"P{(char)('a' + (ids.Count / 26))}{(char)('a' + (ids.Count % 26))}";
                ids.Add(await AtDeskAsync(desk, $"{minute / 60:D2}:{minute % 60:D2}", name));
            }
        }

        var run = await BegunAsync(new CancellationTarget(Passy.Id, CancellationScope.SiteWeek)
        {
            Range = CancelledRange.Day(Passy.SiteId, null, Booking.BookingStory.Wednesday),
        });
        (await CarriedOutAsync()).ShouldBe(50);

        var results = await Task.WhenAll(ids.Select((id, number) => Task.Run(() => ClickAsync(id, number))));

        results.ShouldAllBe(result => result == nameof(TakeOfferResult.Taken));
        (await ViewAsync(run)).Count(CancellationState.Taken).ShouldBe(50);
        (await Town.ReadAsync(db => db.Appointments.CountAsync(row => row.Status == AppointmentStatus.Held))).ShouldBe(0);
        await ShouldBeSoundAsync();
    }

    /// <summary>What is only shown first, which others want too; then the next, and at last what is kept.</summary>
    private async Task<string> ClickAsync(Guid id, int number)
    {
        var starts = (await OfferOfAsync(id)).Starts;
        foreach (var start in starts.Skip(1).OrderBy(start => (start.StartMinute + number) % 4).Append(starts[0]))
        {
            if (await TakeAsync(id, start) is not TakeOfferResult.Refused and var result)
            {
                return result.GetType().Name;
            }
        }

        return nameof(TakeOfferResult.Refused);
    }
}

public sealed class OffersAtOnceOnSqliteTests() : OffersAtOnceTests(DatabaseProvider.Sqlite);

public sealed class OffersAtOnceOnPostgresTests() : OffersAtOnceTests(DatabaseProvider.Postgres);
