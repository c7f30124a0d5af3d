using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Storage.Demonstration;

public static class DemoRowsRegistration
{
    /// <summary>Adds rows to those that `creneau demo` makes; they are made in the order in which they were registered.</summary>
    /// <param name="rows">Gives what adds them.</param>
    public static IServiceCollection AddDemoRows(
        this IServiceCollection services, Func<IServiceProvider, Func<DemoRun, CancellationToken, Task>> rows) =>
        services.AddSingleton(provider => new DemoRows(rows(provider)));
}
