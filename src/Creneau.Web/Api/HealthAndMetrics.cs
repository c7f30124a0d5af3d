using System.Globalization;
using Creneau.Availability;
using Creneau.Jobs;
using Creneau.Notifications;
using Creneau.Reminders;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Creneau.Web.Api;

/// <summary>`/health/live`, `/health/ready` and `/metrics`, for monitoring.</summary>
public static class HealthAndMetrics
{
    public static void AddHealthAndMetrics(this IServiceCollection services)
    {
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("creneau")).WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddMeter("System.Runtime", "Npgsql", JobMetrics.MeterName, SendingMetrics.MeterName, ReminderMetrics.MeterName)
            .AddPrometheusExporter());
    }

    public static void MapHealthAndMetrics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("live\n")).ExcludeFromDescription().AllowAnonymous().DisableRateLimiting();
        routes.MapGet("/health/ready", ReadyAsync).ExcludeFromDescription().AllowAnonymous().DisableRateLimiting();
        routes.MapPrometheusScrapingEndpoint().AllowAnonymous().DisableRateLimiting();
    }

    private static async Task<IResult> ReadyAsync(
        AvailabilityIndex availability, IDbContextFactory<CreneauDb> contexts, JobStatus jobs, CancellationToken ct)
    {
        if (!availability.IsReady)
        {
            return TypedResults.Text("loading\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Database.CanConnectAsync(ct)
            ? TypedResults.Text($"ready\n{string.Concat((await jobs.LateAsync(ct)).Select(LineOf))}")
            : TypedResults.Text("database unreachable\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static string LineOf(LateJob late) => late.LastSucceededUtc is { } last
        ? string.Create(CultureInfo.InvariantCulture, $"late: {late.Name}, last done {last:yyyy-MM-dd'T'HH:mm'Z'}\n")
        : $"late: {late.Name}, not done yet\n";
}
