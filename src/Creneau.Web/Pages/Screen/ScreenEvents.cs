using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Creneau.Counter.Devices;
using Creneau.Counter.Live;
using Creneau.Web.Api;

namespace Creneau.Web.Pages.Screen;

/// <summary>`GET /ecran/{secret}/flux`: tells a screen to read itself again, until its secret is revoked.</summary>
public static class ScreenEvents
{
    // Nobody guesses 256 bits, and a busy morning reads often
    public static void MapScreen(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ecran/{secret}/flux", FollowAsync).ExcludeFromDescription().AllowAnonymous().DisableRateLimiting();

    private static async Task<IResult> FollowAsync(
        string secret, HttpContext context, SiteDevices devices, AgendaChanges changes, IHostApplicationLifetime server)
    {
        if (await devices.FindAsync(DeviceKind.Screen, secret, context.RequestAborted) is not { } device)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var told = changes.FollowAsync(
            device.SiteId,
            async ct => await devices.FindAsync(DeviceKind.Screen, secret, ct) is not null,
            server.ApplicationStopping);
        return TypedResults.ServerSentEvents(EventsAsync(told, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        IAsyncEnumerable<AgendaChange?> changes, [EnumeratorCancellation] CancellationToken gone)
    {
        await foreach (var change in LiveEvents.UntilGoneAsync(changes, gone))
        {
            yield return new SseItem<string>("", change is null ? LiveEvents.Alive : LiveEvents.ReadAgain);
        }
    }
}
