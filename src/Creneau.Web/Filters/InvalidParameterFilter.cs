using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Creneau.Web.Filters;

/// <summary>
/// Answers 400 when a handler's id or number cannot be converted. Model binding would pass null, which handlers take for « not
/// posted »; texts are the handlers' own to check.
/// </summary>
public sealed class InvalidParameterFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var parameters = context.HandlerMethod?.Parameters
            .Where(parameter => parameter.ParameterInfo.ParameterType != typeof(string)) ?? [];
        if (parameters.Any(parameter => context.ModelState.GetFieldValidationState(parameter.Name) == ModelValidationState.Invalid))
        {
            context.Result = new BadRequestResult();
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
