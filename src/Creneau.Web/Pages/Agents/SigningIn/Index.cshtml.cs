using Creneau.Agents;
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

/// <summary>Signs an agent in by address and password; where there is an authenticator app, its page comes next.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIns)]
public sealed class IndexModel(SignIn signIn, VisitorCookie visitors, IStringLocalizer<AgentTexts> texts) : PageModel
{
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

        var device = DeviceName.Of(Request.Headers.UserAgent.ToString());
        switch (await signIn.RunAsync(visitors.Of(HttpContext), Input.Email, Input.Password, device, ct))
        {
            case SignInOutcome.Started started:
                await HttpContext.SignInAgentAsync(started.Session);
                return started.Stage == SessionStage.Open ? GoOn("/agents") : Unfinished(started.Stage);
            case SignInOutcome.Suspended:
                ModelState.AddModelError("Input.Password", texts["Suspended"]);
                return Page();
            case SignInOutcome.TooMany:
                ModelState.AddModelError("Input.Password", texts["TooManyTries"]);
                return Page();
            default:
                ModelState.AddModelError("Input.Password", texts["WrongPassword"]);
                return Page();
        }
    }

    private RedirectToPageResult Unfinished(SessionStage stage) =>
        RedirectToPage(stage == SessionStage.NeedsCode ? "Code" : "App", new { returnUrl = ReturnUrl });

    private RedirectResult GoOn(string start) => Redirect(ReturnAddress.Of(Url, ReturnUrl) ?? "~" + start);
}

/// <summary>Where somebody wanted to go before they signed in.</summary>
internal static class ReturnAddress
{
    /// <returns>Null for what is no page of agents on this host.</returns>
    public static string? Of(IUrlHelper url, string? wanted) =>
        url.IsLocalUrl(wanted) && wanted!.Contains("/agents", StringComparison.Ordinal) ? wanted : null;
}
