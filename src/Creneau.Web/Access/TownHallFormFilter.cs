using System.Globalization;
using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Creneau.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Access;

/// <summary>
/// Each form of an agent's page carries the town hall for which it was shown. One that was filled in for another town hall (two tabs,
/// the back button) is not carried out: a page offers to go on for that town hall with what was typed.
/// </summary>
public sealed class TownHallFormFilter(
    AgentSessions sessions, SwitchTownHall switching, IStringLocalizer<AccessTexts> texts, IModelMetadataProvider metadata)
    : IAsyncPageFilter
{
    /// <summary>Name of the hidden field; empty for the platform.</summary>
    public const string Field = "townHall";

    /// <summary>Sent by the offer: go on for this town hall.</summary>
    public const string SwitchField = "switchTownHall";

    public static string ValueFor(SignedInAgent agent) => ValueOf(agent.TownHallId);

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method)
            || http.SignedInAgentOrNull() is not { } agent
            || http.GetEndpoint()?.Metadata.GetMetadata<RequireRightAttribute>() is not { } required
            || http.GetEndpoint()?.Metadata.GetMetadata<AnyTownHallAttribute>() is not null)
        {
            await next();
            return;
        }

        var shownFor = http.Request.HasFormContentType ? http.Request.Form[Field].ToString() : "";
        if (shownFor == ValueFor(agent))
        {
            await next();
            return;
        }

        var other = agent.Places.FirstOrDefault(place => ValueOf(place.TownHallId) == shownFor);
        if (other is null || !http.Request.HasFormContentType)
        {
            context.Result = new NotFoundResult();
        }
        else if (http.Request.Form[SwitchField].ToString() != shownFor)
        {
            context.Result = Offer(http, agent, other);
        }
        else if (await GoOnAsync(http, agent, other, required))
        {
            await next();
        }
        else
        {
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }

    private static string ValueOf(int? townHallId) => townHallId?.ToString(CultureInfo.InvariantCulture) ?? "";

    private ViewResult Offer(HttpContext http, SignedInAgent agent, MembershipPlace other)
    {
        var posted = PostedForm.Of(http.Request, texts["GoOnFor", other.TownHall]);
        var fields = posted.Fields.Where(field => field.Key != SwitchField)
            .Append(KeyValuePair.Create(SwitchField, http.Request.Form[Field].ToString()));
        return new Resubmit(
            texts["OtherTownHallTitle", other.TownHall],
            texts["OtherTownHallText", other.TownHall, agent.Place?.TownHall ?? ""],
            posted with { Fields = [.. fields] }).ToResult(StatusCodes.Status409Conflict, metadata);
    }

    private async Task<bool> GoOnAsync(HttpContext http, SignedInAgent agent, MembershipPlace other, RequireRightAttribute required)
    {
        var ct = http.RequestAborted;
        if (!await switching.RunAsync(http.AgentActor(), agent.SessionId, other.TownHallId, ct)
            || await sessions.FindAsync(agent.SessionId, agent.SecretHash, ct) is not { } now
            || !required.IsMetBy(now))
        {
            return false;
        }

        http.Items[typeof(SignedInAgent)] = now;
        return true;
    }
}

/// <summary>On a page model whose forms count at whatever town hall: signing out, switching.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnyTownHallAttribute : Attribute;
