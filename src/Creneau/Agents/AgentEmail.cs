using System.Net.Mail;

namespace Creneau.Agents;

/// <summary>Addresses of agents: one account, however it is written.</summary>
public static class AgentEmail
{
    /// <returns>Trimmed and in lower case; null when it is no address.</returns>
    public static string? Read(string? typed)
    {
        var trimmed = typed?.Trim() ?? "";
        return trimmed.Length <= AgentAccount.LongestEmail
            && MailAddress.TryCreate(trimmed, out var address)
            && address.Address == trimmed
            && address.Host.Contains('.', StringComparison.Ordinal)
            ? trimmed.ToLowerInvariant()
            : null;
    }

    internal static string Normalised(string email) => email.ToUpperInvariant();
}
