using Creneau.Counter.Live;
using Creneau.Counter.People;
using Creneau.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Counter;

public static class CounterRegistration
{
    /// <summary>What agents see of their day; after the appointments, whose events it looks at.</summary>
    public static IServiceCollection AddCounter(this IServiceCollection services) => services
        .AddSingleton<AgendaReading>()
        .AddSingleton<LeftTheDay>()
        .AddSingleton<DetailsReading>()
        .AddSingleton<RelayBookings>()
        .AddSingleton<SearchPeople>()
        .AddSingleton<AgendaChanges>()
        .AddSingleton(provider => new BeforeSave(provider.GetRequiredService<AgendaChanges>().Note))
        .AddHostedService<AgendaWatch>();
}
