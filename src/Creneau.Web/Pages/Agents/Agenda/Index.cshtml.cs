using Creneau.Acting;
using Creneau.Agents;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Counter;
using Creneau.Counter.People;
using Creneau.Counter.WaitingRoom;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Web.Access;
using Creneau.Web.Api;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Queue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Agenda;

/// <summary>The day of a site: the first page of an agent. It writes nothing.</summary>
[RequireRight(Rights.Appointments)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(
    AgendaReading reading,
    LeftTheDay leaving,
    DetailsReading details,
    QueueReading waiting,
    SiteOpenings openings,
    AvailabilityIndex availability,
    AgendaWords words,
    TimeProvider clock) : PageModel
{
    /// <summary>Null where the town hall has no site.</summary>
    public Creneau.Counter.Agenda? Agenda { get; private set; }

    /// <summary>The address is of another town hall of theirs, such as of a tab that was opened for it; null otherwise.</summary>
    public MembershipPlace? OtherTownHall { get; private set; }

    public AgendaAddress Here { get; private set; } = null!;

    /// <summary>Those of the town hall, by name.</summary>
    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public bool IsClosed(int siteId) => availability.IsRetired(RetiredKind.Site, siteId);

    public IReadOnlyList<Departure> Departures { get; private set; } = [];

    /// <summary>The appointment that stands beside; null for none.</summary>
    public AppointmentDetails? Opened { get; private set; }

    /// <summary>An appointment was asked for that is not theirs to see any more.</summary>
    public bool IsGone => Here.Opened is not null && Opened is null;

    /// <summary>The waiting room beside the day or list of today; null for other days.</summary>
    public QueueView? Queue { get; private set; }

    /// <summary>Why the next open day is shown though none was asked for; null: today is, or the day that was asked for.</summary>
    public SiteOpening? OverToday { get; private set; }

    public DayRange Range { get; private set; } = null!;

    /// <summary>Desks that are shown, in order of rank.</summary>
    public IReadOnlyList<AgendaDesk> Desks { get; private set; } = [];

    public DateTime NowUtc { get; private set; }

    public bool IsToday => Agenda!.Today == Here.Date;

    public int NowMinute => (int)Agenda!.NowLocal.TimeOfDay.TotalMinutes;

    /// <summary>The day is not past, and nobody else can be booked on it.</summary>
    public bool HasNoFreeStart =>
        Here.Date >= Agenda!.Today && Desks[0].PlanningIds.Count > 0 && Columns(Here.Date).All(column => column.Free.Count == 0);

    public IReadOnlyList<DeskColumn> Columns(DateOnly date) =>
        [.. Desks.Select(desk => DeskColumn.Of(Agenda!, desk, date, Range, words))];

    public async Task<IActionResult> OnGetAsync(string? jour, string? vue, int? site, int? guichet, Guid? rdv, CancellationToken ct)
    {
        var actor = HttpContext.AgentActor();
        NowUtc = clock.GetUtcNow().UtcDateTime;
        var places = availability.Places;
        Sites =
        [
            .. places.Sites.Values.Where(one => one.TownHallId == actor.TownHallId)
                .OrderBy(one => one.Name, StringComparer.CurrentCulture).ThenBy(one => one.Id),
        ];
        var shown = Sites.FirstOrDefault(one => site is null || one.Id == site);
        if (shown is null)
        {
            var elsewhere = site is { } asked ? places.Sites.GetValueOrDefault(asked)?.TownHallId : null;
            OtherTownHall = HttpContext.SignedInAgent().AlsoAt(elsewhere);
            return OtherTownHall is not null || (site is null && Sites.Count == 0) ? Page() : NotFound();
        }

        var now = WallClock.ToLocal(NowUtc, places.ZoneOf(shown));
        var opening = openings.At(shown.Id, now);
        var date = AgendaApi.DateOf(jour) ?? DateOnly.FromDateTime(now);
        if (jour is null && rdv is null && opening is { IsOverToday: true, NextDay: { } next }
            && !await waiting.IsAnythingLeftAsync(shown.Id, date, ct))
        {
            (OverToday, date) = (opening, next);
        }

        Here = new AgendaAddress(shown.Id, date, AgendaAddress.ViewOf(vue), guichet, rdv);
        var (from, to) = Here.Days;
        if (await reading.ReadAsync(actor, new AgendaQuery(shown.Id, from, to), ct) is not AgendaResult.Found { Agenda: var agenda })
        {
            return NotFound();
        }

        Show(agenda);
        Departures = Here.View == AgendaView.Week ? [] : await leaving.ReadAsync(actor, shown.Id, Here.Date, ct) ?? [];
        Opened = rdv is { } id ? await details.ReadAsync(actor, id, ct) : null;
        Queue = IsToday && Here.View != AgendaView.Week
            ? new QueueView(await waiting.ReadAsync(agenda, ct), agenda, Here, actor.Id ?? 0, Said.Read(Request.Query))
            {
                Opening = opening,
            }
            : null;
        return Page();
    }

    private void Show(Creneau.Counter.Agenda agenda)
    {
        (Agenda, Range) = (agenda, DayRange.Of(agenda));
        Desks = [.. agenda.Desks.Where(desk => Here.DeskId is null || Here.DeskId == desk.Id)];
        if (Desks.Count == 0)
        {
            (Desks, Here) = (agenda.Desks, Here with { DeskId = null });
        }
    }
}
