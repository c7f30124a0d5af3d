using Creneau.Keys;

namespace Creneau.Notifications;

/// <summary>The addresses that messages lead to; English pages lie under `/en`.</summary>
public sealed class MessageLinks(AppointmentTokens tokens, AgentTokens agents, ShortLinks shortLinks, NotificationSettings settings)
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

    /// <summary>A page of the appointment whose button does something, with its secret.</summary>
    public string Act(Guid appointmentId, int tokenVersion, string language, AppointmentAct act) =>
        $"{Appointment(appointmentId, tokenVersion, language)}/{act.InAddress()}";

    /// <summary>The same as <see cref="Appointment"/> for an SMS; it opens once its hash is stored.</summary>
    public string ShortLink(Guid appointmentId, int tokenVersion) => ShortLink(shortLinks.For(appointmentId, tokenVersion));

    /// <summary>What stands on a slip of paper, and in its QR code.</summary>
    /// <param name="link">As <see cref="ShortLinks.For"/> makes it.</param>
    public string ShortLink(string link) => $"{_root}/s/{link}";

    /// <summary>Where an agent sets a password, with its secret.</summary>
    public string AgentPassword(int agentId, int linkVersion) => $"{_root}/agents/mot-de-passe/{agents.For(agentId, linkVersion)}";

    public string Agents => $"{_root}/agents/connexion";

    private string Under(string language) => language == "en" ? _root + "/en" : _root;
}

/// <summary>What the links of a reminder lead to.</summary>
public enum AppointmentAct
{
    /// <summary>« Je viens, mon dossier est complet ».</summary>
    Come,
    Move,
    Cancel,
}

public static class AppointmentActs
{
    extension(AppointmentAct act)
    {
        /// <summary>The last part of a link.</summary>
        public string InAddress() => act switch
        {
            AppointmentAct.Come => "je-viens",
            AppointmentAct.Move => "changer-de-date",
            AppointmentAct.Cancel => "annuler",
        };
    }

    /// <returns>Null when an address says nothing of the kind.</returns>
    public static AppointmentAct? Read(string? inAddress) =>
        Enum.GetValues<AppointmentAct>().Cast<AppointmentAct?>().FirstOrDefault(act => act!.Value.InAddress() == inAddress);
}
