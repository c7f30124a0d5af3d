using Creneau.Keys;
using Creneau.Notifications.Rules;
using Creneau.Notifications.Sms;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Carriers;

/// <summary>How mail and SMS leave this installation.</summary>
public sealed record MessageCarriers(IMailTransport Mail, ISmsGateway Sms)
{
    /// <summary>Whether an SMS leaves at all; who has a phone alone is called otherwise.</summary>
    public bool SendsSms => Sms is not NoSmsGateway;

    /// <summary>The provider that can be asked about an SMS that it did not answer; null: its report is waited for.</summary>
    public OvhGateway? Reports { get; init; }

    public SmsPrices Prices { get; init; } = new(new SmsSettings());

    /// <summary>Sender of every SMS; empty: the town hall's commune.</summary>
    public string Sender { get; init; } = "";

    /// <summary>Messages handed over at once; connections to the mail server are as many at most.</summary>
    public int AtOnce { get; init; } = MailSettings.UsualConnections;

    /// <summary>What stands where the number would.</summary>
    public string SenderOf(OutboxMessage message, SendingRules rules) =>
        rules.Sender.Length > 0 ? rules.Sender
        : Sender.Length > 0 ? Sender
        : message.AppointmentId is null ? SenderName.Platform
        : SenderName.Of(MessageFacts.From(message.Facts).TownHall);
}

/// <summary>Makes the carriers that the settings name.</summary>
public sealed class CarrierFactory(
    NotificationSettings settings,
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    PlatformKeys keys,
    TimeProvider clock)
{
    /// <param name="demo">Whether the database was made by `creneau demo`: then nothing but mail ever leaves.</param>
    public MessageCarriers Make(bool demo)
    {
        IMailTransport? smtp = settings.Mail.Configured ? new SmtpTransport(settings, clock) : null;
        if (demo)
        {
            var kept = new DemoCarrier(contexts, storage, smtp, clock);
            return With(new MessageCarriers(kept, kept));
        }

        return With(new MessageCarriers(smtp ?? new NoMailServer(), new NoSmsGateway())) switch
        {
            var carriers when settings.Sms.Configured => Routed(carriers),
            var carriers => carriers,
        };
    }

    private MessageCarriers With(MessageCarriers carriers) => carriers with
    {
        Prices = new SmsPrices(settings.Sms),
        Sender = settings.Sms.Sender,
        AtOnce = settings.Mail.Connections,
    };

    private MessageCarriers Routed(MessageCarriers carriers)
    {
        var (first, second) = (Gateway(settings.Sms.Provider)!, Gateway(settings.Sms.Second));
        return carriers with
        {
            Sms = new SmsRoute(carriers.Prices, first, second),
            Reports = first as OvhGateway ?? second as OvhGateway,
        };
    }

    private ISmsGateway? Gateway(SmsProvider provider) => provider switch
    {
        SmsProvider.Kannel => new KannelGateway(settings.Sms.Kannel, Http(), ReportAddress),
        SmsProvider.OvhCloud => new OvhGateway(settings.Sms.Ovh, Http(), clock),
        SmsProvider.None => null,
    };

    private Uri ReportAddress(Guid messageId)
    {
        var root = settings.Sms.Kannel.ReportUrl is { Length: > 0 } own ? own : settings.PublicUrl;
        return new Uri($"{root.TrimEnd('/')}{SmsReportTokens.Path}/{new SmsReportTokens(keys).For(messageId)}");
    }

    private HttpClient Http() => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(settings.Sms.TimeoutSeconds),
    };
}
