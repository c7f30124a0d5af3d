using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.Plannings;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Hours;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>As typed.</summary>
public sealed class WindowInput
{
    public string? LeastNoticeMinutes { get; set; }

    public string? HorizonDays { get; set; }
}

/// <summary>A planning: services, desks, who books how far ahead.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class PlanningModel(
    ChangePlanning change, PublishPlanning publish, AvailabilityIndex availability, TimeProvider clock, IStringLocalizer<SetupTexts> texts)
    : SetupPage(availability, clock, texts)
{
    [FromRoute]
    public int Id { get; set; }

    [BindProperty, FromForm]
    public NamesInput Names { get; set; } = new();

    [BindProperty, FromForm]
    public WindowInput Window { get; set; } = new();

    [BindProperty, FromForm]
    public bool PreRequestRequired { get; set; }

    /// <summary>Lead times as typed.</summary>
    [BindProperty, FromForm]
    public string? Leads { get; set; }

    public Planning Stored => Places.Plannings[Id];

    public string NamesVersion => SectionVersion.Of(PlanningNames.From(Stored));

    public string WindowVersion => SectionVersion.Of(PlanningWindow.From(Stored));

    public string PreRequestVersion => SectionVersion.Of(PlanningPreRequests.From(Stored));

    public string RemindersVersion => SectionVersion.Of(PlanningReminders.From(Stored));

    public string RemindersText => TypedLeads.Sentence(Stored.Reminders, Texts);

    public IReadOnlyList<(Desk Desk, int Rank)> Desks =>
    [
        .. from desk in Places.Desks.Values
           from use in desk.Plannings
           where use.PlanningId == Id
           orderby desk.SiteId, use.Rank, desk.Id
           select (desk, use.Rank),
    ];

    /// <summary>What has to be there before it makes sense to open it.</summary>
    public IReadOnlyList<(string Text, bool IsDone)> ToDo =>
    [
        (Texts["ToDo_Services", Stored.Services.Count], Stored.Services.Count > 0),
        (Texts["ToDo_Desks", Desks.Count], Desks.Count > 0),
    ];

    public bool DiffersFromModel(Service service) => service.Kind is { } kind && service.Minutes != kind.Minutes;

    public void OnGet()
    {
        Names = new NamesInput { Name = Stored.Name, Phone = Stored.Phone };
        Window = new WindowInput
        {
            LeastNoticeMinutes = TypedTime.Digits(Stored.LeastNoticeMinutes),
            HorizonDays = TypedTime.Digits(Stored.HorizonDays),
        };
        PreRequestRequired = Stored.PreRequest == PreRequestPolicy.Required;
        Leads = TypedLeads.Text(Stored.Reminders, Texts);
    }

    public Task<IActionResult> OnPostNamesAsync(CancellationToken ct) =>
        SaveAsync("Names.", new PlanningNames(Names.Name ?? "", Names.Phone), ct);

    public async Task<IActionResult> OnPostWindowAsync(CancellationToken ct)
    {
        var notice = Number("Window.", nameof(Window.LeastNoticeMinutes), Window.LeastNoticeMinutes);
        var days = Number("Window.", nameof(Window.HorizonDays), Window.HorizonDays);
        return ModelState.IsValid ? await SaveAsync("Window.", new PlanningWindow(notice!.Value, days!.Value), ct) : Page();
    }

    public Task<IActionResult> OnPostPreRequestsAsync(CancellationToken ct) => SaveAsync(
        "", new PlanningPreRequests(PreRequestRequired ? PreRequestPolicy.Required : PreRequestPolicy.Optional), ct);

    public async Task<IActionResult> OnPostRemindersAsync(CancellationToken ct)
    {
        if (TypedLeads.Read(Leads) is { } leads)
        {
            return await SaveAsync("", new PlanningReminders(leads), ct);
        }

        ModelState.AddModelError(nameof(Leads), Texts["Problem_Unknown_Leads"]);
        return Page();
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        Notice = Texts["Published"];
        return Answer(await publish.RunAsync(Actor, Id, ct), "", id => RedirectToPage(new { id, Mairie }));
    }

    protected override bool IsKnown() => Places.Plannings.GetValueOrDefault(Id)?.TownHallId == TownHallId;

    private async Task<IActionResult> SaveAsync(string prefix, PlanningSection section, CancellationToken ct) => Answer(
        await change.RunAsync(Actor, Id, Seen ?? "", section, ct), prefix, id => RedirectToPage(new { id, Mairie }));
}
