using Creneau.Agents;
using Creneau.Web.Filters;
using Creneau.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Access;

/// <summary>Answers requests for agents' pages and endpoints that were not let through.</summary>
public sealed class AgentPages(IStringLocalizer<AccessTexts> texts, IModelMetadataProvider metadata)
{
    public const string SignIn = "/agents/connexion";

    /// <summary>From the sign-in to a page that says that the other tab can go on.</summary>
    private const string ToAccount = "?returnUrl=%2Fagents%2Fcompte%3Fferme%3D1";

    /// <summary>
    /// Nobody is signed in: a page leads to the sign-in and back, a form is kept on a page of its own to be sent again, anything else
    /// gets 401. Somebody is: 403, or what is left to do of the sign-in.
    /// </summary>
    public Task RefuseAsync(HttpContext context)
    {
        var isPage = context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null;
        return context.SignedInAgentOrNull() switch
        {
            { Stage: SessionStage.Open } => Answer(context, StatusCodes.Status403Forbidden),
            { } unfinished when isPage => Redirect(context, unfinished.StartPage()),
            _ when isPage && HttpMethods.IsPost(context.Request.Method) => KeepFormAsync(context),
            _ when isPage => Redirect(context, $"{SignIn}?returnUrl={Uri.EscapeDataString(AddressOf(context.Request))}"),
            _ => Answer(context, StatusCodes.Status401Unauthorized),
        };
    }

    private static string AddressOf(HttpRequest request) => request.PathBase.Add(request.Path) + request.QueryString.Value;

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task Redirect(HttpContext context, string address)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(context.Request.PathBase + address);
        HtmxRedirectFilter.Turn(context);
        return Task.CompletedTask;
    }

    private async Task KeepFormAsync(HttpContext context)
    {
        try
        {
            if (context.Request.HasFormContentType)
            {
                await context.Request.ReadFormAsync(context.RequestAborted);
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        var form = PostedForm.Of(context.Request, texts["SendAgain"]);
        var page = new Resubmit(texts["SignedOutTitle"], texts["SignedOutText"], form)
        {
            Link = new ResubmitLink(texts["SignInInAnotherTab"], context.Request.PathBase + SignIn + ToAccount),
        };
        await page.ToResult(StatusCodes.Status401Unauthorized, metadata).ExecuteResultAsync(
            new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
    }
}

/// <summary>Texts of what is answered before an agent's page is reached.</summary>
public sealed class AccessTexts;
