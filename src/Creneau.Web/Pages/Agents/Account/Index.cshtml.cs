using System.Globalization;
using System.Net.Mime;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.Passkeys;
using Creneau.Agents.SigningIn;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Account;

public sealed class AccountInput
{
    public string? Code { get; set; }

    public string? PasskeyName { get; set; }
}

/// <summary>One's own account: sessions, passkeys, second factor, roles.</summary>
[RequireRight(Rights.None)]
[AnyTownHall]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(
    AgentSessions sessions, SignOut signOut, StopSecondFactor stopSecondFactor, ListPasskeys listPasskeys, AddPasskey addPasskey,
    RemovePasskey removePasskey, PasskeyQuestions questions, IStringLocalizer<AgentTexts> texts) : PageModel
{
    public SignedInAgent Agent => HttpContext.SignedInAgent();

    public IReadOnlyList<AgentSession> Sessions { get; private set; } = [];

    public IReadOnlyList<AgentPasskey> Passkeys { get; private set; } = [];

    /// <summary>They came from a form that waits in another tab.</summary>
    [BindProperty(SupportsGet = true, Name = "ferme")]
    public bool SignedInAgain { get; set; }

    /// <summary>Recovery codes that are left, after one was used.</summary>
    [TempData]
    public int? CodesLeft { get; set; }

    [TempData]
    public string? Notice { get; set; }

    [BindProperty, FromForm]
    public AccountInput Input { get; set; } = new();

    public Task OnGetAsync(CancellationToken ct)
    {
        Input.PasskeyName = DeviceName.Of(Request.Headers.UserAgent.ToString());
        return LoadAsync(ct);
    }

    /// <summary>What the browser is to answer by a new passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyQuestionAsync() =>
        Content(await questions.ToAddAsync(HttpContext, Agent), MediaTypeNames.Application.Json);

    public async Task<IActionResult> OnPostAddPasskeyAsync(string? credential, CancellationToken ct)
    {
        var answer = questions.AnswerToAdd(HttpContext, Agent, credential);
        var refusal = await addPasskey.RunAsync(HttpContext.AgentActor(), Input.PasskeyName, answer, ct) switch
        {
            AddPasskeyResult.Added => null,
            AddPasskeyResult.NameMissing => "PasskeyNameMissing",
            AddPasskeyResult.NotUnderstood => "PasskeyNotAdded",
            AddPasskeyResult.TooMany => "PasskeyTooMany",
        };
        if (refusal is null)
        {
            Notice = "PasskeyAdded";
            return RedirectToPage();
        }

        ModelState.AddModelError("Input.PasskeyName", texts[refusal]);
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRemovePasskeyAsync(int passkeyId, CancellationToken ct)
    {
        await removePasskey.RunAsync(HttpContext.AgentActor(), passkeyId, ct);
        Notice = "PasskeyRemoved";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostSignOutAsync(Guid sessionId, CancellationToken ct)
    {
        await signOut.RunAsync(HttpContext.AgentActor(), sessionId, ct);
        Notice = "SessionEnded";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostSignOutEverywhereAsync(CancellationToken ct)
    {
        await signOut.RunAsync(HttpContext.AgentActor(), null, ct);
        await HttpContext.ForgetAgentAsync();
        TempData[nameof(SigningIn.IndexModel.Notice)] = "SignedOutEverywhere";
        return RedirectToPage("/Agents/SigningIn/Index");
    }

    public async Task<IActionResult> OnPostStopSecondFactorAsync(CancellationToken ct)
    {
        var refusal = await stopSecondFactor.RunAsync(HttpContext.AgentActor(), Input.Code, ct) switch
        {
            StopSecondFactorResult.Stopped or StopSecondFactorResult.Gone => null,
            StopSecondFactorResult.WrongCode => "WrongAppCode",
            StopSecondFactorResult.TooMany => "TooManyTries",
        };
        if (refusal is null)
        {
            Notice = "SecondFactorStopped";
            return RedirectToPage();
        }

        ModelState.AddModelError("Input.Code", texts[refusal]);
        await LoadAsync(ct);
        return Page();
    }

    /// <summary>« 24/11 à 09 h 02 » in France.</summary>
    public string LocalTime(DateTime utc) =>
        WallClock.ToLocal(utc, Territory.Metropole).ToString(texts["ShortMoment"], CultureInfo.CurrentCulture);

    private async Task LoadAsync(CancellationToken ct)
    {
        Sessions = await sessions.OfAsync(Agent.AgentId, ct);
        Passkeys = await listPasskeys.OfAsync(Agent.AgentId, ct);
    }
}
