using Microsoft.OpenApi;

namespace Creneau.Web.Api;

/// <summary>
/// The parameters of a search for the OpenAPI document, which cannot derive them: <see cref="Creneau.Web.Search.SearchReader"/> reads the
/// query itself.
/// </summary>
internal static class SearchParameters
{
    public static IEnumerable<IOpenApiParameter> All =>
    [
        Text(
            "near",
            "INSEE code, postcode or name of a commune; what is both a postcode and an INSEE code is a postcode. Wins over lat and lon."),
        Number("lat", "Degrees north, -90 to 90; rounded to 0.01. With lon."),
        Number("lon", "Degrees east, -180 to 180; rounded to 0.01. With lat."),
        Text("service", "For all persons: cni (the default), passport, cni-passport, collection; or each, then s names one per person."),
        Many("s", "With service=each: the service of each person, repeated."),
        Number("people", "1 (the default) to 6."),
        Number(
            "radiusKm",
            "Above 0, at most 200; 30 by default. Not used for a collection, which is only possible where the request was filed."),
        Text("sort", "soonest (the default) or nearest."),
        Text("days", "Days of the week, commas between: mon,tue,wed,thu,fri,sat,sun."),
        Text("time", "Times of day, commas between: morning (before 12:00), afternoon (from 12:00), evening (from 17:00)."),
        Text("wheelchair", "true: only sites that a wheelchair gets into."),
        Text("from", "First date, included: 2027-02-03."),
        Text("to", "Last date, included: 2027-02-03."),
    ];

    private static OpenApiParameter Text(string name, string description) => Of(name, description, JsonSchemaType.String);

    private static OpenApiParameter Number(string name, string description) => Of(name, description, JsonSchemaType.Number);

    private static OpenApiParameter Many(string name, string description)
    {
        var many = Of(name, description, JsonSchemaType.Array);
        ((OpenApiSchema)many.Schema!).Items = new OpenApiSchema { Type = JsonSchemaType.String };
        return many;
    }

    private static OpenApiParameter Of(string name, string description, JsonSchemaType type) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = new OpenApiSchema { Type = type } };
}
