using Creneau.Availability;
using Creneau.Doctor;
using Creneau.Keys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Creneau.Web.Api;

/// <summary>The availability in memory, desk by desk, for `creneau doctor --node`.</summary>
public static class NodeViewApi
{
    public const string Route = "/internal/availability";

    public static void MapNodeView(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Route, Get).ExcludeFromDescription().AllowAnonymous().DisableRateLimiting();

    /// <summary>Open to whoever can prove to have the platform's key; to anybody else it answers 404.</summary>
    private static Results<Ok<NodeView>, NotFound> Get(
        HttpRequest request, AvailabilityIndex index, PlatformKeys keys, TimeProvider clock) =>
        index.IsReady && NodeProof.IsGood(request.Headers[NodeProof.Header], keys, clock.GetUtcNow())
            ? TypedResults.Ok(NodeView.Of(index))
            : TypedResults.NotFound();
}
