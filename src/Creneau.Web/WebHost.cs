using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Places;
using Creneau.Storage;
using Creneau.Web.Api;
using Creneau.Web.Html;
using Creneau.Web.Pages.Booking;
using Creneau.Web.Search;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration.Json;

namespace Creneau.Web;

/// <summary>Puts the web server together: what it is made of, then the order in which a request passes through it.</summary>
public static class WebHost
{
    /// <summary>Reference data that never changes while the program runs; a second server of a process shares it.</summary>
    private static readonly Lazy<(CommuneDirectory Communes, TownsNearby Towns)> France = new(() =>
    {
        var communes = CommuneDirectory.Load();
        return (communes, TownsNearby.Load(communes));
    });

    /// <param name="clock">The door's clock; the system's unless a test brings its own.</param>
    /// <param name="args">Settings as `--Key=value`; they win over the environment and appsettings.json.</param>
    /// <returns>The server with its availability loaded, not yet listening.</returns>
    /// <exception cref="DatabaseNotUsableException">The database is not migrated or cannot be trusted.</exception>
    public static async Task<WebApplication> BuildAsync(TimeProvider? clock = null, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Pages are looked for in this assembly, also when a test or a benchmark is what was started.
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            // appsettings.json lies beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        var settings = CreneauSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        var opened = await OpenDatabase.OpenAsync(settings.Storage, clock ?? TimeProvider.System, CancellationToken.None);
        AddPlatform(builder.Services, settings, opened);
        if (opened.IsDemo)
        {
            // Below every other source: who runs the demonstration is invented, as its people are
            builder.Configuration.Sources.Insert(0, new JsonConfigurationSource { Path = "appsettings.demo.json", FileProvider = builder.Environment.ContentRootFileProvider });
        }

        AddWeb(builder, settings);
        var app = builder.Build();
        UsePipeline(app, settings);
        MapEndpoints(app);
        await app.Services.GetRequiredService<AvailabilityIndex>().LoadAsync(CancellationToken.None);
        return app;
    }

    private static void AddPlatform(IServiceCollection services, CreneauSettings settings, OpenDatabase opened)
    {
        services.AddCreneau(opened, settings.Limits);
        services.AddNotifications(settings.ToNotifications(), opened.IsDemo);
        services.AddSingleton(France.Value.Communes);
        services.AddSingleton(France.Value.Towns);
        services.AddKeyRing();
    }

    private static void AddWeb(WebApplicationBuilder builder, CreneauSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // What somebody pastes into a field is answered by a page, not by a bare 414.
            kestrel.Limits.MaxRequestLineSize = 128 * 1024;
            kestrel.Limits.MaxRequestBodySize = PostedForms.Longest;
        });
        builder.AddRequestLog();
        builder.AddSettings<LegalSettings>("Creneau:Legal").AddSettings<MapSettings>("Creneau:Map").AddSettings<StampPrices>("Creneau:Stamps");
        builder.Services.AddBuiltFiles();
        builder.Services.AddCompression();
        builder.Services.AddPagesInTwoLanguages();
        builder.Services.AddBookingPages();
        builder.Services.AddAddressLimits(settings.AddressLimits);
        builder.Services.AddHealthAndMetrics();
        builder.Services.AddSearch();
        builder.Services.AddOpenApiDocument();
    }

    private static void UsePipeline(WebApplication app, CreneauSettings settings)
    {
        app.UseRequestLog();
        UseProxies(app, settings);
        UsePublicScheme(app, settings);
        app.UseMiddleware<LanguagePrefix>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        var storage = app.Services.GetRequiredService<StorageProvider>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/erreur/500",
            StatusCodeSelector = error => Outage.Is(error, storage) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = failed => Outage.Told(failed.Exception, storage, app.Logger),
        });
        app.UseStatusCodePagesWithReExecute("/erreur/{0}");
        app.UseRouting();
        app.UseRouteLog();
        app.UseMiddleware<Elsewhere>();
        app.UseRateLimiter();
        app.UseMiddleware<PostedForms>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapBuiltFiles();
        app.MapWebManifest();
        app.MapHealthAndMetrics();
        app.MapNodeView();
        app.MapBookingFiles();
        app.MapSlots();
        app.MapCommunes();
        app.MapOpenApi();
        app.MapRazorPages();
    }

    /// <summary>Where people come by https, what reaches us in the clear came so through a proxy: cookies are for https alone.</summary>
    private static void UsePublicScheme(WebApplication app, CreneauSettings settings)
    {
        if (settings.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
        }
    }

    private static void UseProxies(WebApplication app, CreneauSettings settings)
    {
        if (settings.TrustedProxies.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        // What is trusted is said by the settings alone, also on this machine
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in settings.TrustedProxies)
        {
            options.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }

    private static WebApplicationBuilder AddSettings<T>(this WebApplicationBuilder builder, string section)
        where T : class
    {
        builder.Services.AddOptions<T>().BindConfiguration(section);
        return builder;
    }
}
