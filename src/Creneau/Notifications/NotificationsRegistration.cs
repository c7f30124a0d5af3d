using Creneau.Jobs;
using Creneau.Notifications.Carriers;
using Creneau.Notifications.Checks;
using Creneau.Notifications.Costs;
using Creneau.Notifications.Sending;
using Creneau.Notifications.Sms;
using Creneau.Notifications.Texts;
using Creneau.Storage;
using Creneau.Storage.Checks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Notifications;

/// <summary>What this room needs from the host; <see cref="CreneauServices.AddCreneau"/> has been called before.</summary>
public static class NotificationsRegistration
{
    /// <param name="demo">Whether the database was made by `creneau demo`.</param>
    /// <exception cref="InvalidOperationException">The settings cannot work; the message names them. Better no start
    /// than mail that nobody gets.</exception>
    public static IServiceCollection AddNotifications(this IServiceCollection services, NotificationSettings settings, bool demo)
    {
        var mistakes = settings.Mistakes().ToList();
        if (mistakes.Count > 0)
        {
            throw new InvalidOperationException(string.Join(' ', mistakes));
        }

        return services
            .AddSingleton(settings)
            .AddSingleton<OutboxSignal>()
            .AddSingleton<SendingMetrics>()
            .AddSingleton(provider => WakeSender(provider.GetRequiredService<OutboxSignal>()))
            .AddSingleton<MessageLinks>()
            .AddSingleton<TextMemory>()
            .AddSingleton<MessageWriter>()
            .AddSingleton<AppointmentCalendar>()
            .AddSingleton<DemoMailbox>()
            .AddSingleton<CarrierFactory>()
            .AddSingleton(provider => provider.GetRequiredService<CarrierFactory>().Make(demo))
            .AddSingleton<OutboxSender>()
            .AddSingleton<UnansweredMessages>()
            .AddSingleton<OutboxWork>()
            .AddSingleton<SmsReportTokens>()
            .AddSingleton<NoteReport>()
            .AddSingleton<ReadCosts>()
            .AddHostedService<OutboxSending>()
            .AddWatchedLoop(OutboxSending.JobName, OutboxSending.LongestRound)
            .AddPurge(new PurgeRule("outbox_message", "id", "delete_after_utc <= {0}"));
    }

    /// <summary>What the doctor asks of messages: it needs none of the settings that sending them takes.</summary>
    public static IServiceCollection AddMessageChecks(this IServiceCollection services) =>
        services.AddCheck<MessageSecrets>().AddCheck<MessageDeletion>();

    /// <summary>Whoever queues a message wakes the sender once it is committed.</summary>
    private static BeforeSave WakeSender(OutboxSignal signal) => new(transaction =>
    {
        if (transaction.Db.ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.State == EntityState.Added))
        {
            transaction.AfterCommit(() =>
            {
                signal.Ring();
                return Task.CompletedTask;
            });
        }
    });
}
