using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.TownHalls;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Places;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

public sealed class ContactInput
{
    public string? Phone { get; set; }
}

public sealed class NoticeInput
{
    public string? French { get; set; }

    public string? English { get; set; }

    public DateOnly? First { get; set; }

    public DateOnly? Last { get; set; }
}

/// <summary>A town hall at a glance: how it is reached, where it receives people, what citizens are told.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class TownHallModel(
    ChangeTownHall change,
    PostNotice post,
    RemoveNotice remove,
    ListNotices notices,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<SetupTexts> texts) : SetupPage(availability, clock, texts)
{
    [BindProperty, FromForm]
    public ContactInput Contact { get; set; } = new();

    [BindProperty, FromForm]
    public NoticeInput NoticeInput { get; set; } = new();

    /// <summary>Those that are shown, or will be.</summary>
    public IReadOnlyList<Notice> Notices { get; private set; } = [];

    public string ContactVersion => SectionVersion.Of(TownHallContact.From(TownHall));

    public IReadOnlyList<Site> Sites => Places.SitesOf(TownHall.Id);

    public bool IsOpenToPublic => Places.IsOpen(TownHall.Id);

    public IReadOnlyList<string> PlanningNames => [.. Places.PlanningsOf(TownHall.Id).Select(one => one.Name)];

    public bool IsRetired(RetiredKind kind, int id) => Places.Retirements.IsRetired(kind, id, Today);

    public string DesksOf(int siteId) => string.Join(", ", Places.DesksAt(siteId).Select(desk => desk.Name));

    public async Task OnGetAsync(CancellationToken ct)
    {
        Contact.Phone = TownHall.Phone;
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostContactAsync(CancellationToken ct)
    {
        var result = await change.RunAsync(Actor, TownHallId!.Value, Seen ?? "", new TownHallContact(Contact.Phone), ct);
        await LoadAsync(ct);
        return Answer(result, "Contact.", _ => RedirectToPage(new { Mairie }));
    }

    public async Task<IActionResult> OnPostNoticeAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Require(NoticeInput.First, nameof(NoticeInput.First), "Field_First_Day");
        Require(NoticeInput.Last, nameof(NoticeInput.Last), "Field_Last");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var notice = new NewNotice(NoticeInput.French ?? "", NoticeInput.English, NoticeInput.First!.Value, NoticeInput.Last!.Value);
        return Answer(
            await post.RunAsync(Actor, TownHallId!.Value, notice, ct), "NoticeInput.", _ => RedirectToPage(new { Mairie }));
    }

    public async Task<IActionResult> OnPostRemoveNoticeAsync(int noticeId, CancellationToken ct) =>
        Answer(await remove.RunAsync(Actor, TownHallId!.Value, noticeId, ct), "", _ => RedirectToPage(new { Mairie }));

    private void Require(DateOnly? date, string name, string label)
    {
        if (date is null && ModelState.GetValueOrDefault("NoticeInput." + name)?.Errors.Count is null or 0)
        {
            ModelState.AddModelError("NoticeInput." + name, Texts["Problem_Missing", Texts[label]]);
        }
    }

    private async Task LoadAsync(CancellationToken ct) => Notices = await notices.RunAsync(TownHallId!.Value, Today, ct);
}
