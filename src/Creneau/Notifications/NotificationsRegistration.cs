using Creneau.Booking;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Notifications;

/// <summary>What this room needs from the host; keys, contexts, storage and clock are there already.</summary>
public static class NotificationsRegistration
{
    /// <param name="settings">Free of <see cref="NotificationSettings.Mistakes"/>: start-up says those and refuses.</param>
    /// <param name="demo">Whether the database was made by `creneau demo`.</param>
    public static IServiceCollection AddNotifications(this IServiceCollection services, NotificationSettings settings, bool demo) =>
        services
            .AddSingleton(settings)
            .AddSingleton<OutboxSignal>()
            .AddSingleton<AppointmentTokens>()
            .AddSingleton<MessageLinks>()
            .AddSingleton<MessageWriter>()
            .AddSingleton<AppointmentCalendar>()
            .AddSingleton<DemoMailbox>()
            .AddSingleton(provider => MessageCarriers.For(
                demo,
                settings,
                provider.GetRequiredService<IDbContextFactory<CreneauDb>>(),
                provider.GetRequiredService<StorageProvider>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<OutboxSender>()
            .AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
}
