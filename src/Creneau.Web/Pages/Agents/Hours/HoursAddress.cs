using System.Globalization;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>What the hours show, as their address says it.</summary>
/// <param name="DeskId">Only this desk; null: all.</param>
/// <param name="DraftId">Null: the draft that was touched last; 0: what is published.</param>
public sealed record HoursAddress(int PlanningId, int SiteId, int? DeskId, DateOnly Monday, int? DraftId)
{
    public const string Page = "/agents/horaires";

    public DateOnly Sunday => Monday.AddDays(6);

    /// <summary>Without the application's root.</summary>
    public string Href => string.Create(
        CultureInfo.InvariantCulture,
        $"{Page}?planning={PlanningId}&site={SiteId}{Part("guichet", DeskId)}&semaine={Monday:yyyy-MM-dd}{Part("brouillon", DraftId)}");

    /// <summary>With a range of that week in the typed line.</summary>
    public string Opening(string keys, DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{Href}&plage={keys}&jour={date:yyyy-MM-dd}#plage");

    /// <summary>With an empty range of a date in the typed line.</summary>
    public string New(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{Href}&jour={date:yyyy-MM-dd}#plage");

    /// <summary>What a form is posted to.</summary>
    public string Post(string handler) => $"{Href}&handler={handler}";

    public HoursAddress Step(int weeks) => this with { Monday = Monday.AddDays(7 * weeks) };

    private static string Part(string name, int? id) => id is { } one ? string.Create(CultureInfo.InvariantCulture, $"&{name}={one}") : "";
}
