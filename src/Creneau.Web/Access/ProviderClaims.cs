using System.Security.Claims;
using Creneau.Agents.Providers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace Creneau.Web.Access;

/// <summary>What an identity provider says of somebody, in its ID token and at its userinfo endpoint.</summary>
internal static class ProviderClaims
{
    private const string Subject = "sub";
    private const string Email = "email";
    private const string EmailVerified = "email_verified";
    private const string Acr = "acr";
    private const string Amr = "amr";

    /// <summary>Where the last name stands: ProConnect's word, then everybody else's.</summary>
    private static readonly string[] LastNames = ["usual_name", "family_name"];

    public static void Map(ClaimActionCollection actions)
    {
        // By default it is taken out
        actions.Remove(Acr);
        foreach (var claim in new[] { EmailVerified, "usual_name" }) actions.MapUniqueJsonKey(claim, claim);
    }

    public static ProvidedIdentity Read(ClaimsPrincipal said, ProviderToken token, ProviderSettings settings)
    {
        var emails = said.FindAll(Email).Select(claim => claim.Value).Distinct().ToList();
        var factors = said.FindAll(Acr).Concat(said.FindAll(Amr)).Select(claim => claim.Value);
        return new ProvidedIdentity(token.Issuer, said.FindFirstValue(Subject)!, emails.FirstOrDefault() ?? "",
            // Two different addresses: nobody knows which of them was verified
            emails.Count == 1 && IsVerified(said, settings))
        {
            Name = NameIn(said),
            HasSecondFactor = factors.Any(settings.SecondFactors.Contains),
            IdToken = token.IdToken,
        };
    }

    private static bool IsVerified(ClaimsPrincipal said, ProviderSettings settings)
    {
        var words = said.FindAll(EmailVerified).Select(claim => claim.Value).ToList();
        return words.Count == 0 ? settings.EmailsAreVerified : words.TrueForAll(word => bool.TryParse(word, out var verified) && verified);
    }

    private static string NameIn(ClaimsPrincipal said)
    {
        var last = LastNames.Select(said.FindFirstValue).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));
        var both = $"{said.FindFirstValue("given_name")} {last}".Trim();
        return both.Length > 0 ? both : said.FindFirstValue("name") ?? "";
    }
}
