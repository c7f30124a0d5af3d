using Creneau.Appointments;
using Creneau.Catalogue;

namespace Creneau.Web.Search;

/// <summary>The services of a party as a form posts them: their codes, one per person, with commas between.</summary>
public static class PartyCode
{
    public static string Of(IEnumerable<ServiceKind> kinds) => string.Join(',', kinds.Select(kind => kind.Code));

    /// <returns>The services, one more than can be when there are too many; null when one is unknown.</returns>
    public static IReadOnlyList<ServiceKind>? Parse(string? codes, ServiceKinds known)
    {
        var kinds = (codes ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Take(Appointment.MaxPeople + 1)
            .Select(known.Find)
            .ToList();
        return kinds.Contains(null) ? null : [.. kinds.OfType<ServiceKind>()];
    }
}
