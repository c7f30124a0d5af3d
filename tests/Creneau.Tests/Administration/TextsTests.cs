using Creneau.Acting;
using Creneau.Administration.Texts;
using Creneau.Notifications;
using Creneau.Notifications.Texts;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Administration;

public abstract class TextsTests(DatabaseProvider provider) : AdministrationTown(provider)
{
    private static readonly EditableText Confirmation = EditableText.Of(TextPurpose.Confirmation);

    private TextPlace AtPassy => new(Passy.Id, null, Confirmation, "fr");

    [Fact]
    public async Task The_nearest_text_is_sent_by_every_node_from_the_next_round_on()
    {
        await SaveAsync(Administrator, new TextPlace(null, null, Confirmation, "fr"), "Plateforme {{ heure }}");
        await SaveAsync(Manager, AtPassy, "Passy {{ heure }}");
        await SaveAsync(Manager, AtPassy with { PlanningId = Passy.PlanningId }, "Planning {{ heure }}");

        foreach (var node in Town.Nodes)
        {
            var writer = (MessageWriter)node.Services.GetService(typeof(MessageWriter))!;
            await writer.ReadTextsAsync(default);
            TextOf(writer, Passy.Id, Passy.PlanningId).ShouldBe("Planning 14 h 20");
            TextOf(writer, Passy.Id, 0).ShouldBe("Passy 14 h 20");
            TextOf(writer, Megeve.Id, Megeve.PlanningId).ShouldBe("Plateforme 14 h 20");
        }
    }

    [Fact]
    public async Task Each_change_keeps_what_stood_there_and_a_reset_returns_to_the_platform()
    {
        await SaveAsync(Manager, AtPassy, "Un {{ lien }}");
        await SaveAsync(OtherManager, AtPassy, "Deux {{ lien }}");
        (await Town.Get<ResetTexts>().RunAsync(Manager, AtPassy, default)).ShouldBe(SaveTextsResult.Saved);

        var versions = await Town.Get<TextPages>().VersionsAsync(AtPassy, default);
        versions.Select(version => version.Change.Before?.Body).ShouldBe(["Deux {{ lien }}", "Un {{ lien }}", null]);
        versions.Select(version => version.Change.AgentId).ShouldBe([Manager.Id, OtherManager.Id, Manager.Id]);
        (await Town.Get<TextPages>().ReadAsync(AtPassy, default)).Own.ShouldBeEmpty();
        (await AuditAsync("texts-save")).ShouldBe(["text:confirmation:fr value:Sms ", "text:confirmation:fr value:Sms "]);
        (await AuditAsync("texts-reset")).ShouldBe(["text:confirmation:fr value:Sms "]);
    }

    [Fact]
    public async Task Only_who_manages_it_writes_a_text_and_nobody_writes_over_another_unseen()
    {
        var reading = await Town.Get<TextPages>().ReadAsync(AtPassy, default);
        var platform = new TextPlace(null, null, Confirmation, "fr");
        var invitation = AtPassy with { Text = EditableText.Of(TextPurpose.Invitation) };

        (await SaveAsync(Stranger, AtPassy, "x")).ShouldBe(SaveTextsResult.NotFound);
        (await SaveAsync(Manager, platform, "x")).ShouldBe(SaveTextsResult.NotFound);
        (await SaveAsync(Manager, invitation, null)).ShouldBe(SaveTextsResult.NotFound);
        (await SaveAsync(Manager, AtPassy with { PlanningId = Megeve.PlanningId }, "x")).ShouldBe(SaveTextsResult.NotFound);
        (await Town.Get<ResetTexts>().RunAsync(Stranger, AtPassy, default)).ShouldBe(SaveTextsResult.NotFound);
        (await SaveAsync(Manager, AtPassy, "{{ prénon }}")).ShouldBe(SaveTextsResult.Faulty);
        (await SaveAsync(Manager, AtPassy, "Un", reading.Seen)).ShouldBe(SaveTextsResult.Saved);
        (await SaveAsync(OtherManager, AtPassy, "Deux", reading.Seen)).ShouldBe(SaveTextsResult.ChangedSince);

        (await Town.ReadAsync(db => db.MessageTexts.Select(text => text.Body).ToListAsync())).ShouldBe(["Un"]);
    }

    [Fact]
    public async Task Two_who_save_at_once_leave_one_text()
    {
        var seen = (await Town.Get<TextPages>().ReadAsync(AtPassy, default)).Seen;

        var results = await Task.WhenAll(
            SaveAsync(Manager, AtPassy, "Un", seen), SaveAsync(OtherManager, AtPassy, "Deux", seen));

        results.ShouldBe([SaveTextsResult.Saved, SaveTextsResult.ChangedSince], ignoreOrder: true);
        (await Town.ReadAsync(db => db.MessageTexts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_stored_text_that_cannot_be_sent_loses_no_message()
    {
        await SaveAsync(Manager, AtPassy, "Bon {{ heure }}");
        await Town.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE message_text SET body = '{{{{ perdu'"));
        var writer = Town.Get<MessageWriter>();
        await writer.ReadTextsAsync(default);

        TextOf(writer, Passy.Id, Passy.PlanningId).ShouldStartWith("RDV confirmé");
    }

    private async Task<SaveTextsResult> SaveAsync(Actor actor, TextPlace place, string? sms, string? seen = null)
    {
        var reading = await Town.Get<TextPages>().ReadAsync(place, default);
        var typed = new Dictionary<MessageChannel, WrittenText>(reading.Shown);
        if (sms is not null)
        {
            typed[MessageChannel.Sms] = new WrittenText("", sms);
        }

        return await Town.Get<SaveTexts>().RunAsync(actor, place, seen ?? reading.Seen, typed, default);
    }

    private static string TextOf(MessageWriter writer, int townHallId, int planningId)
    {
        var now = new DateTime(2027, 1, 20, 9, 0, 0, DateTimeKind.Utc);
        var message = new OutboxMessage(
            Guid.CreateVersion7(now),
            Guid.CreateVersion7(now),
            MessagePurpose.Confirmation,
            "1",
            new Recipient(MessageChannel.Sms, "+33612345678", "fr"),
            new MessageTiming(now, now.AddDays(1))).Of(townHallId, planningId);
        return writer.Write(message.Saying(new MessageFacts
        {
            Reference = "4821903772",
            Date = new DateOnly(2027, 2, 3),
            StartMinute = 860,
            EndMinute = 875,
            TimeZone = "Europe/Paris",
            TownHall = "Passy",
            SiteName = "Mairie",
            City = "Passy",
            TokenVersion = 1,
        })).Text;
    }
}

public sealed class TextsOnSqliteTests() : TextsTests(DatabaseProvider.Sqlite);

public sealed class TextsOnPostgresTests() : TextsTests(DatabaseProvider.Postgres);
