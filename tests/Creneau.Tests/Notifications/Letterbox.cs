using Creneau.Booking;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.TestKit;

namespace Creneau.Tests.Notifications;

/// <summary>A writer with keys of its own, and messages to give it.</summary>
internal sealed class Letterbox
{
    public const string Code = "482193";
    public const string Url = "https://rdv.exemple.fr";
    public static readonly string[] Languages = ["fr", "en"];
    private static readonly Lazy<Task<PlatformKeys>> SomeKeys = new(MakeKeysAsync);
    public static readonly Guid AppointmentId = Guid.Parse("01990000-0000-7000-8000-000000000001");
    public static readonly DateTime Now = new(2027, 1, 20, 9, 0, 0, DateTimeKind.Utc);

    public static readonly MessageFacts Facts = new()
    {
        Reference = "4821903772",
        Date = new DateOnly(2027, 2, 3),
        StartMinute = 14 * 60 + 20,
        EndMinute = 15 * 60 + 5,
        TimeZone = "Europe/Paris",
        TownHall = "Passy",
        SiteName = "Mairie de Passy",
        Street = "4 allée des Gentianes",
        Postcode = "74190",
        City = "Passy",
        Latitude = 45.9236,
        Longitude = 6.6867,
        TokenVersion = 1,
        People =
        [
            new("Claire", "carte d’identité", "cni", false),
            new("Léo", "passeport", "passport", true),
            new("Zoé", "passeport", "passport", true),
        ],
    };

    /// <summary>The same, with the services in the language of the message.</summary>
    public static MessageFacts FactsIn(string language) => language == "fr"
        ? Facts
        : Facts with
        {
            People =
            [
                new("Claire", "identity card", "cni", false),
                new("Léo", "passport", "passport", true),
                new("Zoé", "passport", "passport", true),
            ],
        };

    private Letterbox(PlatformKeys keys, NotificationSettings settings)
    {
        Keys = keys;
        Tokens = new AppointmentTokens(keys);
        Links = new MessageLinks(Tokens, new AgentTokens(keys), new ShortLinks(keys), settings);
        Writer = new MessageWriter(keys, Links);
    }

    public PlatformKeys Keys { get; }
    public AppointmentTokens Tokens { get; }
    public MessageLinks Links { get; }
    public MessageWriter Writer { get; }

    public static async Task<Letterbox> OpenAsync(string url = Url) =>
        new(await SomeKeys.Value, new NotificationSettings { PublicUrl = url });

    public WrittenMessage Mail(MessagePurpose purpose, string language, MessageFacts? facts = null) =>
        Writer.Write(Message(purpose, new Recipient(MessageChannel.Email, "claire@exemple.fr", language), facts));

    public string Sms(MessagePurpose purpose, string language, MessageFacts? facts = null) =>
        Writer.Write(Message(purpose, new Recipient(MessageChannel.Sms, "+33612345678", language), facts)).Text;

    public string Link(string language = "fr") => Links.Appointment(AppointmentId, Facts.TokenVersion, language);

    /// <summary>What an SMS carries.</summary>
    public string ShortLink => Links.ShortLink(new ShortLinks(Keys).For(AppointmentId, Facts.TokenVersion));

    private OutboxMessage Message(MessagePurpose purpose, Recipient to, MessageFacts? facts)
    {
        var timing = new MessageTiming(Now, Now + (purpose == MessagePurpose.Code ? OneTimeCode.Length : TimeSpan.FromDays(1)));
        var message = new OutboxMessage(Guid.CreateVersion7(Now), AppointmentId, purpose, "1", to, timing);
        return purpose is MessagePurpose.AgentInvitation
            ? message.Saying(new AgentFacts(1, 1, facts?.SiteName ?? "Mairie de Passy", "Nadia Berthod", 168))
            : message.Saying(facts ?? FactsIn(to.Language), purpose == MessagePurpose.Code ? Keys.Encrypt(Code) : null);
    }

    private static async Task<PlatformKeys> MakeKeysAsync()
    {
        await using var database = await TestDatabase.NewAsync(DatabaseProvider.Sqlite);
        return await database.KeysAsync();
    }
}
