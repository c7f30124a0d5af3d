using System.Globalization;
using System.Text.Json;
using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.Desks;
using Creneau.Administration.Plannings;
using Creneau.Administration.Services;
using Creneau.Administration.Sites;
using Creneau.Agents.Administration;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;
using Creneau.Places;
using Creneau.Text;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Hours;
using Creneau.Web.Pages.Agents.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Start;

/// <summary>What the start calls to write; each step is saved when it is left forwards.</summary>
public sealed record StartUseCases(
    CreateSite CreateSite,
    ChangeSite ChangeSite,
    CreatePlanning CreatePlanning,
    ChangePlanning ChangePlanning,
    CreateDesk CreateDesk,
    ChangeDesk ChangeDesk,
    ChangeService ChangeService,
    ChangeDraft ChangeDraft,
    PublishHours PublishHours,
    InviteAgent InviteAgent,
    PublishPlanning PublishPlanning);

/// <summary>
/// Opens a town hall in five steps: site, desks, hours, first agent, publish. For its managers, and for the platform's administrators,
/// who say which town hall they mean.
/// </summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed partial class IndexModel(
    StartUseCases use,
    ReadHours reading,
    ListAgents agents,
    CommuneDirectory communes,
    AvailabilityIndex availability,
    HoursWords hoursWords,
    PlaceMaps maps,
    TimeProvider clock,
    IStringLocalizer<StartTexts> texts) : PageModel
{
    public const string Address = "/agents/demarrage";
    private const string Later = "plus-tard";

    /// <summary>Ignored for a town hall's own managers.</summary>
    [FromQuery(Name = "mairie")]
    public int? AskedTownHall { get; set; }

    [FromQuery(Name = "etape")]
    public string? AskedStep { get; set; }

    [BindProperty, FromForm]
    public StartInput Input { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public StartState State { get; private set; } = null!;

    public StartStep Step { get; private set; }

    /// <summary>Null where there is nothing to show yet.</summary>
    public StartPreview? Preview { get; private set; }

    /// <summary>The published week is more than this page shows: it is changed on the page of the hours.</summary>
    public bool HasDetailedHours { get; private set; }

    public IReadOnlyList<ListedAgent> Agents { get; private set; } = [];

    public bool IsOwn => HttpContext.SignedInAgent().TownHallId is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var asked = AskedStep is null ? State.Next : StartState.StepOf(AskedStep);
        if (asked is not { } step)
        {
            return NotFound();
        }

        if (!State.CanReach(step))
        {
            return To(State.Next);
        }

        Step = step;
        Input = TempData.Peek(KeyOf(step)) is string typed ? JsonSerializer.Deserialize<StartInput>(typed)! : Stored();
        return Shown();
    }

    /// <summary>Leaves a step without saving it: what was typed is there again when the step is opened.</summary>
    public async Task<IActionResult> OnPostKeepAsync(string? to, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || StartState.StepOf(AskedStep) is not { } step)
        {
            return NotFound();
        }

        TempData[KeyOf(step)] = JsonSerializer.Serialize(Input);
        return to != Later && StartState.StepOf(to) is { } other ? To(other)
            : IsOwn ? Redirect("~/agents/administration")
            : Redirect(FormattableString.Invariant($"~/agents/administration?mairie={State.TownHall.Id}"));
    }

    public string Href(StartStep step) => Url.Content("~" + AddressOf(step));

    public string Post(string handler, StartStep? step = null) => Href(step ?? Step) + "&handler=" + handler;

    /// <summary>« 20 rue des Chamois, 74120 Megève ».</summary>
    public string? Summary(StartStep step) => step switch
    {
        StartStep.Site when State.Site is { } site => $"{site.Name}, {site.Street}",
        StartStep.Desks when State.Desks.Count > 0 => Wording.Current.List([.. State.Desks.Select(desk => desk.Desk.Name)]),
        StartStep.Hours when State.Ranges.Count > 0 && Preview is { } preview => texts["PerWeek", preview.PerWeek],
        StartStep.Agent when State.HasOthers => Wording.Current.List([.. Agents.Select(Called).Take(3)]),
        _ => null,
    };

    public static string Called(ListedAgent agent) => agent.Name.Length > 0 ? agent.Name : agent.Email;

    private string AddressOf(StartStep step) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Address}?etape={StartState.NameOf(step)}{(IsOwn ? "" : $"&mairie={State.TownHall.Id}")}");

    private RedirectResult To(StartStep step) => Redirect("~" + AddressOf(step));

    /// <summary>After a step was saved: what was typed into it is no draft any more.</summary>
    private RedirectResult Forward()
    {
        TempData.Remove(KeyOf(Step));
        return To(Step == StartStep.Open ? Step : Step + 1);
    }

    private string KeyOf(StartStep step) =>
        string.Create(CultureInfo.InvariantCulture, $"start-{State.TownHall.Id}-{StartState.NameOf(step)}");

    private PageResult Shown()
    {
        var places = availability.Places;
        var nowLocal = places.LocalTime(State.TownHall.Id, clock.GetUtcNow().UtcDateTime);
        var published = State.Ranges.Select(shown => (RuleItem)shown.Item!).ToList();
        HasDetailedHours = TypedWeek.Of(published) is null;
        var isTyped = Step == StartStep.Hours && !HasDetailedHours;
        var rules = isTyped ? TypedRules(DateOnly.FromDateTime(nowLocal)) : published;
        Preview = StartPreview.Of(places, State, rules, isTyped ? TypedTime.Number(Input.Minutes) : null, nowLocal);
        return Page();
    }

    /// <summary>What a step shows when nothing was typed into it.</summary>
    private StartInput Stored() => Step switch
    {
        StartStep.Site => StoredSite(),
        StartStep.Desks => StoredDesks(),
        StartStep.Hours => StoredHours(),
        _ => new StartInput(),
    };

    /// <summary>Shows a refused step again, with what is saved of it.</summary>
    private async Task<IActionResult> AgainAsync(CancellationToken ct) => await LoadAsync(ct) ? Shown() : NotFound();

    /// <returns>Whether it is saved; otherwise the page says why.</returns>
    private bool IsSaved(SaveResult result, Func<string, string> fieldOf)
    {
        switch (result)
        {
            case SaveResult.Saved:
                return true;
            case SaveResult.Invalid { Errors: var errors }:
                foreach (var error in errors)
                {
                    ModelState.AddModelError(
                        fieldOf(error.Field), texts[$"Problem_{error.Problem}", error.Range?.Least ?? 0, error.Range?.Most ?? 0]);
                }

                return false;
            case SaveResult.Refused { Reason: var reason }:
                ModelState.AddModelError("", texts[$"Refused_{reason}"]);
                return false;
            default:
                return false;
        }
    }

    private async Task<bool> BeginAsync(StartStep step, CancellationToken ct)
    {
        Step = step;
        return await LoadAsync(ct) && State.CanReach(step);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var places = availability.Places;
        if ((HttpContext.SignedInAgent().TownHallId ?? AskedTownHall) is not { } id || !places.TownHalls.TryGetValue(id, out var townHall))
        {
            return false;
        }

        var site = places.SitesOf(id) is [var first, ..] ? first : null;
        var planning = places.PlanningsOf(id) is [var earliest, ..] ? earliest : null;
        Agents = await agents.RunAsync(id, ct);
        State = new StartState(
            townHall,
            site,
            planning,
            site is null || planning is null ? null : await reading.RunAsync(HttpContext.AgentActor(), id, 0, ct),
            Agents.Any(one => one.AgentId != HttpContext.SignedInAgent().AgentId))
        {
            Desks = site is null || planning is null ? [] : places.DesksOf(planning.Id, site.Id),
        };
        return true;
    }
}
