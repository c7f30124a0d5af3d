using Creneau.Notifications;
using Creneau.Notifications.Sms;
using Creneau.Storage;
using Creneau.Web.Hosting;

namespace Creneau.Web;

/// <summary>The section `Creneau` of the settings: `CRENEAU__DATABASE`, `CRENEAU__DATAFOLDER`, `CRENEAU__MASTERKEY`…</summary>
public sealed class CreneauSettings
{
    public const string Section = "Creneau";

    /// <summary>`Data Source=…` (SQLite) or `Host=…` (PostgreSQL); empty: creneau.db in the data folder.</summary>
    public string Database { get; set; } = "";

    /// <summary>Folder of the database and the master key, unless other settings place them elsewhere.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>32 bytes in base64; empty: the file master.key in the data folder.</summary>
    public string MasterKey { get; set; } = "";

    /// <summary>Address under which people reach the platform; empty: this machine at the port that is served.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>IP addresses of the reverse proxies whose X-Forwarded headers are trusted.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>Read from the section `Creneau:Limits`, whatever room a limit belongs to.</summary>
    public PlatformLimits Limits { get; set; } = new();

    public AddressLimitSettings AddressLimits { get; set; } = new();

    public MailSettings Mail { get; set; } = new();

    public SmsSettings Sms { get; set; } = new();

    public DatabaseSettings Storage => new(
        Database.Length > 0 ? Database : $"Data Source={Path.Combine(DataFolder, "creneau.db")}",
        MasterKey.Length > 0 ? MasterKey : null,
        DataFolder);

    public NotificationSettings ToNotifications() =>
        new() { PublicUrl = PublicUrl.Length > 0 ? PublicUrl : "http://localhost:5080", Mail = Mail, Sms = Sms };

    public static CreneauSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<CreneauSettings>() ?? new CreneauSettings();
        var limits = configuration.GetSection($"{Section}:{nameof(Limits)}");
        limits.Bind(settings.Limits.LookUps);
        limits.Bind(settings.Limits.Duplicates);
        limits.Bind(settings.Limits.Codes);
        limits.Bind(settings.Limits.SignIns);
        limits.Bind(settings.Limits.Arrivals);
        return settings;
    }

    /// <param name="dataFolder">From the command line; wins over everything else.</param>
    public static CreneauSettings Read(string? dataFolder)
    {
        var settings = Read(Sources());
        settings.DataFolder = dataFolder ?? settings.DataFolder;
        return settings;
    }

    /// <summary>Where commands read settings from.</summary>
    public static IConfiguration Sources() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .Build();

    /// <summary>The database settings as arguments of the web host, so that both use the same database.</summary>
    public IEnumerable<string> ToArguments() =>
    [
        $"--{Section}:{nameof(Database)}={Storage.ConnectionString}",
        $"--{Section}:{nameof(DataFolder)}={DataFolder}",
    ];
}
