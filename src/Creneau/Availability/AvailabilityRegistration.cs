using Creneau.Availability.Nodes;
using Creneau.Availability.Search;
using Creneau.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Availability;

public static class AvailabilityRegistration
{
    private static readonly TimeSpan BetweenComparisons = TimeSpan.FromSeconds(5);

    /// <summary>The availability in memory, what keeps it near the database, and the locks of desks.</summary>
    public static IServiceCollection AddAvailability(this IServiceCollection services) => services
        .AddSingleton<AvailabilityIndex>()
        .AddSingleton<SlotSearch>()
        .AddSingleton<SlotOutlook>()
        .AddSingleton<DeskLocks>()
        .AddSingleton<DeskAnnouncer>()
        .AddHostedService<AvailabilityWatch>()
        .AddHostedService<SqliteChangeWatch>()
        .AddNodeTask("comparison", BetweenComparisons, provider => provider.GetRequiredService<AvailabilityIndex>().CompareWhenReadyAsync);

    private static Task CompareWhenReadyAsync(this AvailabilityIndex availability, CancellationToken ct) =>
        availability.IsReady ? availability.CompareAsync(ct) : Task.CompletedTask;
}
