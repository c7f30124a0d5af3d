using System.Globalization;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.Administration;
using Creneau.Agents.SigningIn;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Administration;

public sealed class AdministrationInput
{
    public static readonly IReadOnlyList<string> Order = [nameof(Email), nameof(Role), nameof(CancelDelaySeconds)];

    public string? Email { get; set; }

    public AgentRole? Role { get; set; }

    public bool RequiresSecondFactor { get; set; }

    /// <summary>As typed.</summary>
    public string? CancelDelaySeconds { get; set; }
}

/// <summary>Who has access to a town hall, or to the platform, and the settings of its counter.</summary>
[RequireRight(Rights.Accounts | Rights.ReadAccounts, AnyOf = true)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(
    ListAgents list,
    InviteAgent invite,
    ChangeRole changeRole,
    ResetSecondFactor resetSecondFactor,
    ReactivateAgent reactivate,
    NoteExport export,
    ChangeCounterSettings changeSettings,
    CounterSettings counterSettings,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<AgentTexts> texts) : PageModel
{
    /// <summary>A town hall that the platform's staff look at; ignored for everybody else.</summary>
    [BindProperty(SupportsGet = true, Name = "mairie")]
    public int? Mairie { get; set; }

    [BindProperty, FromForm]
    public AdministrationInput Input { get; set; } = new();

    [TempData]
    public string? Notice { get; set; }

    public string? Refusal { get; private set; }

    public SignedInAgent Agent => HttpContext.SignedInAgent();

    public bool MayChange => Agent.Rights.HasFlag(Rights.Accounts);

    public IReadOnlyList<ListedAgent> Agents { get; private set; } = [];

    /// <summary>Null for the platform.</summary>
    public CounterSetting? Settings { get; private set; }

    public IReadOnlyList<(int Id, string Name)> TownHalls { get; private set; } = [];

    public string? PlaceName => PlaceId is { } id ? availability.Places.TownHalls.GetValueOrDefault(id)?.Name : null;

    public bool IsElsewhere => Agent.TownHallId is null && Mairie is not null;

    /// <summary>The town hall has no planning that the public finds.</summary>
    public bool IsNotOpenYet => PlaceId is { } id && !availability.Places.IsOpen(id);

    public IReadOnlyList<AgentRole> Roles => PlaceId is null ? AgentRoles.OfPlatform : AgentRoles.OfTownHalls;

    public IEnumerable<SelectListItem> RoleItems
    {
        get
        {
            var chosen = Input.Role ?? (PlaceId is null ? AgentRole.Support : AgentRole.Agent);
            return Roles.Select(role => new SelectListItem(
                texts[$"Role_{role}"], ((int)role).ToString(CultureInfo.InvariantCulture), role == chosen));
        }
    }

    /// <summary>The town hall whose accounts are shown; null: the platform's.</summary>
    private int? PlaceId => Agent.TownHallId ?? Mairie;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>The list as a table for a spreadsheet; what was exported stands in the audit.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var rows = Agents.Select(one => new AgentTableRow(
            one.Name, one.Email, texts[$"Role_{one.Role}"], SeenText(one), texts[one.HasSecondFactor ? "Yes" : "No"]));
        await export.NoteAsync(HttpContext.AgentActor(), PlaceId, Agents.Count, ct);
        return File(AgentTable.ToCsv(rows, texts), "text/csv; charset=utf-8", $"{texts["ExportName"]}-{PlaceName ?? "plateforme"}.csv");
    }

    public async Task<IActionResult> OnPostReactivateAsync(int agentId, CancellationToken ct) =>
        await reactivate.RunAsync(HttpContext.AgentActor(), PlaceId, agentId, ct) ? Done(texts["Reactivated"]) : NotFound();

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken ct)
    {
        if (Input.Role is not { } role)
        {
            return Forbidden();
        }

        var result = await invite.RunAsync(HttpContext.AgentActor(), PlaceId, Input.Email, role, ct);
        switch (result)
        {
            case InviteResult.Invited or InviteResult.InvitedAgain or InviteResult.Added:
                return Done(texts[$"Invite_{result}", (Input.Email ?? "").Trim()]);
            case InviteResult.NotAnAddress:
                ModelState.AddModelError("Input.Email", texts["EmailNotUnderstood"]);
                break;
            case InviteResult.IsThere:
                ModelState.AddModelError("Input.Email", texts["Invite_IsThere"]);
                break;
            default:
                return Forbidden();
        }

        return await AgainAsync(ct);
    }

    public async Task<IActionResult> OnPostRoleAsync(int agentId, AgentRole? role, CancellationToken ct) =>
        role is { } given
            ? await AnswerAsync(await changeRole.RunAsync(HttpContext.AgentActor(), PlaceId, agentId, given, ct), ct)
            : NotFound();

    public async Task<IActionResult> OnPostResetSecondFactorAsync(int agentId, CancellationToken ct)
    {
        switch (await resetSecondFactor.RunAsync(HttpContext.AgentActor(), PlaceId, agentId, ct))
        {
            case ResetSecondFactorResult.Reset:
                return Done(texts["SecondFactorWasReset"]);
            case ResetSecondFactorResult.NotAllowed:
                Refusal = texts["SecondFactorNotYours"];
                return await AgainAsync(ct);
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostSettingsAsync(CancellationToken ct)
    {
        if (PlaceId is not { } id)
        {
            return NotFound();
        }

        if (!int.TryParse(Input.CancelDelaySeconds?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var delay))
        {
            delay = -1;
        }

        switch (await changeSettings.RunAsync(HttpContext.AgentActor(), id, Input.RequiresSecondFactor, delay, ct))
        {
            case ChangeSettingsResult.Changed:
                return Done(texts["SettingsSaved"]);
            case ChangeSettingsResult.DelayOutOfRange:
                ModelState.AddModelError("Input.CancelDelaySeconds", texts["CancelDelayRange", TownHall.LongestCancelDelaySeconds]);
                break;
            case ChangeSettingsResult.SetUpYourOwnFirst:
                Refusal = texts["SecondFactorYoursFirst"];
                break;
            default:
                return Forbidden();
        }

        return await AgainAsync(ct);
    }

    /// <summary>When they last signed in, or how their invitation stands.</summary>
    public string SeenText(ListedAgent one) => one switch
    {
        { IsSuspended: true } => texts["IsSuspended"],
        { HasJoined: false, InvitedUntilUtc: { } until } when until > clock.GetUtcNow().UtcDateTime => texts["InvitedUntil", Local(until)],
        { HasJoined: false } => texts["InvitationOver"],
        { LastSignInUtc: { } seen } => Local(seen),
        _ => texts["NeverSignedIn"],
    };

    private static string Local(DateTime utc) => WallClock.ToLocal(utc, Territory.Metropole).ToString("d", CultureInfo.CurrentCulture);

    private async Task<IActionResult> AnswerAsync(ChangeRoleResult result, CancellationToken ct)
    {
        if (result is ChangeRoleResult.Changed)
        {
            return Done(texts["RoleChanged"]);
        }

        if (result is ChangeRoleResult.NotAllowed or ChangeRoleResult.NotFound)
        {
            return result is ChangeRoleResult.NotAllowed ? Forbidden() : NotFound();
        }

        Refusal = texts[$"Role_{result}"];
        return await AgainAsync(ct);
    }

    private StatusCodeResult Forbidden() => StatusCode(StatusCodes.Status403Forbidden);

    private RedirectToPageResult Done(string notice)
    {
        Notice = notice;
        return RedirectToPage(new { mairie = IsElsewhere ? Mairie : null });
    }

    private async Task<IActionResult> AgainAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var places = availability.Places;
        if (PlaceId is { } id && !places.TownHalls.ContainsKey(id))
        {
            return false;
        }

        Agents = await list.RunAsync(PlaceId, ct);
        Settings = PlaceId is { } townHall ? await counterSettings.OfAsync(townHall, ct) : null;
        TownHalls = PlaceId is null
            ? [.. places.TownHalls.Values.OrderBy(one => one.Name, StringComparer.CurrentCulture).Select(one => (one.Id, one.Name))]
            : [];
        return true;
    }
}
