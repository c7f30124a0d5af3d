using System.Globalization;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Agenda;

public enum AgendaView
{
    Day,
    Week,
    List,
}

/// <summary>What the agenda shows, as its address says it.</summary>
/// <param name="DeskId">Only this desk; null: all.</param>
/// <param name="Opened">The appointment that stands beside; null for none.</param>
public sealed record AgendaAddress(int SiteId, DateOnly Date, AgendaView View, int? DeskId = null, Guid? Opened = null)
{
    public const string Page = "/agents/agenda";

    /// <summary>Today whatever the hour; the bare page opens on the next open day once today is over.</summary>
    public const string OfToday = Page + "?jour=aujourdhui";

    /// <summary>First and last day that are read.</summary>
    public (DateOnly From, DateOnly To) Days => View == AgendaView.Week
        ? (IsoWeek.Monday(Date), IsoWeek.Sunday(Date))
        : (Date, Date);

    /// <summary>Without the application's root.</summary>
    public string Href => string.Create(
        CultureInfo.InvariantCulture,
        $"{Page}?jour={Date:yyyy-MM-dd}&vue={NameOf(View)}&site={SiteId}{Desk}{(Opened is { } id ? $"&rdv={id}" : "")}");

    public AgendaAddress Step(int by) => this with { Date = Date.AddDays(View == AgendaView.Week ? 7 * by : by), Opened = null };

    public static AgendaView ViewOf(string? name) => name switch
    {
        "semaine" => AgendaView.Week,
        "liste" => AgendaView.List,
        _ => AgendaView.Day,
    };

    public static string NameOf(AgendaView view) => view switch
    {
        AgendaView.Day => "jour",
        AgendaView.Week => "semaine",
        AgendaView.List => "liste",
    };

    private string Desk => DeskId is { } id ? string.Create(CultureInfo.InvariantCulture, $"&guichet={id}") : "";
}
