namespace Creneau.Web.Cli;

/// <summary>The settings of a command that runs without the web host: appsettings.json, the environment, the command line.</summary>
internal static class CommandSettings
{
    /// <param name="dataFolder">From the command line; null to leave it to the others.</param>
    public static CreneauSettings Read(string? dataFolder)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine([.. Arguments(dataFolder)])
            .Build();
        return CreneauSettings.Read(configuration);
    }

    /// <summary>The same for the web host.</summary>
    public static IEnumerable<string> Arguments(string? dataFolder) =>
        dataFolder is null ? [] : [$"--{CreneauSettings.Section}:{nameof(CreneauSettings.DataFolder)}={dataFolder}"];
}
