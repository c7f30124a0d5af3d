using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Carriers;

/// <summary>How mail and SMS leave this installation.</summary>
public sealed record MessageCarriers(IMailTransport Mail, ISmsGateway Sms)
{
    /// <summary>Whether an SMS leaves at all; who has a phone alone is called otherwise.</summary>
    public bool SendsSms => Sms is not NoSmsGateway;

    /// <param name="demo">Whether the database was made by `creneau demo`.</param>
    public static MessageCarriers For(
        bool demo, NotificationSettings settings, IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock)
    {
        var smtp = settings.Mail.Configured ? new SmtpTransport(settings, clock) : null;
        if (!demo)
        {
            return new MessageCarriers(smtp is null ? new NoMailServer() : smtp, new NoSmsGateway());
        }

        var kept = new DemoCarrier(contexts, storage, smtp, clock);
        return new MessageCarriers(kept, kept);
    }
}
