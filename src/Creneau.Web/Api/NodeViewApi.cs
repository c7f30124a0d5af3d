using Creneau.Availability;
using Creneau.Doctor;
using Creneau.Privacy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Creneau.Web.Api;

/// <summary>What `creneau doctor --node` asks a server: its memory, desk by desk.</summary>
public static class NodeViewApi
{
    public const string Route = "/internal/availability";

    public static void MapNodeView(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Route, Answer).ExcludeFromDescription();

    /// <summary>Without the proof the address does not exist.</summary>
    private static Results<Ok<NodeView>, NotFound> Answer(HttpRequest request, AvailabilityIndex index, Keys keys, TimeProvider clock) =>
        index.IsReady && NodeProof.IsGood(request.Headers[NodeProof.Header], keys, clock.GetUtcNow())
            ? TypedResults.Ok(NodeView.Of(index))
            : TypedResults.NotFound();
}
