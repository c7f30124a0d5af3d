using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Hours;

public static class HoursRegistration
{
    public static IServiceCollection AddHours(this IServiceCollection services) =>
        services.AddSingleton<CloseDesk>().AddSingleton<ReopenDesk>().AddSingleton<ListDesks>();
}
