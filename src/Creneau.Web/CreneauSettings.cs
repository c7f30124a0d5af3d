using Creneau.Booking;
using Creneau.Storage;

namespace Creneau.Web;

/// <summary>
/// What an installation sets, in the section `Creneau` of appsettings.json or as environment variables (`CRENEAU__DATABASE`,
/// `CRENEAU__LIMITS__CODESPERCONTACTANDHOUR`, …), which win.
/// </summary>
public sealed class CreneauSettings
{
    public const string Section = "Creneau";

    /// <summary>`Host=…` for PostgreSQL, `Data Source=…` for SQLite; empty for the file creneau.db in <see cref="DataFolder"/>.</summary>
    public string Database { get; set; } = "";

    /// <summary>32 bytes in base64; empty for the file master.key in <see cref="DataFolder"/>.</summary>
    public string MasterKey { get; set; } = "";

    /// <summary>Where the database and the master key lie unless they are set.</summary>
    public string DataFolder { get; set; } = "data";

    public BookingLimits Limits { get; set; } = new();

    public DatabaseSettings Storage => new(
        Database.Length > 0 ? Database : $"Data Source={Path.Combine(DataFolder, "creneau.db")}",
        MasterKey.Length > 0 ? MasterKey : null,
        DataFolder);

    /// <param name="dataFolder">From the command line; wins over everything else.</param>
    public static CreneauSettings Read(string? dataFolder)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build();
        var settings = configuration.GetSection(Section).Get<CreneauSettings>() ?? new CreneauSettings();
        settings.DataFolder = dataFolder ?? settings.DataFolder;
        return settings;
    }

    /// <summary>The same as arguments of the web host, so that both always mean the same database.</summary>
    public IEnumerable<string> ToArguments() =>
    [
        $"--{Section}:{nameof(Database)}={Storage.ConnectionString}",
        $"--{Section}:{nameof(DataFolder)}={DataFolder}",
    ];
}
