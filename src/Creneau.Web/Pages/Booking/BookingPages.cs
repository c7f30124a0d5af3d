using Creneau.Booking;
using Creneau.Storage;
using Creneau.Web.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
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
            page.Filters.Add(new TypeFilterAttribute<SendAnew>());
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
            var page = new OneMoreClick(words["OutageTitle"], words["OutageWhat"], Posted.Of(request, words["Again"]), IsIncident: true);
            context.Result = page.Answer(StatusCodes.Status503ServiceUnavailable, metadata);
            context.ExceptionHandled = true;
        }

        return Task.CompletedTask;
    }
}

/// <summary>
/// A form whose token counts no more, because it stood open too long or the cookies were cleared, is sent once more with
/// a new one, in one click. What another site sends has been refused before.
/// </summary>
public sealed class SendAnew(BookingWords words, IModelMetadataProvider metadata) : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult && context.HttpContext.Request.HasFormContentType)
        {
            var page = new OneMoreClick(words["WornOutTitle"], words["WornOutWhat"], Posted.Of(context.HttpContext.Request, words["Again"]));
            context.Result = page.Answer(StatusCodes.Status400BadRequest, metadata);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}

/// <summary>A page that sends a form once more.</summary>
/// <param name="IsIncident">It is our fault, and has a number.</param>
public sealed record OneMoreClick(string Title, string What, Posted Posted, bool IsIncident = false)
{
    public ViewResult Answer(int status, IModelMetadataProvider metadata) => new()
    {
        ViewName = "/Pages/Booking/_OneMoreClick.cshtml",
        StatusCode = status,
        ViewData = new ViewDataDictionary<OneMoreClick>(metadata, new ModelStateDictionary()) { Model = this },
    };
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
