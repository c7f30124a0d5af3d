using Creneau.Acting;
using Creneau.Agents.Administration;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Administration;

/// <summary>Takes somebody's role away, after saying what goes with it.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class RemoveModel(ListAgents list, ChangeRole changeRole, IStringLocalizer<AgentTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "agent")]
    public int AgentId { get; set; }

    [BindProperty(SupportsGet = true, Name = "mairie")]
    public int? Mairie { get; set; }

    public ListedAgent Listed { get; private set; } = null!;

    public string? Refusal { get; private set; }

    public string Called => Listed.Name.Length > 0 ? Listed.Name : Listed.Email;

    private int? PlaceId => HttpContext.SignedInAgent().TownHallId ?? Mairie;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var result = await changeRole.RunAsync(HttpContext.AgentActor(), PlaceId, AgentId, null, ct);
        switch (result)
        {
            case ChangeRoleResult.Changed:
                TempData[nameof(IndexModel.Notice)] = texts["Removed", Called].Value;
                return RedirectToPage("Index", new { mairie = Mairie });
            case ChangeRoleResult.NotAllowed:
                return StatusCode(StatusCodes.Status403Forbidden);
            case ChangeRoleResult.NotFound:
                return NotFound();
            default:
                Refusal = texts[$"Role_{result}"];
                return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = (await list.RunAsync(PlaceId, ct)).Find(one => one.AgentId == AgentId);
        Listed = found!;
        return found is not null;
    }
}
