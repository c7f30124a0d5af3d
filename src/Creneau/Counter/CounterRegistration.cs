using Creneau.Counter.Arrivals;
using Creneau.Counter.Demonstration;
using Creneau.Counter.Devices;
using Creneau.Counter.Live;
using Creneau.Counter.Messages;
using Creneau.Counter.People;
using Creneau.Counter.Visits;
using Creneau.Counter.WaitingRoom;
using Creneau.Jobs;
using Creneau.Storage;
using Creneau.Storage.Checks;
using Creneau.Storage.Demonstration;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Counter;

public static class CounterRegistration
{
    private static readonly TimeSpan BetweenCloses = TimeSpan.FromMinutes(5);

    /// <summary>What agents see of their day; after the appointments, whose events it looks at.</summary>
    public static IServiceCollection AddCounter(this IServiceCollection services, ArrivalLimits limits) => services
        .AddSingleton(limits)
        .AddSingleton<AgendaReading>()
        .AddSingleton<LeftTheDay>()
        .AddSingleton<SiteOpenings>()
        .AddSingleton<DetailsReading>()
        .AddSingleton<RelayBookings>()
        .AddSingleton<SearchPeople>()
        .AddSingleton<ReadMessages>()
        .AddSingleton<SendAgain>()
        .AddSingleton<QueueReading>()
        .AddSingleton<VisitLocks>()
        .AddSingleton<VisitSteps>()
        .AddSingleton<NoteArrival>()
        .AddSingleton<NoteAbsence>()
        .AddSingleton<CallVisit>()
        .AddSingleton<PauseVisit>()
        .AddSingleton<FinishVisit>()
        .AddSingleton<UndoVisitStep>()
        .AddSingleton<TakeTicket>()
        .AddSingleton<SignOnToDesk>()
        .AddSingleton<CloseVisits>()
        .AddSingleton<ChangeQueueRules>()
        .AddSingleton<SiteDevices>()
        .AddSingleton<EnrolDevice>()
        .AddSingleton<RevokeDevice>()
        .AddSingleton<ScreenReading>()
        .AddSingleton<WaitReading>()
        .AddSingleton<CheckIn>()
        .AddSingleton<AgendaChanges>()
        .AddSingleton(provider => new BeforeSave(provider.GetRequiredService<AgendaChanges>().Note))
        .AddHostedService<AgendaWatch>()
        .AddClusterJob("close-of-counter", BetweenCloses, provider => provider.GetRequiredService<CloseVisits>().RunAsync)
        .AddPurge(new PurgeRule("visit", "id", "delete_after_utc <= {0}"))
        .AddCheck<VisitCheck>()
        .AddSingleton<DemoCounter>()
        .AddDemoRows(provider => provider.GetRequiredService<DemoCounter>().AddAsync);
}
