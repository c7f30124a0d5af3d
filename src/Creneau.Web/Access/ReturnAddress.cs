using Microsoft.AspNetCore.Http.HttpResults;

namespace Creneau.Web.Access;

/// <summary>Where somebody wanted to go before they signed in.</summary>
internal static class ReturnAddress
{
    /// <returns>Null for what is no page of agents on this host.</returns>
    public static string? Of(string? wanted) =>
        RedirectHttpResult.IsLocalUrl(wanted) && wanted!.Contains("/agents", StringComparison.Ordinal) ? wanted : null;
}
