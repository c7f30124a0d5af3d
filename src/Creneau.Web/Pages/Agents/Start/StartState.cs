using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Hours.Drafts;
using Creneau.Places;

namespace Creneau.Web.Pages.Agents.Start;

/// <summary>The steps of the guided start, in order.</summary>
public enum StartStep
{
    Site,
    Desks,
    Hours,
    Agent,
    Open,
}

/// <summary>How far a town hall has come: read from what it has, so that the start is resumed wherever it was left.</summary>
/// <param name="Site">Its first one; null: none yet.</param>
/// <param name="Planning">Its first one; null: none yet.</param>
/// <param name="Hours">Null: nothing to read yet.</param>
/// <param name="HasOthers">Somebody else than who is here has access.</param>
public sealed record StartState(TownHall TownHall, Site? Site, Planning? Planning, ShownHours? Hours, bool HasOthers)
{
    private static readonly string[] Names = ["lieu", "guichets", "horaires", "agent", "ouvrir"];

    public IReadOnlyList<PlanningDesk> Desks { get; init; } = [];

    /// <summary>Of the planning at the site.</summary>
    public IReadOnlyList<ShownItem> Ranges =>
    [
        .. Hours?.Items.Where(shown => shown.Item is RuleItem rule && (rule.PlanningId, rule.SiteId) == (Planning?.Id, Site?.Id)) ?? [],
    ];

    public WindowItem? Window =>
        Hours?.Items.Select(shown => shown.Item).OfType<WindowItem>().FirstOrDefault(window => window.PlanningId == Planning?.Id);

    public bool IsDone(StartStep step) => step switch
    {
        StartStep.Site => Site is not null,
        StartStep.Desks => Planning is not null && Desks.Count > 0,
        StartStep.Hours => Ranges.Count > 0,
        StartStep.Agent => HasOthers || IsDone(StartStep.Open),
        StartStep.Open => Planning?.IsPublished == true,
        _ => false,
    };

    /// <summary>The first step that is left to do; the last one when nothing is.</summary>
    public StartStep Next => Enum.GetValues<StartStep>().FirstOrDefault(step => !IsDone(step), StartStep.Open);

    /// <summary>Whether everything that a step builds on is there; inviting somebody can wait.</summary>
    public bool CanReach(StartStep step) =>
        Enum.GetValues<StartStep>().Where(one => one < step && one != StartStep.Agent).All(IsDone);

    public static string NameOf(StartStep step) => Names[(int)step];

    public static StartStep? StepOf(string? name) => Array.IndexOf(Names, name) is >= 0 and var index ? (StartStep)index : null;
}
