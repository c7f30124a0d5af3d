using Creneau.Web.Pages.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Creneau.Web.Html;

/// <summary>A method or handler that a page does not have is refused; Razor would show the page without having loaded anything.</summary>
public sealed class KnownHandlers : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // The page for errors stands in for any other, so that it comes by every method; some pages are only read
        if (context.HandlerMethod is null && context.HandlerInstance is not ErrorModel && !IsOnlyRead(context))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }

    private static bool IsOnlyRead(PageHandlerExecutingContext context) =>
        context.ActionDescriptor.HandlerMethods.Count == 0
        && (HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method));
}
