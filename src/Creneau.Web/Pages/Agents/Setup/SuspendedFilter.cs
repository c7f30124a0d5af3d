using Creneau.Availability;
using Creneau.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>
/// To agents of a suspended town hall nothing is theirs: each page is not found, in words that say why; they sign out, or go on at
/// another town hall.
/// </summary>
public sealed class SuspendedFilter(AvailabilityIndex availability, IModelMetadataProvider metadata) : IAsyncPageFilter
{
    private static readonly string[] Open = ["/Agents/Account/", "/Agents/SigningIn/"];

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var page = ((CompiledPageActionDescriptor)context.ActionDescriptor).ViewEnginePath;
        if (context.HttpContext.SignedInAgentOrNull() is { TownHallId: { } townHall } agent
            && agent.IsSuspendedAt(availability.Places)
            && !Open.Any(start => page.StartsWith(start, StringComparison.Ordinal)))
        {
            context.Result = Told(availability.Places.TownHalls[townHall].Name);
            return;
        }

        await next();
    }

    private ViewResult Told(string townHall) => new()
    {
        ViewName = "/Pages/Agents/Setup/_Suspended.cshtml",
        StatusCode = StatusCodes.Status404NotFound,
        ViewData = new ViewDataDictionary<string>(metadata, new ModelStateDictionary()) { Model = townHall },
    };
}
