using System.Globalization;
using Creneau.Notifications;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Storms;

/// <summary>A server is killed in the middle of sending, another one goes on.</summary>
public abstract class KilledSenderStormTests(DatabaseProvider provider)
{
    private const int Messages = 1_000;
    private const int InFlight = MailConnections;
    private const int MailConnections = 4;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_of_a_thousand_messages_arrives_and_only_those_in_flight_twice()
    {
        await using var town = await TestTown.FoundAsync(provider, realClock: true);
        var passy = await (await town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Sun 08:00-18:00");
        await town.StartAsync();
        var kept = await town.BookedAsync(passy.Slot(town.Today.AddDays(3), 600), "claire", Person("Dunand", "Claire"));
        var dropped = await town.BookedAsync(passy.Slot(town.Today.AddDays(3), 660), "jean", Person("Dunand", "Jean"));
        using var smtp = await SmtpServer.StartNewAsync();
        await QueueAsync(town, kept, dropped);
        await using var first = await ServerProcess.StartNewAsync(Settings(town, smtp), Stop);

        await Patience.UntilAsync(
            "a third of the mail", () => Task.FromResult(smtp.Received().Count >= Messages / 3), TimeSpan.FromSeconds(60), Stop);
        await first.Kill9Async();
        var before = smtp.Received().Count;
        await EndLeasesAsync(town);
        await first.StartAsync(Stop);
        await Patience.UntilAsync("all of it", () => IsDoneAsync(town), TimeSpan.FromSeconds(120), Stop);

        var arrived = smtp.Received().Select(mail => mail.Recipients.Single()).GroupBy(address => address).ToList();
        before.ShouldBeLessThan(Messages, "it was killed in the middle");
        arrived.Select(one => one.Key).Order().ShouldBe(Enumerable.Range(0, Messages).Select(Address).Order());
        arrived.Count(one => one.Count() > 1).ShouldBeLessThanOrEqualTo(InFlight);
        TestContext.Current.TestOutputHelper?.WriteLine($"{before} before the kill, {arrived.Count(one => one.Count() > 1)} twice");
    }

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"person{number:0000}@exemple.fr");

    /// <summary>A thousand messages of an appointment, and a hundred of one that is cancelled before they leave.</summary>
    private static async Task QueueAsync(TestTown town, Guid kept, Guid dropped)
    {
        await using var db = town.OpenDb();
        await db.OutboxMessages.ExecuteDeleteAsync(Stop);
        var now = town.NowUtc;
        var timing = new MessageTiming(now, now.AddDays(1)) { AtAnyHour = true };
        for (var i = 0; i < Messages; i++)
        {
            db.Add(MessageTo(kept, Address(i), timing));
        }

        for (var i = 0; i < Messages / 10; i++)
        {
            db.Add(MessageTo(dropped, $"nobody{i}@exemple.fr", timing));
        }

        await db.SaveChangesAsync(Stop);
        await Outbox.WithdrawAsync(db, dropped, Outbox.Cancelled, Stop);
    }

    private static OutboxMessage MessageTo(Guid appointment, string address, MessageTiming timing) =>
        new OutboxMessage(
            Guid.CreateVersion7(timing.NowUtc),
            appointment,
            MessagePurpose.Confirmation,
            address,
            new Recipient(MessageChannel.Email, address, "fr"),
            timing)
            .Saying(new MessageFacts
            {
                Reference = "4821903772",
                Date = DateOnly.FromDateTime(timing.NowUtc.AddDays(3)),
                StartMinute = 600,
                EndMinute = 615,
                TimeZone = "Europe/Paris",
                TownHall = "Passy",
                SiteName = "Mairie de Passy",
            });

    /// <summary>What the killed server had taken upon itself is free again, as it is after three minutes.</summary>
    private static async Task EndLeasesAsync(TestTown town)
    {
        await using var db = town.OpenDb();
        var now = town.NowUtc;
        await db.OutboxMessages.Where(message => message.State == MessageState.Waiting)
            .ExecuteUpdateAsync(row => row.SetProperty(message => message.NextTryUtc, now), Stop);
    }

    private static async Task<bool> IsDoneAsync(TestTown town)
    {
        await using var db = town.OpenDb();
        return !await db.OutboxMessages.AnyAsync(message => message.State == MessageState.Waiting, Stop);
    }

    private static Dictionary<string, string> Settings(TestTown town, SmtpServer smtp) => new()
    {
        ["CRENEAU__DATABASE"] = town.Database.ConnectionString,
        ["CRENEAU__MASTERKEY"] = town.Database.MasterKey!,
        ["CRENEAU__MAIL__HOST"] = "127.0.0.1",
        ["CRENEAU__MAIL__PORT"] = $"{smtp.Port}",
        ["CRENEAU__MAIL__SECURITY"] = "None",
        ["CRENEAU__MAIL__FROM"] = "rdv@exemple.fr",
        ["CRENEAU__MAIL__CONNECTIONS"] = $"{MailConnections}",
        ["SERILOG__MINIMUMLEVEL__DEFAULT"] = "Warning",
    };
}

public sealed class KilledSenderStormOnSqliteTests() : KilledSenderStormTests(DatabaseProvider.Sqlite);

public sealed class KilledSenderStormOnPostgresTests() : KilledSenderStormTests(DatabaseProvider.Postgres);
