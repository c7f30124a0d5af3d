using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Storage.Checks;

public static class ChecksRegistration
{
    /// <summary>
    /// Adds a check, or a room's part of one. In the line of its invariant it stands before what was registered earlier,
    /// which belongs to lower floors.
    /// </summary>
    public static IServiceCollection AddCheck<T>(this IServiceCollection services)
        where T : class, IInvariantCheck => services.AddSingleton<IInvariantCheck, T>();
}
