using Creneau.Jobs;
using Creneau.Reminders.Checks;
using Creneau.Storage;
using Creneau.Storage.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Reminders;

public static class RemindersRegistration
{
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenMendings = TimeSpan.FromMinutes(10);

    /// <summary>After the appointments, whose events it looks at. Reminders need no purge: they go with their appointment.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services) => services
        .AddSingleton<PlanReminders>()
        .AddSingleton(provider => new BeforeSave(provider.GetRequiredService<PlanReminders>().RunAsync))
        .AddSingleton<ReplanReminders>()
        .AddSingleton<MendReminders>()
        .AddSingleton<WriteReminders>()
        .AddSingleton<ReminderMetrics>()
        .AddSingleton<ReadReminders>()
        .AddSingleton<SayComing>()
        .AddNodeTask("reminders", BetweenRounds, provider => provider.GetRequiredService<WriteReminders>().RunAsync)
        .AddClusterJob("reminder-mending", BetweenMendings, provider => provider.GetRequiredService<MendReminders>().RunAsync)
        .AddCheck<ReminderCheck>();
}
