using Creneau.Booking;
using Creneau.Storage;
using Creneau.Web.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Creneau.Web.Pages.Booking;

/// <summary>What the booking pages are made of, and what holds for all of them: no copy is kept anywhere, and an outage loses nothing typed.</summary>
public static class BookingPages
{
    public static void AddBookingPages(this IServiceCollection services)
    {
        services.AddSingleton<VisitorCookie>().AddSingleton<BookingCookie>().AddSingleton<TypedCookie>().AddSingleton<Booker>();
        services.AddSingleton<BookingWords>().AddSingleton<PartyForm>();
        services.AddSingleton(provider => new PeopleCases(
            provider.GetRequiredService<HoldSlot>(),
            provider.GetRequiredService<ProlongHold>(),
            provider.GetRequiredService<ForgetDetails>(),
            provider.GetRequiredService<AskForCode>(),
            provider.GetRequiredService<SlotOutlook>(),
            provider.GetRequiredService<FindAppointment>()));
        services.AddSingleton(provider => new CodeCases(
            provider.GetRequiredService<AskForCode>(),
            provider.GetRequiredService<ConfirmAppointment>(),
            provider.GetRequiredService<GoOnWithout>(),
            provider.GetRequiredService<GiveUpHold>()));
        services.Configure<RazorPagesOptions>(options => options.Conventions.AddFolderApplicationModelConvention("/Booking", page =>
        {
            page.Filters.Add(new KeptNowhere());
            page.Filters.Add(new TypeFilterAttribute<SendAgain>());
            page.Filters.Add(new QuickRedirect());
            page.Filters.Add(new ReadableIds());
        }));
    }
}

/// <summary>No page about a person, and no redirect from one, stays in a browser or on the way to it.</summary>
public sealed class KeptNowhere : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context) => context.HttpContext.Response.Headers.CacheControl = "no-cache, no-store";

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}

/// <summary>
/// When the database does not answer a form, the answer is the same form again, hidden in a page with one button: what
/// was typed is sent once more, in one click, with the same form id.
/// </summary>
public sealed class SendAgain(StorageProvider storage, BookingWords words, IModelMetadataProvider metadata, ILogger<SendAgain> log) : IAsyncExceptionFilter
{
    public Task OnExceptionAsync(ExceptionContext context)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType && Outage.Told(context.Exception, storage, log))
        {
            context.Result = new ViewResult
            {
                ViewName = "/Pages/Booking/_SendAgain.cshtml",
                StatusCode = StatusCodes.Status503ServiceUnavailable,
                ViewData = new ViewDataDictionary<Posted>(metadata, new ModelStateDictionary()) { Model = Posted.Of(request, words["OutageAgain"]) },
            };
            context.ExceptionHandled = true;
        }

        return Task.CompletedTask;
    }
}

/// <summary>A hidden id or number that is none was put there by somebody: nothing is done, and not because it counted as absent.</summary>
public sealed class ReadableIds : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var ids = context.HandlerMethod?.Parameters.Where(parameter => parameter.ParameterInfo.ParameterType != typeof(string)) ?? [];
        if (ids.Any(id => context.ModelState.GetFieldValidationState(id.Name) == ModelValidationState.Invalid)) context.Result = new BadRequestResult();
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
