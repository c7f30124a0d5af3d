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

public sealed class PasswordInput
{
    public static readonly IReadOnlyList<string> Order = [nameof(Name), nameof(Password)];

    public string? Name { get; set; }

    public string? Password { get; set; }
}

/// <summary>Sets a password by the link of an invitation or of a forgotten password. Opening it changes nothing.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIns)]
public sealed class PasswordModel(
    PasswordLinks links, SetPassword setPassword, VisitorCookie visitors, IStringLocalizer<AgentTexts> texts) : PageModel
{
    /// <summary>Null: the link counts no more.</summary>
    public LinkedAgent? Agent { get; private set; }

    [BindProperty, FromForm]
    public PasswordInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        Agent = await links.FindAsync(token, ct);
        Input.Name = Agent?.Name;
        return Answer();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        Agent = await links.FindAsync(token, ct);
        switch (await setPassword.RunAsync(visitors.Of(HttpContext), token, Input.Name, Input.Password, ct))
        {
            case SetPasswordResult.Set:
                await HttpContext.ForgetAgentAsync();
                TempData[nameof(IndexModel.Notice)] = "PasswordIsSet";
                return RedirectToPage("Index");
            case SetPasswordResult.NameMissing:
                ModelState.AddModelError("Input.Name", texts["NameMissing"]);
                break;
            case SetPasswordResult.Weak weak:
                ModelState.AddModelError("Input.Password", texts[Sentence(weak.Fault)]);
                break;
            default:
                Agent = null;
                break;
        }

        return Answer();
    }

    private static string Sentence(PasswordFault fault) => fault switch
    {
        PasswordFault.TooShort => "PasswordTooShort",
        PasswordFault.TooLong => "PasswordTooLong",
        PasswordFault.TooCommon => "PasswordTooCommon",
        PasswordFault.FromWhoYouAre => "PasswordFromWhoYouAre",
    };

    private PageResult Answer()
    {
        var page = Page();
        page.StatusCode = Agent is null ? StatusCodes.Status410Gone : null;
        return page;
    }
}
