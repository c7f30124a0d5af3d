using Creneau.Storage;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Filters;

/// <summary>
/// When the database does not answer a form, answers 503 with a page that holds the form and one button: it is sent again as it was
/// filled in, with the same form id.
/// </summary>
public sealed class ResubmitOnOutageFilter(
    StorageProvider storage, IStringLocalizer<SharedTexts> texts, IModelMetadataProvider metadata, ILogger<ResubmitOnOutageFilter> log)
    : IAsyncExceptionFilter
{
    public Task OnExceptionAsync(ExceptionContext context)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType && DatabaseOutage.LogIfOutage(context.Exception, storage, log))
        {
            var form = PostedForm.Of(request, texts["TryAgain"]);
            var page = new Resubmit(texts["OutageTitle"], texts["OutageText"], form, ShowsRequestNumber: true);
            context.Result = page.ToResult(StatusCodes.Status503ServiceUnavailable, metadata);
            context.ExceptionHandled = true;
        }

        return Task.CompletedTask;
    }
}
