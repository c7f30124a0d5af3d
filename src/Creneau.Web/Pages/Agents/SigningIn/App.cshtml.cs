using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using QRCoder;

namespace Creneau.Web.Pages.Agents.SigningIn;

/// <summary>Sets up an authenticator app: because the town hall asks for one, or from one's account.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIns)]
public sealed class AppModel(StartSecondFactor start, ConfirmSecondFactor confirm, IStringLocalizer<AgentTexts> texts) : PageModel
{
    private const int PixelsPerModule = 5;

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [BindProperty, FromForm]
    public CodeInput Input { get; set; } = new();

    public AppKey? Key { get; private set; }

    /// <summary>Shown once.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public string? Target => ReturnAddress.Of(ReturnUrl);

    /// <summary>The QR code as an address of its own.</summary>
    public string Picture
    {
        get
        {
            using var code = QRCodeGenerator.GenerateQrCode(Key!.Address, QRCodeGenerator.ECCLevel.M);
            using var picture = new PngByteQRCode(code);
            return "data:image/png;base64," + Convert.ToBase64String(picture.GetGraphic(PixelsPerModule));
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await HttpContext.FindAgentAsync() is not { Stage: SessionStage.NeedsEnrolment or SessionStage.Open })
        {
            return RedirectToPage("Index", new { ReturnUrl });
        }

        Key = await start.RunAsync(HttpContext.AgentActor(), ct);
        return Key is null ? RedirectToPage("/Agents/Account/Index") : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await HttpContext.FindAgentAsync() is not { Stage: SessionStage.NeedsEnrolment or SessionStage.Open } agent)
        {
            return RedirectToPage("Index", new { ReturnUrl });
        }

        switch (await confirm.RunAsync(HttpContext.AgentActor(), agent.SessionId, Input.Code, ct))
        {
            case ConfirmSecondFactorResult.Confirmed confirmed:
                await HttpContext.SignInAgentAsync(confirmed.Session);
                RecoveryCodes = confirmed.RecoveryCodes;
                return Page();
            case ConfirmSecondFactorResult.Gone:
                return RedirectToPage("/Agents/Account/Index");
            default:
                ModelState.AddModelError("Input.Code", texts["WrongAppCode"]);
                Key = await start.RunAsync(HttpContext.AgentActor(), ct);
                return Page();
        }
    }
}
