using Creneau.Acting;
using Creneau.Administration.Retiring;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Text;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Localization;
using Creneau.Web.Pages.Agents.Appointments;
using Creneau.Web.Pages.Agents.Cancellations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>Retires a desk, a service, a site or a planning from a date on, once it was shown who lies after it.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class RetireModel(
    PreviewRetirement preview,
    Retire retire,
    Reinstate reinstate,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<SetupTexts> texts) : SetupPage(availability, clock, texts)
{
    [BindProperty(SupportsGet = true, Name = "sorte")]
    public RetiredKind Sorte { get; set; }

    [BindProperty(SupportsGet = true, Name = "id")]
    public int Id { get; set; }

    /// <summary>The first date without it; null: nothing is shown yet.</summary>
    [BindProperty(SupportsGet = true, Name = "date")]
    public DateOnly? Date { get; set; }

    /// <summary>Why people are cancelled: code of a reason of the list.</summary>
    [BindProperty, FromForm]
    public string Motif { get; set; } = ListedReason.Closed;

    /// <summary>Typed instead of it; what is typed counts.</summary>
    [BindProperty, FromForm]
    public string? Texte { get; set; }

    public RetirementPreview? Preview { get; private set; }

    public DateOnly Chosen => Date ?? Today;

    /// <summary>Since when, or from when, it is retired; null: it is not.</summary>
    public DateOnly? From => Places.Retirements.FromDateOf(Sorte, Id);

    /// <summary>The platform's staff see no people.</summary>
    public bool SeesPeople => Agent.Rights.HasFlag(Rights.Appointments);

    public string Name => Sorte switch
    {
        RetiredKind.Site => Places.SiteName(Id),
        RetiredKind.Desk => Places.DeskName(Id),
        RetiredKind.Planning => Places.Plannings[Id].Name,
        RetiredKind.Service => Places.Services[Id].Texts.Words().Name,
        RetiredKind.TownHall => "",
    };

    public string? BackTo => Sorte switch
    {
        RetiredKind.Site => Url.Page("Site", new { Id, Mairie }),
        RetiredKind.Desk => Url.Page("Desk", new { Id, Mairie }),
        RetiredKind.Planning => Url.Page("Planning", new { Id, Mairie }),
        RetiredKind.Service => Url.Page("Service", new { Id, Mairie }),
        RetiredKind.TownHall => null,
    };

    private RetiredThing Thing => new(Sorte, Id);

    public static string NamesOf(Appointment appointment) => string.Join(
        ", ", appointment.Applicants.Select(person => CounterWords.Name(person.BirthName, person.FirstGivenName)));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Date is not null && Date < Today)
        {
            ModelState.AddModelError("date", Texts["Retire_Past"]);
        }

        return await ShowAsync(ct);
    }

    /// <param name="shown">Everybody who was listed.</param>
    public async Task<IActionResult> OnPostAsync(Guid[] shown, Guid[] cancelled, bool cancelAll, CancellationToken ct)
    {
        var choice = new RetirementChoice(shown, cancelAll ? shown : cancelled) { Reason = CancellationWords.ReasonOf(Motif, Texte) };
        switch (await retire.RunAsync(Actor, Thing, Chosen, choice, ct))
        {
            case RetireResult.Retired done:
                Notice = Texts[done.Cancelled > 0 ? "RetiredWithCancelled" : "RetiredDone", done.Cancelled];
                // Where they can be followed, and taken back for a minute
                return Redirect(done.RunId is { } run && SeesPeople && Agent.TownHallId == TownHallId
                    ? FormattableString.Invariant($"~/agents/annulations/{run}")
                    : BackTo!);
            case RetireResult.Refused { Reason: RetireRefusal.NotFound }:
                return NotFound();
            case RetireResult.Refused { Reason: var reason }:
                Refusal = Texts[$"Retire_{reason}"];
                break;
        }

        return await ShowAsync(ct);
    }

    public async Task<IActionResult> OnPostReinstateAsync(CancellationToken ct)
    {
        if (!await reinstate.RunAsync(Actor, Thing, ct))
        {
            return NotFound();
        }

        Notice = Texts["Reinstated"];
        return Redirect(BackTo!);
    }

    protected override bool IsKnown() => TownHallId == Sorte switch
    {
        RetiredKind.Site => Places.Sites.GetValueOrDefault(Id)?.TownHallId,
        RetiredKind.Desk => Places.Desks.TryGetValue(Id, out var desk) ? Places.Sites[desk.SiteId].TownHallId : null,
        RetiredKind.Planning => Places.Plannings.GetValueOrDefault(Id)?.TownHallId,
        RetiredKind.Service => Places.Services.TryGetValue(Id, out var service) ? Places.Plannings[service.PlanningId].TownHallId : null,
        _ => null,
    };

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (Date >= Today && await preview.RunAsync(Actor, Thing, Chosen, ct) is { } found)
        {
            Preview = found;
        }

        return Page();
    }
}
