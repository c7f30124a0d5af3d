using Creneau.Storage;

namespace Creneau.Web.Cli;

/// <summary>What a command works with.</summary>
internal static class PlatformServices
{
    /// <summary>The platform without web and without background work, on a database that was opened.</summary>
    public static ServiceProvider Of(OpenDatabase opened, CreneauSettings settings) =>
        new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddCreneau(opened, settings.Limits).BuildServiceProvider();
}
