using Creneau.Places;
using Creneau.Web.Hosting;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Creneau.Web.Api;

/// <summary>`GET /api/v1/communes?q=`: communes for a text that is still being typed.</summary>
public static class CommunesApi
{
    private const int Most = 8;

    public static void MapCommunes(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/communes", Get)
        .WithName("communes").WithTags("Search").WithSummary("Communes of France whose name, former name or postcode begins as typed.")
        .WithDescription(
            "At most eight, the likeliest first. `near` is a text that /api/v1/slots and the home page understand as exactly this commune.")
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var parameter in operation.Parameters ?? [])
            {
                parameter.Description = "What was typed so far; accents, case and hyphens do not matter.";
            }

            return Task.CompletedTask;
        })
        .AllowAnonymous().RequireRateLimiting(RateLimits.Searches);

    private static JsonHttpResult<CommunesBody> Get(string? q, HttpResponse response, CommuneDirectory communes, PlaceFinder places)
    {
        // Communes change once a year.
        response.Headers.CacheControl = "public, max-age=86400";
        var found = string.IsNullOrWhiteSpace(q) ? [] : communes.Suggest(q, places.Middle, Most);
        return TypedResults.Json(
            new CommunesBody([.. found.Select(BodyOf)]),
            ApiJson.Plain.CommunesBody);
    }

    private static CommuneBody BodyOf(Suggestion found) => new(
        found.Commune.InseeCode,
        found.Commune.Name,
        found.Commune.Postcodes,
        found.Commune.Departement,
        found.Commune.Label,
        found.FormerName);
}

/// <summary>Communes, the likeliest first.</summary>
public sealed record CommunesBody(IReadOnlyList<CommuneBody> Communes);

/// <summary>A commune.</summary>
/// <param name="Insee">INSEE code.</param>
/// <param name="Near">Name and postcode, to be used as `near`.</param>
/// <param name="Former">The merged commune or district whose name was typed, or null.</param>
public sealed record CommuneBody(
    string Insee, string Name, IReadOnlyList<string> Postcodes, string Departement, string Near, string? Former);
