using Creneau.Availability;
using Creneau.Booking;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Creneau;

/// <summary>Everything that the doors (web, command line, later the phone) need of the platform.</summary>
public static class CreneauServices
{
    /// <summary>Use cases, the availability in memory, and what works in the background.</summary>
    public static IServiceCollection AddCreneau(this IServiceCollection services, OpenDatabase opened, BookingLimits limits)
    {
        services.AddSingleton(opened.Storage);
        services.AddSingleton(opened.Keys);
        services.AddSingleton(opened);
        services.AddSingleton(limits);
        services.AddPooledDbContextFactory<CreneauDb>(options => Configure(options, opened.Storage));
        services.AddSingleton<AvailabilityIndex>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<SlotSearch>();
        services.AddSingleton<Door>();
        services.AddHostedService<AvailabilityWatch>();
        services.AddSingleton<Sweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<Sweeper>());
        return services.AddUseCases();
    }

    private static void Configure(DbContextOptionsBuilder options, StorageProvider storage)
    {
        storage.Configure(options);
        // Whoever asked says what became of it; a stack for every request of an outage would fill the log
        options.ConfigureWarnings(events => events.Log(
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug)));
    }

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddSingleton<Claims>()
        .AddSingleton<AskedAbout>()
        .AddSingleton<Confirmation>()
        .AddSingleton<AppointmentTokens>()
        .AddSingleton<HoldSlot>()
        .AddSingleton<ProlongHold>()
        .AddSingleton<ForgetDetails>()
        .AddSingleton<GiveUpHold>()
        .AddSingleton<AskForCode>()
        .AddSingleton<ConfirmAppointment>()
        .AddSingleton<GoOnWithout>()
        .AddSingleton<MoveAppointment>()
        .AddSingleton<ChangeParty>()
        .AddSingleton<CancelAppointment>()
        .AddSingleton<FindAppointment>()
        .AddSingleton<SlotOutlook>()
        .AddSingleton<SentCodes>()
        .AddSingleton<AppointmentFacts>();
}
