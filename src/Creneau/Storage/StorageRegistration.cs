using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Creneau.Storage;

public static class StorageRegistration
{
    /// <summary>The context, the provider and the transaction runner of an opened database.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, OpenDatabase opened) => services
        .AddSingleton(opened.Storage)
        .AddSingleton(opened.Keys)
        .AddSingleton(opened)
        .AddPooledDbContextFactory<CreneauDb>(options => Configure(options, opened.Storage))
        .AddSingleton<Transactions>();

    private static void Configure(DbContextOptionsBuilder options, StorageProvider storage)
    {
        storage.Configure(options);
        // Whoever asked says what became of it; a stack for every request of an outage would fill the log
        options.ConfigureWarnings(events => events.Log(
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug)));
    }
}
