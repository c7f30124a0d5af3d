using Creneau.Availability;
using Creneau.Availability.Search;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Web.Hosting;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Creneau.Web.Api;

/// <summary>`GET /api/v1/slots`: the search of the home page for machines. Reads memory only; holds nothing.</summary>
public static class SlotsApi
{
    private const string Spec = "List of town halls around a place with their first free starts.";

    public static void MapSlots(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/slots", Get)
        .WithName("slots").WithTags("Search").WithSummary(Spec)
        .WithDescription(
            "Starts are wall clock of the town hall, without an offset; `timeZone` names its zone (IANA). `minutes` is the length of the "
            + "appointment, `km` the distance along the great circle. `url` is the page on which the start can be booked. A start may be "
            + "gone by the time it is booked.")
        .Produces<SlotsBody>().ProducesProblem(StatusCodes.Status400BadRequest)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = [.. SearchParameters.All];
            return Task.CompletedTask;
        })
        .AllowAnonymous().RequireRateLimiting(RateLimits.Searches);

    private static IResult Get(HttpRequest request, PlaceFinder places, SlotSearch search, AvailabilityIndex availability)
    {
        var (query, problems) = SearchReader.Read(request.Query, availability.Places.Kinds);
        if (problems.Count > 0)
        {
            return Bad(string.Join(" ", problems.Select(problem => Words(problem, availability.Places.Kinds))));
        }

        return places.Find(query, named: false) switch
        {
            SearchPlace.At at when query.Collects => Collection(query, at, search, availability),
            SearchPlace.At at => new SlotsJson(query, search.Find(query.Around(at.Centre))),
            SearchPlace.Several several => Bad($"Several communes are called so; give the INSEE code of one: {Names(several.Candidates)}."),
            SearchPlace.Unknown => Bad("No commune of France has this name, postcode or INSEE code."),
            _ => Bad("Say where: near = INSEE code, postcode or name of a commune; or lat and lon in degrees."),
        };
    }

    private static IResult Collection(
        SearchQuery query, SearchPlace.At at, SlotSearch search, AvailabilityIndex availability)
    {
        var townHall = availability.Places.TownHalls.Values.FirstOrDefault(hall => hall.InseeCode == at.Commune?.InseeCode);
        return townHall is null
            ? Bad("A document is collected at the town hall where it was applied for: near must be the commune of a member town hall.")
            : new SlotsJson(query, search.Find(
                query.Around(at.Centre) with { TownHallId = townHall.Id, RadiusKm = double.PositiveInfinity }));
    }

    private static string Names(IEnumerable<Commune> communes) =>
        string.Join(", ", communes.Take(8).Select(commune => $"{commune.InseeCode} {commune.Name}"));

    private static ProblemHttpResult Bad(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The search cannot be understood");

    private static string Words(SearchProblem problem, ServiceKinds kinds) => problem switch
    {
        SearchProblem.PositionIncomplete => "lat and lon are needed together.",
        SearchProblem.PositionNotOnEarth => "lat goes from -90 to 90 and lon from -180 to 180.",
        SearchProblem.PeopleOutOfRange => $"people goes from 1 to {PartyDuration.MostPeople}.",
        SearchProblem.ServiceUnknown =>
            $"service is one of {string.Join(", ", kinds.All.Select(kind => kind.Code))}, each (with s for each person).",
        SearchProblem.RadiusOutOfRange => "radiusKm is above 0 and at most 200.",
        SearchProblem.SortUnknown => "sort is soonest or nearest.",
        SearchProblem.DayUnknown => "days is a list of mon, tue, wed, thu, fri, sat, sun.",
        SearchProblem.TimeUnknown => "time is a list of morning, afternoon, evening.",
        SearchProblem.DateNotUnderstood => "from and to are dates such as 2027-02-03.",
        SearchProblem.FromAfterTo => "from is after to.",
    };
}

/// <summary>The answer to a search, soonest or nearest first.</summary>
public sealed record SlotsBody(IReadOnlyList<SiteBody> Sites);

/// <summary>A site with its first starts.</summary>
/// <param name="Id">Number of the site.</param>
/// <param name="Name">Such as « Mairie de Passy ».</param>
/// <param name="Commune">Name of the town hall's commune.</param>
/// <param name="Km">Distance in kilometres, to one decimal.</param>
/// <param name="Minutes">Length of the appointment.</param>
/// <param name="TimeZone">IANA name of the zone in which the starts are.</param>
public sealed record SiteBody(int Id, string Name, string Commune, double Km, int Minutes, string TimeZone, IReadOnlyList<SlotBody> Slots);

/// <summary>A free start.</summary>
/// <param name="Start">Wall clock of the town hall: 2026-11-27T14:20.</param>
/// <param name="Url">Where it can be booked.</param>
public readonly record struct SlotBody(string Start, string Url);
