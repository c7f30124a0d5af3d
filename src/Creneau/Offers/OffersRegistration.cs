using Creneau.Jobs;
using Creneau.Offers.Checks;
using Creneau.Offers.Runs;
using Creneau.Storage.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Offers;

public static class OffersRegistration
{
    public static IServiceCollection AddOffers(this IServiceCollection services) => services
        .AddSingleton<OfferSearch>()
        .AddSingleton<MakeOffer>()
        .AddSingleton<OfferEnd>()
        .AddSingleton<OfferedSlots>()
        .AddSingleton<TakeOffer>()
        .AddSingleton<DeclineOffer>()
        .AddSingleton<ReadOffer>()
        .AddSingleton<AffectedAppointments>()
        .AddSingleton<CancellationSample>()
        .AddSingleton<PreviewCancellation>()
        .AddSingleton<BeginRun>()
        .AddSingleton<CancelSeveral>()
        .AddSingleton<StopCancellation>()
        .AddSingleton<KeepAppointment>()
        .AddSingleton<ReadCancellation>()
        .AddSingleton<ReadRelayCancellations>()
        .AddPurge(new PurgeRule("cancellation_run", "id", "delete_after_utc <= {0}"))
        .AddCheck<OfferCheck>()
        .AddCheck<RunDeletion>();
}
