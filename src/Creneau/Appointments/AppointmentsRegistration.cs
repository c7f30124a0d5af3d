using Creneau.Appointments.Auditing;
using Creneau.Jobs;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Appointments;

public static class AppointmentsRegistration
{
    public static IServiceCollection AddAppointments(this IServiceCollection services, LookUpLimits limits) => services
        .AddSingleton(limits)
        .AddSingleton(new BeforeSave(AddEvents))
        .AddSingleton(provider => new BeforeSave(new PersonalChanges(provider.GetRequiredService<PlatformKeys>()).Note))
        .AddSingleton<AppointmentTokens>()
        .AddSingleton<AppointmentLocks>()
        .AddSingleton<PastHolds>()
        .AddSingleton<LookUps>()
        .AddSingleton<FindAppointment>()
        .AddSingleton<AppointmentFacts>()
        .AddPurge(
            new PurgeRule(
                "appointment",
                "id",
                $"delete_after_utc <= {{0}} AND status NOT IN ({ActiveStatuses})"));

    private static string ActiveStatuses => string.Join(", ", AppointmentStatuses.Active.Select(status => (short)status));

    /// <summary>Events are stamped with who acts, and written with the appointments that they happened to.</summary>
    private static void AddEvents(Transaction transaction) => transaction.Db.AddRange(
        transaction.Db.ChangeTracker.Entries<Appointment>().SelectMany(entry => entry.Entity.TakeNewEvents(transaction.Actor)).ToList());
}
