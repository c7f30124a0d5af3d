using Creneau.Booking;
using Creneau.Notifications;
using Creneau.Storage;
using Creneau.Web.Html;

namespace Creneau.Web;

/// <summary>The section `Creneau` of the settings: `CRENEAU__DATABASE`, `CRENEAU__DATAFOLDER`, `CRENEAU__MASTERKEY`…</summary>
public sealed class CreneauSettings
{
    public const string Section = "Creneau";

    /// <summary>`Data Source=…` (SQLite) or `Host=…` (PostgreSQL); empty: creneau.db in the data folder.</summary>
    public string Database { get; set; } = "";

    /// <summary>Where the database and the master key lie unless said otherwise.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>32 bytes in base64; empty: the file master.key in the data folder.</summary>
    public string MasterKey { get; set; } = "";

    /// <summary>Address under which people reach the platform; empty: this machine at the port that is served.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Proxies whose word on the visitor's address is taken (IP addresses); none unless set.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    public BookingLimits Limits { get; set; } = new();

    public AddressLimitSettings AddressLimits { get; set; } = new();

    public MailSettings Mail { get; set; } = new();

    public DatabaseSettings Storage => new(
        Database.Length > 0 ? Database : $"Data Source={Path.Combine(DataFolder, "creneau.db")}",
        MasterKey.Length > 0 ? MasterKey : null,
        DataFolder);

    public NotificationSettings ToNotifications() => new() { PublicUrl = PublicUrl.Length > 0 ? PublicUrl : "http://localhost:5080", Mail = Mail };

    public static CreneauSettings Read(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<CreneauSettings>() ?? new CreneauSettings();

    /// <param name="dataFolder">From the command line; wins over everything else.</param>
    public static CreneauSettings Read(string? dataFolder)
    {
        var settings = Read(new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build());
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
