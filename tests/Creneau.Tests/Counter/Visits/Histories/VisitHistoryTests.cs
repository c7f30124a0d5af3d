using System.Globalization;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Jobs;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Storms;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Counter.Visits.Histories;

/// <summary>Days at random with three agents at three desks, against a slow model of the rules.</summary>
public abstract class VisitHistoryTests(DatabaseProvider provider, ITestOutputHelper output) : BookingTown(provider)
{
    private const int Days = 3;
    private const int StepsOfADay = 90;
    private const int StepsOfANight = 5;
    private static readonly DateOnly Tuesday = new(2026, 11, 24);

    private readonly List<Actor> _agents = [];

    /// <summary>What CRENEAU_HISTORY_SEED says, to see a failure again; else another one each time.</summary>
    private static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("CRENEAU_HISTORY_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Random.Shared.Next(1_000_000);

    protected override async Task FoundMoreAsync()
    {
        await Passy.OpensAsync("DR 1", "Sat 09:00-12:00");
        await Passy.DeskAsync("DR 2", "Mon-Sat 09:00-12:00");
        await Passy.DeskAsync("DR 3", "Mon-Sat 09:00-12:00");
        await Passy.CapsWalkInsAsync(CounterHistory.Cap);
    }

    protected override async Task OpenedAsync()
    {
        foreach (var name in new[] { "nadia", "karim", "awa" })
        {
            _agents.Add(TestTown.Agent(Passy, await Town.AgentAsync($"{name}@passy.fr", AgentRole.Agent, Passy, name)));
        }
    }

    [Fact]
    public async Task Days_at_random_are_told_as_the_slow_model_tells_them()
    {
        var answers = new Tally();
        for (var day = 0; day < Days; day++)
        {
            var history = new CounterHistory(Town, Passy, _agents, Tuesday.AddDays(day), Seed + day, answers);

            await history.BeginAsync();
            await history.GoOnAsync(StepsOfADay);
            await PurgedShouldBeSoundAsync();
            await history.CloseAsync(StepsOfANight);
            await PurgedShouldBeSoundAsync();
        }

        output.WriteLine($"seed {Seed}: {answers}");
        // Otherwise days at random say little
        CounterHistory.Deeds.ShouldAllBe(deed => answers[$"{deed}: {CounterHistory.Noted}"] > 0, answers.ToString());
    }

    /// <summary>Without the purge the doctor would find what was due meanwhile.</summary>
    private async Task PurgedShouldBeSoundAsync()
    {
        await Town.Get<Purge>().RunAsync(CancellationToken.None);
        await ShouldBeSoundAsync();
    }
}

public sealed class VisitHistoryOnSqliteTests(ITestOutputHelper output) : VisitHistoryTests(DatabaseProvider.Sqlite, output);

public sealed class VisitHistoryOnPostgresTests(ITestOutputHelper output) : VisitHistoryTests(DatabaseProvider.Postgres, output);
