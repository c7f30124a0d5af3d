using Creneau.Keys;

namespace Creneau.Notifications;

/// <summary>The addresses that messages lead to; English pages lie under `/en`.</summary>
public sealed class MessageLinks(AppointmentTokens tokens, AgentTokens agents, NotificationSettings settings)
{
    private readonly string _root = settings.PublicUrl.TrimEnd('/');

    /// <summary>Address that mail comes from, or null while none is configured.</summary>
    public string? Sender => string.IsNullOrWhiteSpace(settings.Mail.From) ? null : settings.Mail.From;

    public string Home(string language) => Under(language) + "/";

    /// <summary>The list of documents to bring: of the service that all come for, else where every list is chosen from.</summary>
    public string Documents(MessageFacts facts, string language) =>
        Under(language) + "/pieces" + (
            facts.People.Select(person => person.ServiceCode).Distinct().ToList() is [{ Length: > 0 } code] ? $"?service={code}" : "");

    /// <summary>The appointment itself, with its secret.</summary>
    public string Appointment(Guid appointmentId, int tokenVersion, string language) =>
        $"{Under(language)}/r/{tokens.For(appointmentId, tokenVersion)}";

    /// <summary>What stands on a slip of paper, and in its QR code.</summary>
    /// <param name="link">As <see cref="ShortLinks.For"/> makes it.</param>
    public string ShortLink(string link) => $"{_root}/s/{link}";

    /// <summary>Where an agent sets a password, with its secret.</summary>
    public string AgentPassword(int agentId, int linkVersion) => $"{_root}/agents/mot-de-passe/{agents.For(agentId, linkVersion)}";

    public string Agents => $"{_root}/agents/connexion";

    private string Under(string language) => language == "en" ? _root + "/en" : _root;
}
