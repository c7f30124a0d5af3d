using Creneau.Availability;
using Creneau.Booking;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.Extensions.DependencyInjection;

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
        services.AddPooledDbContextFactory<CreneauDb>(opened.Storage.Configure);
        services.AddSingleton<AvailabilityIndex>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<SlotSearch>();
        services.AddSingleton<Door>();
        services.AddHostedService<AvailabilityWatch>();
        services.AddSingleton<Sweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<Sweeper>());
        return services.AddUseCases();
    }

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddSingleton<Claims>()
        .AddSingleton<Confirmation>()
        .AddSingleton<AppointmentTokens>()
        .AddSingleton<HoldSlot>()
        .AddSingleton<ProlongHold>()
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
