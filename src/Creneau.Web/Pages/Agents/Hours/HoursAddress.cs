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

    /// <summary>With a presence or a closure in the form of its section.</summary>
    public string Editing(string key, string section) => $"{Href}&modifier={key}#{section}";

    /// <summary>With the presence of one more agent, at the desk that is shown, in the form of its section.</summary>
    public string NeedingAgent(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{Href}&presence={date:yyyy-MM-dd}#{HoursSections.Staff}");

    /// <summary>What a form is posted to.</summary>
    public string Post(string handler) => $"{Href}&handler={handler}";

    public HoursAddress Step(int weeks) => this with { Monday = Monday.AddDays(7 * weeks) };

    private static string Part(string name, int? id) => id is { } one ? string.Create(CultureInfo.InvariantCulture, $"&{name}={one}") : "";
}

/// <summary>Ids of the sections below the week.</summary>
public static class HoursSections
{
    public const string Staff = "equipe";
    public const string Closures = "fermetures";
}
