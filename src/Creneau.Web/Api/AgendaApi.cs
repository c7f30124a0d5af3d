using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Creneau.Availability;
using Creneau.Counter;
using Creneau.Counter.Live;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Creneau.Web.Api;

/// <summary>
/// `GET /api/v1/agenda`: days of a site for its agents. `GET /agents/agenda/flux`: what a screen of that site has to read again,
/// as server-sent events. Both for the session of a browser; they are no part of the public API.
/// </summary>
public static class AgendaApi
{
    public const string Changes = "/agents/agenda/flux";

    /// <summary>Years of which holidays and rules are worked out.</summary>
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    public static void MapAgenda(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/agenda", GetAsync).OfAgents();
        routes.MapGet(Changes, Follow).OfAgents();
    }

    /// <returns>Null for what is no date, or lies in no year that an agenda has.</returns>
    public static DateOnly? DateOf(string? text) =>
        IsoDate.Parse(text) is { Year: >= FirstYear and <= LastYear } date ? date : null;

    private static void OfAgents(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new RequireRightAttribute(Rights.Appointments))
        .RequireRateLimiting(RateLimits.Agents)
        .ExcludeFromDescription();

    private static async Task<IResult> GetAsync(
        HttpContext context, AgendaReading agenda, AvailabilityIndex availability, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        var query = context.Request.Query;
        if (!int.TryParse(query["site"], CultureInfo.InvariantCulture, out var site))
        {
            return Bad("site is the number of a site.");
        }

        if (DateOf(query["from"]) is not { } from || DateOf(query["to"]) is not { } to)
        {
            return Bad("from and to are dates such as 2027-02-03.");
        }

        return await agenda.ReadAsync(context.AgentActor(), new AgendaQuery(site, from, to), ct) switch
        {
            AgendaResult.Found found => new AgendaJson(found.Agenda, availability.Places),
            AgendaResult.Refused { Reason: AgendaRefusal.NotFound } =>
                TypedResults.Problem("There is no such site at this town hall.", statusCode: StatusCodes.Status404NotFound),
            AgendaResult.Refused { Reason: AgendaRefusal.Reversed } => Bad("to is before from."),
            _ => Bad($"At most {AgendaQuery.MostDays} days at a time."),
        };
    }

    private static ProblemHttpResult Bad(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The days cannot be understood");

    private static IResult Follow(
        int site, HttpContext context, AgendaChanges changes, AgentSessions sessions, AvailabilityIndex availability,
        IHostApplicationLifetime server)
    {
        if (!availability.Places.Sites.TryGetValue(site, out var shown)
            || !context.AgentActor().May(Rights.Appointments, shown.TownHallId))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        // A proxy that gathers answers would keep what is to be told at once
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var agent = context.SignedInAgent();
        return TypedResults.ServerSentEvents(EventsAsync(
            changes.FollowAsync(site, ct => MayStillAsync(sessions, availability, agent, ct), server.ApplicationStopping),
            context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        IAsyncEnumerable<AgendaChange?> changes, [EnumeratorCancellation] CancellationToken gone)
    {
        await foreach (var told in LiveEvents.UntilGoneAsync(changes, gone))
        {
            yield return told is { } change
                ? new SseItem<string>(change.Date?.ToString("O", CultureInfo.InvariantCulture) ?? "", LiveEvents.ReadAgain)
                : new SseItem<string>("", LiveEvents.Alive);
        }
    }

    /// <summary>The session lives, and the role at the town hall that is shown was not taken, nor the town hall suspended.</summary>
    private static async Task<bool> MayStillAsync(
        AgentSessions sessions, AvailabilityIndex availability, SignedInAgent shown, CancellationToken ct) =>
        !shown.IsSuspendedAt(availability.Places)
        && await sessions.FindAsync(shown.SessionId, shown.SecretHash, ct) is { Stage: SessionStage.Open } now
        && now.Places.Any(place => place.TownHallId == shown.TownHallId && place.Role.Rights().HasFlag(Rights.Appointments));
}
