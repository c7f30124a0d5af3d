using Creneau.Changes.Cancelling;
using Creneau.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Changes;

public static class ChangesRegistration
{
    private static readonly TimeSpan BetweenCancellations = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddSingleton<ChangeMessages>()
        .AddSingleton<PartyMessages>()
        .AddSingleton<AppointmentMoves>()
        .AddSingleton<MoveAppointment>()
        .AddSingleton<ChangeParty>()
        .AddSingleton<CompletePeople>()
        .AddSingleton<ChangeContact>()
        .AddSingleton<CancelAppointment>()
        .AddSingleton<CancellationEnd>()
        .AddSingleton<AskCancellation>()
        .AddSingleton<UndoCancellation>()
        .AddSingleton<FreeNow>()
        .AddSingleton<RestoredSlots>()
        .AddSingleton<RestoreAppointment>()
        .AddSingleton<CarryOutCancellations>()
        .AddNodeTask(
            "cancelling", BetweenCancellations, provider => provider.GetRequiredService<CarryOutCancellations>().CarryOutDueAsync);
}
