using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Creneau.Agents;

/// <summary>
/// Account of somebody who works for a town hall or for the platform. Identity checks its password and second factor;
/// what it may do stands in its memberships.
/// </summary>
public sealed class AgentAccount : IdentityUser<int>
{
    public const int LongestName = 100;
    public const int LongestEmail = 254;
    public const int LongestIssuer = 300;

    private AgentAccount()
    {
    }

    /// <param name="email">Trimmed and in lower case.</param>
    /// <param name="name">As colleagues see it; empty until the invitation was accepted.</param>
    public AgentAccount(string email, string name, DateTime nowUtc)
    {
        (UserName, Email, Name, CreatedUtc) = (email, email, name, nowUtc);
        (NormalizedUserName, NormalizedEmail) = (email.ToUpperInvariant(), email.ToUpperInvariant());
        SecurityStamp = NewStamp();
    }

    internal static string NewStamp() => RandomNumberGenerator.GetHexString(32);

    /// <summary>As colleagues see it: « Nadia Berthod ».</summary>
    public string Name { get; private set; } = "";

    public DateTime CreatedUtc { get; private set; }

    /// <summary>When a password was first set, or an identity provider first vouched for it; null while the invitation waits.</summary>
    public DateTime? JoinedUtc { get; private set; }

    public DateTime? LastSignInUtc { get; private set; }

    /// <summary>When a manager let it in again after it had been suspended.</summary>
    public DateTime? ReactivatedUtc { get; private set; }

    /// <summary>When it was told that it will be suspended unless it is used; null since it was used.</summary>
    public DateTime? NoticedUtc { get; private set; }

    /// <summary>Since when it opens nothing, because nobody used it; null: it is in use.</summary>
    public DateTime? SuspendedUtc { get; private set; }

    /// <summary>Raising it makes every invitation and every link for a new password sent before worthless.</summary>
    public int LinkVersion { get; private set; }

    /// <summary>Until when the newest link counts; null when there is none.</summary>
    public DateTime? LinkEndsUtc { get; private set; }

    /// <summary>
    /// Encrypted key of the authenticator app; null without one. It counts once <see cref="IdentityUser{TKey}.TwoFactorEnabled"/>
    /// is set.
    /// </summary>
    public byte[]? AuthenticatorKey { get; internal set; }

    /// <summary>Keyed hash of the last code of the app that was accepted: no code counts twice.</summary>
    public string? LastCodeHash { get; private set; }

    /// <summary>Issuer of the identity with which its owner signs in; null without one.</summary>
    public string? ProviderIssuer { get; private set; }

    /// <summary>Keyed hash of issuer and subject of that identity.</summary>
    public string? ProviderSubjectHash { get; private set; }

    public bool HasJoined => JoinedUtc is not null;

    /// <summary>A new link is sent; those before count no more.</summary>
    public void StartLink(DateTime endsUtc)
    {
        LinkVersion++;
        LinkEndsUtc = endsUtc;
    }

    /// <summary>The newest link was used, or counts no more.</summary>
    public void EndLink()
    {
        LinkVersion++;
        LinkEndsUtc = null;
    }

    public bool IsLink(int version, DateTime nowUtc) => LinkVersion == version && LinkEndsUtc > nowUtc;

    public void Join(string name, DateTime nowUtc)
    {
        Name = name;
        EmailConfirmed = true;
        JoinedUtc ??= nowUtc;
    }

    /// <summary>From here on this identity opens the account, whatever its e-mail address becomes.</summary>
    public void Link(string issuer, string subjectHash) => (ProviderIssuer, ProviderSubjectHash) = (issuer, subjectHash);

    public void NoteSignIn(DateTime nowUtc) => (LastSignInUtc, NoticedUtc) = (nowUtc, null);

    public void NoteNotice(DateTime nowUtc) => NoticedUtc = nowUtc;

    public void Suspend(DateTime nowUtc) => SuspendedUtc = nowUtc;

    public void Reactivate(DateTime nowUtc) => (SuspendedUtc, NoticedUtc, ReactivatedUtc) = (null, null, nowUtc);

    public void NoteCode(string hash) => LastCodeHash = hash;
}
