using Creneau.Storage.Demonstration;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Demo;

public static class DemoRegistration
{
    /// <summary>Registered after the rooms: its notes are by the agents that they add.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) =>
        services.AddSingleton<MakeDemo>().AddDemoRows(_ => DemoNotes.AddAsync).AddDemoRows(_ => DemoReminders.AddAsync);
}
