using Creneau.Administration;
using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Creneau.Appointments;
using Creneau.Audit;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Changes;
using Creneau.Counter;
using Creneau.Counter.Arrivals;
using Creneau.Demo;
using Creneau.Doctor;
using Creneau.Hours;
using Creneau.Jobs;
using Creneau.Notifications;
using Creneau.Offers;
using Creneau.OnePerPerson;
using Creneau.Reminders;
using Creneau.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau;

/// <summary>Everything that the doors (web, command line, later the phone) need of the platform.</summary>
public static class CreneauServices
{
    /// <summary>
    /// Use cases, the availability in memory, what works in the background, the demonstration and the doctor: the rooms from the
    /// ground upwards.
    /// </summary>
    public static IServiceCollection AddCreneau(this IServiceCollection services, OpenDatabase opened, PlatformLimits limits) => services
        .AddStorage(opened)
        .AddJobs()
        .AddPurging()
        .AddMessageChecks()
        .AddAvailability()
        .AddAgents(limits.SignIns)
        .AddAppointments(limits.LookUps)
        .AddOnePerPerson(limits.Duplicates)
        .AddBooking(limits.Codes)
        .AddOffers()
        .AddChanges()
        .AddReminders()
        .AddHours()
        .AddAdministration()
        .AddCounter(limits.Arrivals)
        .AddAudit()
        .AddDemo()
        .AddDoctor();
}

/// <summary>How often something may be done, by room; all of them settings under `Creneau:Limits`.</summary>
public sealed record PlatformLimits(
    LookUpLimits LookUps, DuplicateLimits Duplicates, CodeLimits Codes, AgentLimits SignIns, ArrivalLimits Arrivals)
{
    public PlatformLimits()
        : this(new LookUpLimits(), new DuplicateLimits(), new CodeLimits(), new AgentLimits(), new ArrivalLimits())
    {
    }
}
