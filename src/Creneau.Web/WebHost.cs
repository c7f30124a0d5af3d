using Creneau.Catalogue;
using Creneau.Web.Html;

namespace Creneau.Web;

/// <summary>Puts the web server together: what it is made of, then the order in which a request passes through it.</summary>
public static class WebHost
{
    /// <param name="args">Settings as `--Key=value`; they win over the environment and appsettings.json.</param>
    /// <returns>The server, not yet started.</returns>
    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Pages are looked for in this assembly, also when a test or a benchmark is what was started.
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            // appsettings.json lies beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        AddServices(builder);
        var app = builder.Build();
        UsePipeline(app);
        MapEndpoints(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddRequestLog();
        builder.AddSettings<LegalSettings>("Legal").AddSettings<MapSettings>("Map").AddSettings<StampPrices>("Stamps");
        builder.Services.AddBuiltFiles();
        builder.Services.AddCompression();
        builder.Services.AddPagesInTwoLanguages();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseRequestLog();
        app.UseMiddleware<LanguagePrefix>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseExceptionHandler("/erreur/500");
        app.UseStatusCodePagesWithReExecute("/erreur/{0}");
        app.UseRouting();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapBuiltFiles();
        app.MapWebManifest();
        app.MapRazorPages();
    }

    private static WebApplicationBuilder AddSettings<T>(this WebApplicationBuilder builder, string section)
        where T : class
    {
        builder.Services.AddOptions<T>().BindConfiguration(section);
        return builder;
    }
}
