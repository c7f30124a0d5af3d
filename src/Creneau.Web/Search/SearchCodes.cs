using Creneau.Availability.Search;
using Creneau.Catalogue;
using Creneau.Scheduling;

namespace Creneau.Web.Search;

/// <summary>The short words of a search in addresses and forms.</summary>
public static class SearchCodes
{
    public const string Each = "each";
    public const string Soonest = "soonest";
    public const string Nearest = "nearest";

    /// <summary>« Chacun sa démarche », to begin with what everybody came for until now.</summary>
    public static string EachAs(ServiceKind kind) => kind == ServiceKind.IdCard ? Each : $"{Each}-{kind.Code}";

    /// <returns>What everybody came for until now; null when it is not « chacun sa démarche ».</returns>
    public static string? EachFrom(string service) =>
        service == Each ? ""
        : service.StartsWith($"{Each}-", StringComparison.Ordinal) ? service[(Each.Length + 1)..]
        : null;

    /// <summary>From Monday on, as people count the week.</summary>
    public static IReadOnlyList<(string Code, DaysOfWeek Day)> Days { get; } =
    [
        ("mon", DaysOfWeek.Monday), ("tue", DaysOfWeek.Tuesday), ("wed", DaysOfWeek.Wednesday), ("thu", DaysOfWeek.Thursday),
        ("fri", DaysOfWeek.Friday), ("sat", DaysOfWeek.Saturday), ("sun", DaysOfWeek.Sunday),
    ];

    public static IReadOnlyList<(string Code, PartsOfDay Part)> Times { get; } =
        [("morning", PartsOfDay.Morning), ("afternoon", PartsOfDay.Afternoon), ("evening", PartsOfDay.Evening)];

    /// <returns>The day, or <see cref="DaysOfWeek.None"/> for anything that is no code.</returns>
    public static DaysOfWeek Day(ReadOnlySpan<char> code)
    {
        foreach (var (known, day) in Days)
        {
            if (code.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return day;
            }
        }

        return DaysOfWeek.None;
    }

    /// <returns>The part of the day, or <see cref="PartsOfDay.None"/> for anything that is no code.</returns>
    public static PartsOfDay Time(ReadOnlySpan<char> code)
    {
        foreach (var (known, part) in Times)
        {
            if (code.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return part;
            }
        }

        return PartsOfDay.None;
    }
}
