using System.Globalization;
using System.Security.Cryptography;
using Serilog;
using Serilog.Context;
using Serilog.Events;

namespace Creneau.Web.Html;

/// <summary>One line per request with the number that an error page tells people to quote. Routes are logged, never addresses: those may hold names, references and tokens.</summary>
public static class RequestLog
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Request} {Message:lj}{NewLine}{Exception}";

    public static void AddRequestLog(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog((_, log) => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
            // A worn-out or invented form cookie is answered with 400; its stack is nobody's to read
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Fatal)
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()
            .Enrich.With<HiddenTokens>()
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture));

    public static void UseRequestLog(this WebApplication app)
    {
        app.Use(GiveNumber);
        app.UseSerilogRequestLogging(log =>
        {
            log.MessageTemplate = "{RequestMethod} {Route} {StatusCode} {Elapsed:0} ms";
            log.GetMessageTemplateProperties = (context, _, elapsed, status) =>
            [
                new("RequestMethod", new ScalarValue(context.Request.Method)),
                new("Route", new ScalarValue(Route(context))),
                new("StatusCode", new ScalarValue(status)),
                new("Elapsed", new ScalarValue(elapsed)),
            ];
            log.GetLevel = (context, _, _) => context.Request.Path.StartsWithSegments("/built") ? LogEventLevel.Debug : LogEventLevel.Information;
        });
    }

    private static async Task GiveNumber(HttpContext context, RequestDelegate next)
    {
        // Eight signs that can be dictated: no vowels, so no words; nothing that looks like something else.
        context.TraceIdentifier = RandomNumberGenerator.GetString("BCDFGHJKMNPQRSTVWXZ23456789", 8);
        using (LogContext.PushProperty("Request", context.TraceIdentifier)) await next(context);
    }

    /// <summary>After routing: an error page is routed to as well, and its line shall name what was asked for.</summary>
    public static void UseRouteLog(this WebApplication app) => app.Use((context, next) =>
    {
        context.Items.TryAdd(typeof(RequestLog), (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        return next(context);
    });

    private static string Route(HttpContext context) => context.Items[typeof(RequestLog)] is string pattern ? "/" + pattern.TrimStart('/') : "-";
}
