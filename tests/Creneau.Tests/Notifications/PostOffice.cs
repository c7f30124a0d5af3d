using System.Globalization;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Places;
using Creneau.Privacy;
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
    private static int _made;

    private readonly DirectoryInfo _folder;
    private readonly DbContextOptions<CreneauDb> _options;
    private int _occasion;

    private PostOffice(StorageProvider storage, DirectoryInfo folder)
    {
        Storage = storage;
        _folder = folder;
        var options = new DbContextOptionsBuilder<CreneauDb>();
        storage.Configure(options);
        _options = options.Options;
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(Letterbox.Now));
    public StorageProvider Storage { get; }
    public Keys Keys { get; private set; } = null!;
    public Guid AppointmentId { get; private set; }
    public DemoMailbox Demo => new(this);
    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public static async Task<PostOffice> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var name = "post_" + Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("creneau-post-");
        var storage = StorageProvider.For(provider == DatabaseProvider.Sqlite
            ? $"Data Source={Path.Combine(folder.FullName, "post.db")};Pooling=False"
            : await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(name));
        var post = new PostOffice(storage, folder);
        await using var db = post.CreateDbContext();
        await db.Database.EnsureCreatedAsync();
        post.Keys = await Keys.LoadAsync(db, MasterKey.OfFolder(post._folder.FullName), Letterbox.Now, CancellationToken.None);
        post.AppointmentId = await BookAsync(db);
        return post;
    }

    public CreneauDb CreateDbContext() => new(_options);

    /// <param name="smtp">Null: no mail server is configured.</param>
    public OutboxSender Sender(SmtpServer? smtp, bool demo = false)
    {
        var settings = new NotificationSettings { PublicUrl = Letterbox.Url };
        settings.Mail = new MailSettings { Host = smtp is null ? null : "127.0.0.1", Port = smtp?.Port ?? 0, Security = MailSecurity.None, From = "ne-pas-repondre@exemple.fr", FromName = "Créneau" };
        return Sender(MessageCarriers.For(demo, settings, this, Storage, Clock), new OutboxSignal(), settings);
    }

    public OutboxSender Sender(MessageCarriers carriers, OutboxSignal signal, NotificationSettings? settings = null)
    {
        var links = new MessageLinks(new AppointmentTokens(Keys), settings ?? new NotificationSettings { PublicUrl = Letterbox.Url });
        return new OutboxSender(this, Storage, new MessageWriter(Keys, links), carriers, signal, Clock, NullLogger<OutboxSender>.Instance);
    }

    public async Task<Guid> QueueAsync(MessagePurpose purpose, string address = "claire@exemple.fr", MessageChannel channel = MessageChannel.Email)
    {
        var useful = purpose == MessagePurpose.Code ? OneTimeCode.Length : TimeSpan.FromDays(2);
        var occasion = Interlocked.Increment(ref _occasion).ToString(CultureInfo.InvariantCulture);
        var message = new OutboxMessage(Guid.CreateVersion7(Clock.GetUtcNow()), AppointmentId, purpose, occasion, new Recipient(channel, address, "fr"), new MessageTiming(Now, Now + useful))
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

    public async Task CancelAsync()
    {
        await using var db = CreateDbContext();
        var appointment = await db.Appointments.SingleAsync();
        appointment.Cancel(By.CitizenOnline, Now);
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Storage is IAsyncDisposable pool)
        {
            await pool.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static async Task<Guid> BookAsync(CreneauDb db)
    {
        var townHall = await AddAsync(db, new TownHall("74208", "Passy", 11_000, "Europe/Paris"));
        var site = await AddAsync(db, new Site(townHall.Id, "Mairie de Passy", new SiteAddress("4 allée des Gentianes", "74190", "Passy"), new GeoPoint(45.92, 6.68), true));
        var planning = await AddAsync(db, new Planning(townHall.Id, "CNI et passeports", new BookingWindow(60, 90, null)));
        var desk = await AddAsync(db, new Desk(site.Id, planning.Id, 1, "DR 1"));
        var slot = new SlotTime(townHall.Id, planning.Id, site.Id, desk.Id, Letterbox.Facts.Date, Letterbox.Facts.StartMinute, Letterbox.Facts.EndMinute);
        var appointment = Appointment.Hold(Letterbox.AppointmentId, Letterbox.Facts.Reference, slot, [ServiceKind.IdCard], "browser", "fr", Letterbox.Now);
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
