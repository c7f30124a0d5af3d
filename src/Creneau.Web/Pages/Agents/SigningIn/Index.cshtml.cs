using System.Net.Mime;
using Creneau.Agents;
using Creneau.Agents.Passkeys;
using Creneau.Agents.SigningIn;
using Creneau.Web.Access;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.SigningIn;

public sealed class SignInInput
{
    public static readonly IReadOnlyList<string> Order = [nameof(Email), nameof(Password)];

    public string? Email { get; set; }

    public string? Password { get; set; }
}

/// <summary>
/// Signs an agent in by passkey, or by address and password; where there is an authenticator app, its page comes next.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIns)]
public sealed class IndexModel(
    SignIn signIn, SignInByPasskey signInByPasskey, PasskeyQuestions passkeys, ProviderSettings provider, VisitorCookie visitors,
    IStringLocalizer<AgentTexts> texts) : PageModel
{
    /// <summary>The identity provider that one may sign in with as well; null: there is none.</summary>
    public string? Provider => provider.IsOpen ? provider.Name : null;

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [BindProperty, FromForm]
    public SignInInput Input { get; set; } = new();

    /// <summary>Name of the text about what has just been done; null: nothing.</summary>
    [TempData]
    public string? Notice { get; set; }

    public async Task<IActionResult> OnGetAsync() => await HttpContext.FindAgentAsync() is { } agent ? GoOn(agent.StartPage()) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Input.Email)) ModelState.AddModelError("Input.Email", texts["EmailMissing"]);
        if (string.IsNullOrEmpty(Input.Password)) ModelState.AddModelError("Input.Password", texts["PasswordMissing"]);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        return await AnswerAsync(
            await signIn.RunAsync(visitors.Of(HttpContext), Input.Email, Input.Password, Device, ct), "Input.Password", "WrongPassword");
    }

    /// <summary>What the browser is to answer by a passkey.</summary>
    [HandlerRateLimit(RateLimits.None)]
    public async Task<IActionResult> OnPostPasskeyQuestionAsync() =>
        Content(await passkeys.ToSignInAsync(HttpContext), MediaTypeNames.Application.Json);

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken ct) => await AnswerAsync(
        await signInByPasskey.RunAsync(
            visitors.Of(HttpContext), passkeys.AnswerToSignIn(HttpContext, credential), Device, ct), "", "PasskeyWrong");

    private string Device => DeviceName.Of(Request.Headers.UserAgent.ToString());

    private async Task<IActionResult> AnswerAsync(SignInOutcome outcome, string field, string wrong)
    {
        switch (outcome)
        {
            case SignInOutcome.Started started:
                await HttpContext.SignInAgentAsync(started.Session);
                return started.Stage == SessionStage.Open ? GoOn("/agents") : Unfinished(started.Stage);
            case SignInOutcome.Suspended:
                ModelState.AddModelError(field, texts["Suspended"]);
                return Page();
            case SignInOutcome.TooMany:
                ModelState.AddModelError(field, texts["TooManyTries"]);
                return Page();
            default:
                ModelState.AddModelError(field, texts[wrong]);
                return Page();
        }
    }

    private RedirectToPageResult Unfinished(SessionStage stage) =>
        RedirectToPage(stage == SessionStage.NeedsCode ? "Code" : "App", new { returnUrl = ReturnUrl });

    private RedirectResult GoOn(string start) => Redirect(ReturnAddress.Of(ReturnUrl) ?? "~" + start);
}
