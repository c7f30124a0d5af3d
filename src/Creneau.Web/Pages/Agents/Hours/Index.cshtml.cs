using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.Administration;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>Which form of the page was posted.</summary>
internal enum PostedSection
{
    None,
    Range,
    Closure,
    Shift,
    Window,
}

/// <summary>The opening hours of a planning at a site: what is published, and a draft of what shall be.</summary>
[RequireRight(Rights.Hours)]
[EnableRateLimiting(RateLimits.Agents)]
[RequestFormLimits(ValueCountLimit = MostValues)]
public sealed partial class IndexModel(
    ReadHours reading,
    ChangeDraft changing,
    PreviewHours previewing,
    DraftEndings endings,
    ListAgents agents,
    AvailabilityIndex availability,
    HoursWords words,
    TimeProvider clock) : PageModel
{
    private const int UsualStep = 15;

    /// <summary>Three for each appointment of a town hall that closes for months, with room to spare.</summary>
    private const int MostValues = 30_000;

    [FromQuery(Name = "planning")]
    public int? AskedPlanning { get; set; }

    [FromQuery(Name = "site")]
    public int? AskedSite { get; set; }

    [FromQuery(Name = "guichet")]
    public int? AskedDesk { get; set; }

    [FromQuery(Name = "semaine")]
    public string? AskedWeek { get; set; }

    [FromQuery(Name = "brouillon")]
    public int? AskedDraft { get; set; }

    /// <summary>Keys of the ranges in the typed line.</summary>
    [FromQuery(Name = "plage")]
    public string? AskedRange { get; set; }

    /// <summary>The date on which they were opened, or of a new one.</summary>
    [FromQuery(Name = "jour")]
    public string? AskedDate { get; set; }

    /// <summary>Key of the presence or the closure in the form of its section.</summary>
    [FromQuery(Name = "modifier")]
    public string? AskedItem { get; set; }

    /// <summary>The date on which the desk that is shown needs one more agent.</summary>
    [FromQuery(Name = "presence")]
    public string? AskedPresence { get; set; }

    /// <summary>The publication that was just done.</summary>
    [FromQuery(Name = "publie")]
    public int? JustPublished { get; set; }

    /// <summary>The draft that the form was shown with; null: none.</summary>
    [BindProperty, FromForm]
    public int? Draft { get; set; }

    [BindProperty, FromForm]
    public long Revision { get; set; }

    [BindProperty, FromForm]
    public RangeInput Range { get; set; } = new();

    [BindProperty, FromForm]
    public ClosureInput Closure { get; set; } = new();

    [BindProperty, FromForm]
    public ShiftInput Shift { get; set; } = new();

    [BindProperty, FromForm]
    public WindowInput Window { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    /// <summary>The hours are those of another town hall of theirs; null otherwise.</summary>
    public MembershipPlace? OtherTownHall { get; private set; }

    /// <summary>Null where the town hall has no desk.</summary>
    public HoursAddress? Here { get; private set; }

    public ShownHours Shown { get; private set; } = null!;

    public IReadOnlyList<Planning> Plannings { get; private set; } = [];

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public IReadOnlyList<PlanningDesk> Desks { get; private set; } = [];

    public IReadOnlyList<ListedAgent> Agents { get; private set; } = [];

    public WeekPicture Picture { get; private set; } = null!;

    public StaffPicture Staff { get; private set; } = null!;

    /// <summary>Null while there is no draft.</summary>
    public PreviewView? Preview { get; private set; }

    /// <summary>The ranges in the typed line; empty: a new one.</summary>
    public IReadOnlyList<(string Key, RuleItem Item)> Edited { get; private set; } = [];

    /// <summary>The range in the typed line is taken away by the draft, or changed: it can be put back.</summary>
    public bool CanPutBack { get; private set; }

    public DateTime NowUtc { get; private set; }

    public DateOnly Today { get; private set; }

    /// <summary>The presence in the form of its section; null: a new one.</summary>
    public ShiftItem? EditedShift =>
        Find(Shift.Key) is ShiftItem shift && (shift.PlanningId, shift.SiteId) == (Here!.PlanningId, Here.SiteId) ? shift : null;

    /// <summary>The closure in the form of its section; null: a new one.</summary>
    public ClosureItem? EditedClosure => Find(Closure.Key) as ClosureItem;

    /// <summary>The date on which an agent is missing at the desk that is shown; null: none was asked for.</summary>
    public DateOnly? AgentNeededOn => Here?.DeskId is null ? null : TypedTime.Date(AskedPresence);

    public WindowItem CurrentWindow =>
        Shown.Items.Select(item => item.Item).OfType<WindowItem>().First(item => item.PlanningId == Here!.PlanningId);

    private int? TownHallId => HttpContext.SignedInAgent().TownHallId;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        if (await LoadAsync(AskedDraft, ct) is { } answer)
        {
            return answer;
        }

        return await ShowAsync(PostedSection.None, ct);
    }

    /// <summary>Reads the hours and the draft.</summary>
    /// <returns>Null when it is there; otherwise the answer.</returns>
    private async Task<IActionResult?> LoadAsync(int? draftId, CancellationToken ct)
    {
        if (TownHallId is not { } townHallId)
        {
            return NotFound();
        }

        NowUtc = clock.GetUtcNow().UtcDateTime;
        if (WhereAsked(townHallId) is { } answer)
        {
            return answer;
        }

        if (Here is null)
        {
            return null;
        }

        if (await reading.RunAsync(HttpContext.AgentActor(), townHallId, draftId, ct) is not { } shown)
        {
            return NotFound();
        }

        Shown = shown;
        Here = Here with { DraftId = shown.Draft?.Id ?? (shown.Drafts.Count > 0 ? 0 : null) };
        Agents = await agents.RunAsync(townHallId, ct);
        return null;
    }

    /// <summary>The page: what was posted as it was typed, all other sections begun anew.</summary>
    private async Task<PageResult> ShowAsync(PostedSection posted, CancellationToken ct)
    {
        if (Here is null)
        {
            return Page();
        }

        var (places, changes) = (availability.Places, Shown.Draft?.ReadChanges() ?? []);
        var site = Shown.Published.Compare(places, changes, [(Here.PlanningId, Here.SiteId)])[0];
        Picture = WeekPicture.Of(places, Shown.Items, Here);
        Staff = StaffPicture.Of(Shown.Items, Here, site.After, Picture.Days.Select(day => day.Date), id => words.Agent(id, Agents));
        Preview = changes.Count > 0
            && await previewing.RunAsync(HttpContext.AgentActor(), TownHallId!.Value, Shown.Draft!.Id, ct) is { } preview
                ? PreviewView.Of(preview, site, Here)
                : null;
        Begin(posted, site.After);
        return Page();
    }

    /// <param name="setup">The hours as they would be.</param>
    private void Begin(PostedSection posted, SiteSetup setup)
    {
        if (posted != PostedSection.Range)
        {
            Open();
        }

        if (posted != PostedSection.Window)
        {
            Window = WindowInput.Of(CurrentWindow);
        }

        if (posted != PostedSection.Closure)
        {
            Closure = Find(AskedItem) is ClosureItem closure
                ? ClosureInput.Of(AskedItem!, closure, WhatOf(closure))
                : new ClosureInput
                {
                    From = TypedTime.Text((DateOnly?)Today),
                    What = Here!.DeskId is { } desk ? TypedTime.Digits(desk) : ClosureInput.OfTownHall,
                };
        }

        if (posted != PostedSection.Shift)
        {
            Shift = Find(AskedItem) is ShiftItem shift ? ShiftInput.Of(AskedItem!, shift) : NewShift(setup);
        }
    }

    /// <summary>As <see cref="ClosureInput.What"/> says it.</summary>
    public string WhatOf(ClosureItem closure) => closure switch
    {
        { TownHallId: not null } => ClosureInput.OfTownHall,
        { SiteId: { } site } when site == Here!.SiteId => ClosureInput.OfSite,
        { DeskId: { } desk } when Desks.Any(one => one.Desk.Id == desk) => TypedTime.Digits(desk),
        _ => ClosureInput.AsBefore,
    };

    /// <summary>Null: unknown, or taken away by the draft.</summary>
    private HoursItem? Find(string? key) => Shown.Items.FirstOrDefault(shown => shown.Key == key)?.Item;

    /// <summary>A morning from today on or, of an agent who is needed, as long as the desk could be open that day.</summary>
    private ShiftInput NewShift(SiteSetup setup)
    {
        var (date, desk) = (AgentNeededOn ?? Today, setup.Desks.ToList().FindIndex(one => one.DeskId == Here!.DeskId));
        var day = AgentNeededOn is null || desk < 0 ? OpenDay.Closed : setup.Staffed().On(date)[desk];
        var units = Enumerable.Range(0, DayBits.Units).Where(unit => (day.Open | day.WalkIn)[unit]).ToList();
        return new ShiftInput
        {
            First = TypedTime.Text((DateOnly?)date),
            From = TypedTime.Text(units.Count == 0 ? Picture.From : units[0] * DayBits.UnitMinutes),
            To = TypedTime.Text(units.Count == 0 ? 12 * 60 : (units[^1] + 1) * DayBits.UnitMinutes),
        };
    }

    private IActionResult? WhereAsked(int townHallId)
    {
        var places = availability.Places;
        var offers = places.Offers.Where(offer => places.Plannings[offer.Planning].TownHallId == townHallId).ToList();
        Plannings = [.. offers.Select(offer => offer.Planning).Distinct().Order().Select(id => places.Plannings[id])];
        if (Plannings.FirstOrDefault(one => AskedPlanning is null || one.Id == AskedPlanning) is not { } planning)
        {
            var elsewhere = AskedPlanning is { } asked ? places.Plannings.GetValueOrDefault(asked)?.TownHallId : null;
            OtherTownHall = HttpContext.SignedInAgent().AlsoAt(elsewhere);
            return OtherTownHall is not null ? Page() : AskedPlanning is null ? null : NotFound();
        }

        Sites = [.. offers.Where(offer => offer.Planning == planning.Id).Select(offer => places.Sites[offer.Site])
            .OrderBy(site => site.Name, StringComparer.CurrentCulture).ThenBy(site => site.Id)];
        if (AskedSite is { } unknown && (!places.Sites.TryGetValue(unknown, out var there) || there.TownHallId != townHallId))
        {
            return NotFound();
        }

        var site = Sites.FirstOrDefault(one => one.Id == AskedSite) ?? Sites[0];
        Desks = places.DesksOf(planning.Id, site.Id);
        var desk = Desks.FirstOrDefault(one => one.Desk.Id == AskedDesk)?.Desk.Id;
        Today = DateOnly.FromDateTime(WallClock.ToLocal(NowUtc, places.ZoneOf(site)));
        Here = new HoursAddress(planning.Id, site.Id, desk, IsoWeek.Monday(TypedTime.Date(AskedWeek) ?? Today), null);
        return null;
    }

    /// <summary>Puts what was asked for into the typed line.</summary>
    private void Open()
    {
        var date = TypedTime.Date(AskedDate) is { } asked && asked >= Here!.Monday && asked <= Here.Sunday ? asked : Here!.Monday;
        var keys = AskedRange?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        FindEdited(keys);
        if (Edited.Count > 0)
        {
            var desks = Edited.SelectMany(one => one.Item.DeskId is { } own ? [own] : Desks.Select(desk => desk.Desk.Id));
            Range = RangeInput.Opened(
                Edited[0].Item, string.Join(',', Edited.Select(one => one.Key)), date,
                desks.Where(desk => Here.DeskId is null || Here.DeskId == desk));
            return;
        }

        var day = Picture.Days.FirstOrDefault(one => one.Date == date);
        Range = RangeInput.NewOn(
            date,
            isOnce: day?.Holiday is not null,
            Picture.Days.SelectMany(one => one.Ranges).Select(one => one.Item.StepMinutes).FirstOrDefault(UsualStep),
            words.Services(Here.PlanningId).Select(service => service.Ordinal),
            Here.DeskId is { } only ? [only] : Desks.Select(desk => desk.Desk.Id));
    }

    private void FindEdited(IReadOnlyCollection<string> keys)
    {
        var asked = Shown.Items.Where(shown => keys.Contains(shown.Key)
            && (shown.Item ?? shown.Published) is RuleItem rule
            && (rule.PlanningId, rule.SiteId) == (Here!.PlanningId, Here.SiteId)).ToList();
        Edited = [.. asked.Select(shown => (shown.Key, (RuleItem)(shown.Item ?? shown.Published)!))];
        CanPutBack = asked.Exists(shown => shown.IsRemoved || shown.IsChanged);
    }
}
