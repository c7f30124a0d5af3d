using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Jobs;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Notifications.Carriers;
using Creneau.Notifications.Rules;
using Creneau.Notifications.Sending;
using Creneau.Notifications.Sms;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Creneau.Tests.Notifications;

/// <summary>A database with one confirmed appointment, a clock that stands, and senders for its outbox.</summary>
internal sealed class PostOffice : IDbContextFactory<CreneauDb>, IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly JobMetrics _metrics = new();
    private readonly SendingMetrics _sending = new();
    private int _occasion;

    private PostOffice(TestDatabase database, PlatformKeys keys) => (_database, Keys) = (database, keys);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(Letterbox.Now));
    public StorageProvider Storage => _database.Storage;
    public PlatformKeys Keys { get; }
    public Guid AppointmentId { get; private set; }
    public int TownHallId { get; private set; }
    private int PlanningId { get; set; }
    public DemoMailbox Demo => new(this);
    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public static async Task<PostOffice> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var database = await TestDatabase.NewAsync(provider);
        var post = new PostOffice(database, await database.KeysAsync());
        await using var db = post.CreateDbContext();
        post.AppointmentId = await BookAsync(db);
        (post.TownHallId, post.PlanningId) = ((await db.TownHalls.SingleAsync()).Id, (await db.Plannings.SingleAsync()).Id);
        return post;
    }

    public CreneauDb CreateDbContext() => _database.Open();

    /// <param name="smtp">Null: no mail server is configured.</param>
    public OutboxSender Sender(SmtpServer? smtp, bool demo = false)
    {
        var settings = new NotificationSettings { PublicUrl = Letterbox.Url };
        settings.Mail = new MailSettings
        {
            Host = smtp is null ? null : "127.0.0.1",
            Port = smtp?.Port ?? 0,
            Security = MailSecurity.None,
            From = "ne-pas-repondre@exemple.fr",
            FromName = "Créneau",
        };
        return Sender(Carriers(settings, demo), settings);
    }

    public MessageCarriers Carriers(NotificationSettings settings, bool demo = false) =>
        new CarrierFactory(settings, this, Storage, Keys, Clock).Make(demo);

    public OutboxSender Sender(MessageCarriers carriers, NotificationSettings? settings = null)
    {
        var links = new MessageLinks(
            new AppointmentTokens(Keys),
            new AgentTokens(Keys),
            new ShortLinks(Keys),
            settings ?? new NotificationSettings { PublicUrl = Letterbox.Url });
        return new OutboxSender(this, Storage, new MessageWriter(Keys, links), carriers, Clock, NullLogger<OutboxSender>.Instance);
    }

    public UnansweredMessages Unanswered(MessageCarriers carriers) =>
        new(this, Storage, carriers, Clock, NullLogger<UnansweredMessages>.Instance);

    /// <summary>What lets a sender work in the background.</summary>
    public OutboxSending Sending(OutboxSender sender, OutboxSignal signal, MessageCarriers carriers)
    {
        var status = new JobStatus([], new JobRuns(this, Storage, Clock), Clock);
        var runner = new JobRunner(_metrics, status, Clock, NullLogger<JobRunner>.Instance);
        var work = new OutboxWork(sender, Unanswered(carriers), this, Storage, _sending, Clock);
        return new OutboxSending(work, signal, runner, Clock, NullLogger<OutboxSending>.Instance);
    }

    public async Task<Guid> QueueAsync(
        MessagePurpose purpose,
        string address = "claire@exemple.fr",
        MessageChannel channel = MessageChannel.Email,
        bool atAnyHour = true,
        string? other = null)
    {
        var useful = purpose == MessagePurpose.Code ? OneTimeCode.Length : TimeSpan.FromDays(2);
        var occasion = Interlocked.Increment(ref _occasion).ToString(CultureInfo.InvariantCulture);
        var to = new Recipient(channel, address, "fr");
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        var timing = new MessageTiming(Now, Now + useful) { AtAnyHour = atAnyHour };
        var message = new OutboxMessage(id, AppointmentId, purpose, occasion, to, timing)
            .Of(TownHallId, PlanningId)
            .Else(other)
            .Saying(Letterbox.Facts, purpose == MessagePurpose.Code ? Keys.Encrypt(Letterbox.Code) : null);
        await using var db = CreateDbContext();
        db.OutboxMessages.Add(message);
        await db.SaveChangesAsync();
        return message.Id;
    }

    public async Task<OutboxMessage> FindAsync(Guid id)
    {
        await using var db = CreateDbContext();
        return await db.OutboxMessages.AsNoTracking().SingleAsync(message => message.Id == id);
    }

    /// <summary>All that was queued, oldest first.</summary>
    public Task<List<OutboxMessage>> AllAsync() =>
        ReadAsync(db => db.OutboxMessages.AsNoTracking()
            .OrderBy(message => message.CreatedUtc).ThenBy(message => message.InsteadOf != null)
            .ToListAsync());

    public async Task<T> ReadAsync<T>(Func<CreneauDb, Task<T>> read)
    {
        await using var db = CreateDbContext();
        return await read(db);
    }

    public async Task WriteAsync(Action<CreneauDb> write)
    {
        await using var db = CreateDbContext();
        write(db);
        await db.SaveChangesAsync();
    }

    /// <summary>Sets how the town hall sends.</summary>
    public Task RuleAsync(Action<SendingRules> set) => WriteAsync(db =>
    {
        var rules = new SendingRules(TownHallId);
        set(rules);
        db.Add(rules);
    });

    /// <summary>The gateway reports that an SMS did not arrive.</summary>
    public Task FailAsync(Guid id) =>
        new NoteReport(this, Storage, Clock).NoteAsync(id, phone => KannelReport.Read(2, "NACK/", phone), CancellationToken.None);

    public async Task CancelAsync()
    {
        await using var db = CreateDbContext();
        var appointment = await db.Appointments.SingleAsync();
        appointment.Cancel(Now);
        await db.SaveChangesAsync();
        await Outbox.WithdrawAsync(db, AppointmentId, Outbox.Cancelled, CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        _sending.Dispose();
        return _database.DisposeAsync();
    }

    private static async Task<Guid> BookAsync(CreneauDb db)
    {
        var townHall = await AddAsync(db, new TownHall("74208", "Passy", 11_000, "Europe/Paris"));
        var address = new SiteAddress("4 allée des Gentianes", "74190", "Passy");
        var site = await AddAsync(db, new Site(townHall.Id, "Mairie de Passy", address, new GeoPoint(45.92, 6.68), true));
        var offered = new Planning(
            townHall.Id, "CNI et passeports", new BookingWindow(60, 90, null)).Offer(Service.Of(ServiceKind.IdCard, 0));
        var planning = await AddAsync(db, offered);
        var desk = await AddAsync(db, new Desk(site.Id, "DR 1").Serve(planning.Id, 1));
        var facts = Letterbox.Facts;
        var slot = new SlotTime(townHall.Id, planning.Id, site.Id, desk.Id, facts.Date, facts.StartMinute, facts.EndMinute);
        var browser = Actor.Citizen("browser", "network", "fr");
        var appointment = Appointment.Hold(Letterbox.AppointmentId, slot, [planning.Services[0].Id], browser, Letterbox.Now);
        appointment.Confirm(Letterbox.Now, Letterbox.Now.AddDays(60));
        return (await AddAsync(db, appointment)).Id;
    }

    private static async Task<T> AddAsync<T>(CreneauDb db, T row) where T : class
    {
        db.Add(row);
        await db.SaveChangesAsync();
        return row;
    }
}
