using Creneau.Agents;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Places;
using Creneau.Storage;
using Creneau.Web.Access;
using Creneau.Web.Api;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Localization;
using Creneau.Web.Pages.Agents;
using Creneau.Web.Pages.Agents.Agenda;
using Creneau.Web.Pages.Agents.Audit;
using Creneau.Web.Pages.Agents.Cancellations;
using Creneau.Web.Pages.Agents.Hours;
using Creneau.Web.Pages.Agents.Messages;
using Creneau.Web.Pages.Agents.Setup;
using Creneau.Web.Pages.Agents.Start;
using Creneau.Web.Pages.Agents.Why;
using Creneau.Web.Pages.Appointments;
using Creneau.Web.Pages.Booking;
using Creneau.Web.Pages.Screen;
using Creneau.Web.Pages.Shared;
using Creneau.Web.Search;
using Creneau.Web.StaticAssets;
using Microsoft.Extensions.Configuration.Json;

namespace Creneau.Web;

/// <summary>Puts the web server together: its services, its middleware in the order in which a request passes it, its endpoints.</summary>
public static class WebHost
{
    /// <summary>Reference data that never changes while the program runs; several servers in one process share it.</summary>
    private static readonly Lazy<(CommuneDirectory Communes, TownsNearby Towns)> France = new(() =>
    {
        var communes = CommuneDirectory.Load();
        return (communes, TownsNearby.Load(communes));
    });

    /// <param name="clock">Null: the system's clock.</param>
    /// <param name="args">Settings as `--Key=value`; they win over the environment and appsettings.json.</param>
    /// <returns>The server with its availability loaded, not yet listening.</returns>
    /// <exception cref="DatabaseNotUsableException">The database is not migrated or cannot be trusted.</exception>
    public static async Task<WebApplication> BuildAsync(TimeProvider? clock = null, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Razor looks for pages in the assembly of this name; the default is the program that was started, which may be a test
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            // appsettings.json lies beside the program, whatever the working directory
            ContentRootPath = AppContext.BaseDirectory,
        });
        var settings = CreneauSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        var opened = await OpenDatabase.OpenAsync(settings.Storage, clock ?? TimeProvider.System, CancellationToken.None);
        if (opened.IsDemo)
        {
            AddDemoSettings(builder);
        }

        AddPlatform(builder, settings, opened);
        AddWeb(builder, settings);
        var app = builder.Build();
        app.Services.GetRequiredService<ProviderSettings>().LogFaults(app.Logger);
        UsePipeline(app, settings);
        MapEndpoints(app);
        await app.Services.GetRequiredService<AvailabilityIndex>().LoadAsync(CancellationToken.None);
        return app;
    }

    private static void AddPlatform(WebApplicationBuilder builder, CreneauSettings settings, OpenDatabase opened)
    {
        var services = builder.Services;
        services.AddCreneau(opened, settings.Limits);
        services.AddSingleton(
            builder.Configuration.GetSection($"{CreneauSettings.Section}:Agents").Get<AgentSettings>() ?? new AgentSettings());
        services.AddNotifications(settings.ToNotifications(), opened.IsDemo);
        services.AddSingleton(France.Value.Communes);
        services.AddSingleton(France.Value.Towns);
        services.AddKeyRing();
    }

    /// <summary>The invented publisher of the demonstration; every other source of settings wins over it.</summary>
    private static void AddDemoSettings(WebApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(0, new JsonConfigurationSource
        {
            Path = "appsettings.demo.json",
            FileProvider = builder.Environment.ContentRootFileProvider,
        });

    private static void AddWeb(WebApplicationBuilder builder, CreneauSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Whatever is pasted into a search field is answered by a page, not by a bare 414
            kestrel.Limits.MaxRequestLineSize = 128 * 1024;
            kestrel.Limits.MaxRequestBodySize = FormReaderMiddleware.LongestBody;
        });
        builder.AddRequestLog();
        builder.AddSettings<LegalSettings>("Creneau:Legal")
            .AddSettings<MapSettings>("Creneau:Map")
            .AddSettings<StampPrices>("Creneau:Stamps");
        builder.Services.AddAssets();
        builder.Services.AddCompression();
        builder.Services.AddAccessControl();
        builder.Services.AddAgentAccess();
        builder.Services.AddProvider(ProviderSettings.Read(builder.Configuration));
        builder.Services.AddRateLimits(settings.AddressLimits);
        builder.Services.AddLocalizedRazorPages();
        builder.Services.AddSharedPageServices();
        builder.Services.AddBookingSession();
        builder.Services.AddBookingPages();
        builder.Services.AddAppointmentPages();
        builder.Services.AddAgentPages();
        builder.Services.AddAgendaPages();
        builder.Services.AddHoursPages();
        builder.Services.AddCancellationPages();
        builder.Services.AddMessagePages();
        builder.Services.AddSetupPages();
        builder.Services.AddWhyPages();
        builder.Services.AddStartPages();
        builder.Services.AddTextPages();
        builder.Services.AddAuditPages();
        builder.Services.AddHealthAndMetrics();
        builder.Services.AddSearch();
        builder.Services.AddOpenApiDocument();
    }

    private static void UsePipeline(WebApplication app, CreneauSettings settings)
    {
        app.UseRequestLog();
        app.UseTrustedProxies(settings.TrustedProxies);
        app.UsePublicScheme(settings.PublicUrl);
        app.UseMiddleware<LanguagePrefixMiddleware>();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseResponseCompression();
        var storage = app.Services.GetRequiredService<StorageProvider>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/erreur/500",
            StatusCodeSelector = error => DatabaseOutage.IsOutage(error, storage)
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = failed => DatabaseOutage.LogIfOutage(failed.Exception, storage, app.Logger),
        });
        app.UseStatusCodePagesWithReExecute("/erreur/{0}");
        app.UseRouting();
        app.UseRouteLog();
        app.UseMiddleware<CrossSiteRequestGuard>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseMiddleware<FormReaderMiddleware>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapAssets();
        app.MapHealthAndMetrics();
        app.MapNodeView();
        app.MapAppointmentFiles();
        app.MapSlots();
        app.MapCommunes();
        app.MapAgenda();
        app.MapScreen();
        app.MapSmsReports();
        ProviderSession.Map(app);
        app.MapOpenApi().AllowAnonymous().DisableRateLimiting();
        app.MapRazorPages();
    }

    private static WebApplicationBuilder AddSettings<T>(this WebApplicationBuilder builder, string section)
        where T : class
    {
        builder.Services.AddOptions<T>().BindConfiguration(section);
        return builder;
    }
}
