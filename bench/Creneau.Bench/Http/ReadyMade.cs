using Creneau.Web.Hosting;

namespace Creneau.Bench.Http;

/// <summary>The baseline of the search over HTTP: an endpoint of the same server, behind the same steps, that has its body ready.</summary>
public static class ReadyMade
{
    public const string Address = "api/v1/ready-made";

    private static byte[] _body = [];

    public static void MapReadyMade(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, () => TypedResults.Bytes(_body, "application/json; charset=utf-8")).RequireRateLimiting(RateLimits.Searches);
        routes.MapPut(Address, async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _body = body.ToArray();
        });
    }
}
