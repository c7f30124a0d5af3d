using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Changes;

public static class ChangesRegistration
{
    public static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddSingleton<ChangeMessages>()
        .AddSingleton<PartyMessages>()
        .AddSingleton<AppointmentMoves>()
        .AddSingleton<MoveAppointment>()
        .AddSingleton<ChangeParty>()
        .AddSingleton<CancelAppointment>();
}
