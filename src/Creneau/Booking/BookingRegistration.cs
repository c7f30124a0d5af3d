using Creneau.Booking.ByAgents;
using Creneau.Booking.Checks;
using Creneau.Jobs;
using Creneau.Storage.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Booking;

public static class BookingRegistration
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(2);

    /// <summary>Closing a day is asked for more often than once a day: it looks itself whether 03:00 has come everywhere.</summary>
    private static readonly TimeSpan BetweenCloses = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddBooking(this IServiceCollection services, CodeLimits limits) => services
        .AddSingleton(limits)
        .AddSingleton<Confirmation>()
        .AddSingleton<SmsCodes>()
        .AddSingleton<CodeSending>()
        .AddSingleton<HoldSlot>()
        .AddSingleton<ProlongHold>()
        .AddSingleton<ForgetDetails>()
        .AddSingleton<GiveUpHold>()
        .AddSingleton<AskForCode>()
        .AddSingleton<ConfirmAppointment>()
        .AddSingleton<GoOnWithout>()
        .AddSingleton<SentCodes>()
        .AddSingleton<DraftStore>()
        .AddSingleton<CounterSlots>()
        .AddSingleton<BookForPeople>()
        .AddPurge(new PurgeRule("draft", "session_hash", "delete_after_utc <= {0}"))
        .AddSingleton<Sweeper>()
        .AddNodeTask("sweeping", BetweenSweeps, provider => provider.GetRequiredService<Sweeper>().ExpireHoldsAsync)
        .AddClusterJob("close-of-day", BetweenCloses, provider => provider.GetRequiredService<Sweeper>().CloseDaysAsync)
        .AddCheck<CodeSecrets>()
        .AddCheck<DraftDeletion>();
}
