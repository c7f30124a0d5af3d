using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Creneau.Web.Filters;

/// <summary>
/// Answers 405 where a page has no handler for the method or handler name; by default Razor Pages would render the page without
/// running any handler. Pages without handlers may be read; a page with <see cref="AnyMethodAttribute"/> answers every method.
/// </summary>
public sealed class UnknownHandlerFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null && !TakesAnyMethod(context) && !IsRead(context))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }

    private static bool TakesAnyMethod(PageHandlerExecutingContext context) =>
        context.ActionDescriptor.EndpointMetadata?.OfType<AnyMethodAttribute>().Any() == true;

    private static bool IsRead(PageHandlerExecutingContext context) =>
        context.ActionDescriptor.HandlerMethods.Count == 0
        && (HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method));
}

/// <summary>On a page model without handlers that is rendered whatever the method.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnyMethodAttribute : Attribute;
