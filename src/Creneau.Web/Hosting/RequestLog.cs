using System.Globalization;
using System.Security.Cryptography;
using Serilog;
using Serilog.Context;
using Serilog.Events;

namespace Creneau.Web.Hosting;

/// <summary>
/// One log line per request, with the request number that error pages show. It names the route, never the address: an address may
/// hold names, references and tokens.
/// </summary>
public static class RequestLog
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Request} {Message:lj}{NewLine}{Exception}";

    public static void AddRequestLog(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog((_, log) => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
            // An expired or forged antiforgery cookie is answered with 400; the stack trace says nothing more
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Fatal)
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()
            .Enrich.With<LinkTokenRedactor>()
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture));

    public static void UseRequestLog(this WebApplication app)
    {
        app.Use(SetRequestNumber);
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
            log.GetLevel = (context, _, _) =>
                context.Request.Path.StartsWithSegments("/built") ? LogEventLevel.Debug : LogEventLevel.Information;
        });
    }

    private static async Task SetRequestNumber(HttpContext context, RequestDelegate next)
    {
        // Eight characters that can be dictated: no vowels, so no words, and no look-alikes
        context.TraceIdentifier = RandomNumberGenerator.GetString("BCDFGHJKMNPQRSTVWXZ23456789", 8);
        using (LogContext.PushProperty("Request", context.TraceIdentifier)) await next(context);
    }

    /// <summary>
    /// Remembers the first route of the request, for its log line: an error page is routed to as well. Comes right after routing.
    /// </summary>
    public static void UseRouteLog(this WebApplication app) => app.Use((context, next) =>
    {
        context.Items.TryAdd(typeof(RequestLog), (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        return next(context);
    });

    private static string Route(HttpContext context) =>
        context.Items[typeof(RequestLog)] is string pattern ? "/" + pattern.TrimStart('/') : "-";
}
