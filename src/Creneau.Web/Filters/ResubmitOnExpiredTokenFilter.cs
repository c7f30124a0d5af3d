using Creneau.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Filters;

/// <summary>
/// When the antiforgery token of a form is no longer valid (the page stood open too long, or the cookies were cleared), answers 400
/// with a page that sends the form again with a new token. What another site sends was refused before.
/// </summary>
public sealed class ResubmitOnExpiredTokenFilter(IStringLocalizer<SharedTexts> texts, IModelMetadataProvider metadata)
    : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult && context.HttpContext.Request.HasFormContentType)
        {
            var form = PostedForm.Of(context.HttpContext.Request, texts["TryAgain"]);
            var page = new Resubmit(texts["ExpiredFormTitle"], texts["ExpiredFormText"], form);
            context.Result = page.ToResult(StatusCodes.Status400BadRequest, metadata);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
