using Creneau.Appointments.Auditing;
using Creneau.Appointments.Checks;
using Creneau.Appointments.Notes;
using Creneau.Appointments.Slips;
using Creneau.Jobs;
using Creneau.Keys;
using Creneau.Storage;
using Creneau.Storage.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Appointments;

public static class AppointmentsRegistration
{
    public static IServiceCollection AddAppointments(this IServiceCollection services, LookUpLimits limits) => services
        .AddSingleton(limits)
        .AddSingleton(provider => new BeforeSave(new StoredShortLinks(provider.GetRequiredService<ShortLinks>()).Store))
        .AddSingleton(new BeforeSave(AddEvents))
        .AddSingleton(new BeforeSave(AuditWhere))
        .AddSingleton(provider => new BeforeSave(new PersonalChanges(provider.GetRequiredService<PlatformKeys>()).Note))
        .AddSingleton<AppointmentTokens>()
        .AddSingleton<ShortLinks>()
        .AddSingleton<AppointmentLocks>()
        .AddSingleton<PastHolds>()
        .AddSingleton<LookUps>()
        .AddSingleton<FindAppointment>()
        .AddSingleton<AppointmentFacts>()
        .AddSingleton<WriteNote>()
        .AddSingleton<RemoveNote>()
        .AddSingleton<PrintSlip>()
        .AddPurge(
            new PurgeRule(
                "appointment",
                "id",
                $"delete_after_utc <= {{0}} AND status NOT IN {AppointmentStatuses.ActiveNumbers}"))
        .AddCheck<OccupancyCheck>()
        .AddCheck<PartyCheck>()
        .AddCheck<EventCheck>()
        .AddCheck<MessageCheck>()
        .AddCheck<AppointmentSecrets>()
        .AddCheck<AppointmentDeletion>();

    /// <summary>What is done to an appointment of another town hall stands in that one's audit too.</summary>
    private static void AuditWhere(Transaction transaction)
    {
        if (transaction.Actor.IsAudited
            && transaction.Db.ChangeTracker.Entries<Appointment>().Select(entry => entry.Entity).FirstOrDefault() is { } appointment)
        {
            transaction.AuditAt(appointment.TownHallId);
        }
    }

    /// <summary>Events are stamped with who acts, and written with the appointments that they happened to.</summary>
    private static void AddEvents(Transaction transaction) => transaction.Db.AddRange(
        transaction.Db.ChangeTracker.Entries<Appointment>().SelectMany(entry => entry.Entity.TakeNewEvents(transaction.Actor)).ToList());
}
