using System.Globalization;

namespace Creneau.Web.Pages.Agents.Why;

/// <summary>A question of « pourquoi aucun créneau ? », as its address says it.</summary>
/// <param name="ServiceId">Null: the first one of the planning.</param>
public sealed record WhyAddress(int SiteId, int PlanningId, int? ServiceId, DateOnly Date, bool AtCounter = false)
{
    public const string Page = "/agents/pourquoi";
    public const string Counter = "guichet";

    /// <summary>Without the application's root.</summary>
    public string Href => string.Create(
        CultureInfo.InvariantCulture,
        $"{Page}?site={SiteId}&planning={PlanningId}{Service}&jour={Date:yyyy-MM-dd}{(AtCounter ? "&par=" + Counter : "")}");

    private string Service => ServiceId is { } id ? string.Create(CultureInfo.InvariantCulture, $"&demarche={id}") : "";
}
