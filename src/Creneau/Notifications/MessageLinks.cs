using Creneau.Booking;

namespace Creneau.Notifications;

/// <summary>The addresses that messages lead to; English pages lie under `/en`.</summary>
public sealed class MessageLinks(AppointmentTokens tokens, NotificationSettings settings)
{
    private readonly string _root = settings.PublicUrl.TrimEnd('/');

    /// <summary>Address that mail comes from, or null while none is configured.</summary>
    public string? Sender => string.IsNullOrWhiteSpace(settings.Mail.From) ? null : settings.Mail.From;

    public string Home(string language) => Under(language) + "/";

    /// <summary>The list of documents to bring.</summary>
    public string Documents(string language) => Under(language) + "/pieces";

    /// <summary>The appointment itself, with its secret.</summary>
    public string Appointment(Guid appointmentId, int tokenVersion, string language) =>
        $"{Under(language)}/r/{tokens.For(appointmentId, tokenVersion)}";

    private string Under(string language) => language == "en" ? _root + "/en" : _root;
}
