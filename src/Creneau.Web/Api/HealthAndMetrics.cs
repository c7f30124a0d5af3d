using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Creneau.Web.Api;

/// <summary>`/health/live`, `/health/ready` and `/metrics`, for whoever runs the server.</summary>
public static class HealthAndMetrics
{
    public static void AddHealthAndMetrics(this IServiceCollection services)
    {
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("creneau")).WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddMeter("System.Runtime", "Npgsql")
            .AddPrometheusExporter());
    }

    public static void MapHealthAndMetrics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("live\n")).ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).ExcludeFromDescription();
        routes.MapPrometheusScrapingEndpoint();
    }

    private static async Task<IResult> ReadyAsync(AvailabilityIndex availability, IDbContextFactory<CreneauDb> contexts, CancellationToken ct)
    {
        if (!availability.IsReady)
        {
            return TypedResults.Text("loading\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Database.CanConnectAsync(ct)
            ? TypedResults.Text("ready\n")
            : TypedResults.Text("database unreachable\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
