namespace Creneau.Web.Search;

/// <summary>What cannot be read in the parameters of a search.</summary>
public enum SearchProblem
{
    PositionIncomplete,
    PositionNotOnEarth,
    PeopleOutOfRange,
    ServiceUnknown,
    RadiusOutOfRange,
    SortUnknown,
    DayUnknown,
    TimeUnknown,
    DateNotUnderstood,
    FromAfterTo,
}

/// <summary>For each problem the parameter that has it.</summary>
public static class SearchProblemFields
{
    public static string Field(this SearchProblem problem) => problem switch
    {
        SearchProblem.PositionIncomplete or SearchProblem.PositionNotOnEarth => "near",
        SearchProblem.PeopleOutOfRange => "people",
        SearchProblem.ServiceUnknown => "service",
        SearchProblem.RadiusOutOfRange => "radiusKm",
        SearchProblem.SortUnknown => "sort",
        SearchProblem.DayUnknown => "days",
        SearchProblem.TimeUnknown => "time",
        SearchProblem.DateNotUnderstood or SearchProblem.FromAfterTo => "from",
    };
}
