using Creneau.Availability;
using Creneau.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>Agents of a suspended town hall see a page that says so; they sign out, or go on at another town hall.</summary>
public sealed class SuspendedFilter(AvailabilityIndex availability) : IAsyncPageFilter
{
    private static readonly string[] Open = ["/Agents/Account/", "/Agents/SigningIn/", "/Agents/Setup/Suspended"];

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var page = ((CompiledPageActionDescriptor)context.ActionDescriptor).ViewEnginePath;
        if (context.HttpContext.SignedInAgentOrNull()?.TownHallId is { } id
            && availability.Places.IsSuspended(id)
            && !Open.Any(start => page.StartsWith(start, StringComparison.Ordinal)))
        {
            context.Result = new RedirectToPageResult("/Agents/Setup/Suspended");
            return;
        }

        await next();
    }
}
