using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.SigningIn;

public sealed class CodeInput
{
    public string? Code { get; set; }
}

/// <summary>Asks for the code of the authenticator app, or a recovery code.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIns)]
public sealed class CodeModel(FinishSignIn finish, IStringLocalizer<AgentTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [BindProperty, FromForm]
    public CodeInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync() => await UnfinishedAsync() is null ? RedirectToPage("Index", new { ReturnUrl }) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await UnfinishedAsync() is not { } agent)
        {
            return RedirectToPage("Index", new { ReturnUrl });
        }

        switch (await finish.RunAsync(HttpContext.AgentActor(), agent.SessionId, Input.Code, ct))
        {
            case FinishSignInResult.Opened opened:
                await HttpContext.SignInAgentAsync(opened.Session);
                TempData["CodesLeft"] = opened.RecoveryCodesLeft;
                return opened.RecoveryCodesLeft is null
                    ? Redirect(ReturnAddress.Of(ReturnUrl) ?? "~/agents")
                    : RedirectToPage("/Agents/Account/Index");
            case FinishSignInResult.Gone:
                return RedirectToPage("Index", new { ReturnUrl });
            case FinishSignInResult.TooMany:
                ModelState.AddModelError("Input.Code", texts["TooManyTries"]);
                return Page();
            default:
                ModelState.AddModelError("Input.Code", texts["WrongAppCode"]);
                return Page();
        }
    }

    private async Task<SignedInAgent?> UnfinishedAsync() =>
        await HttpContext.FindAgentAsync() is { Stage: SessionStage.NeedsCode } agent ? agent : null;
}
