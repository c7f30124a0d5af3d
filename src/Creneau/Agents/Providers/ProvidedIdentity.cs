namespace Creneau.Agents.Providers;

/// <summary>Who somebody is, as an identity provider says; the door has checked that it was the provider who said it.</summary>
/// <param name="Subject">The provider's name for them, which never changes and is never given to anybody else.</param>
/// <param name="Email">Empty when the provider says none.</param>
/// <param name="EmailIsVerified">The provider has made sure that the address is theirs.</param>
public sealed record ProvidedIdentity(string Issuer, string Subject, string Email, bool EmailIsVerified)
{
    /// <summary>First and last name; empty when the provider says none.</summary>
    public string Name { get; init; } = "";

    /// <summary>They showed a second factor there, of a kind that this installation trusts.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>The ID token, which some providers ask for when their session is ended; null: none is kept.</summary>
    public string? IdToken { get; init; }
}
