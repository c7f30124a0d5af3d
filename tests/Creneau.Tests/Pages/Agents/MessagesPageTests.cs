using System.Net;
using Creneau.Agents;
using Creneau.Notifications;
using Creneau.Notifications.Rules;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Agents;

/// <summary>What Passy sends: who was not reached, what it costs, and how it is set; without scripts.</summary>
public abstract class MessagesPageTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";
    private const string Lea = "lea@passy.fr";

    private TestTown Town { get; set; } = null!;

    private TestTownHall Passy { get; set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Town = await TestTown.FoundAsync(provider);
        Passy = await Town.TownHallAsync("Passy", inseeCode: "74208");
        await Passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await Town.AgentAsync(Nadia, AgentRole.Agent, Passy);
        await Town.AgentAsync(Lea, AgentRole.Manager, Passy, "Léa Manager");
        await Town.AgentAsync("ada@creneau.fr", AgentRole.Administrator, null, "Ada Roch");
        await Town.OpenAsync("--Creneau:Agents:AdministratorsNeedSecondFactor=false");
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task Who_was_not_reached_stands_first_and_is_written_to_again_five_times_at_most()
    {
        var id = await BookedAsync();
        await FailAllAsync();
        using var nadia = await Town.SignedInAsync(Nadia);

        await nadia.GoAsync("/agents/messages");
        nadia.Text.ShouldContain("1 personne n’a pas été jointe");
        for (var i = 0; i < 5; i++)
        {
            Town.TurnableClock.Advance(TimeSpan.FromMinutes(1));
            await nadia.SubmitAsync("Renvoyer");
            nadia.Text.ShouldContain("Le message repart");
            nadia.Text.ShouldContain("Toutes les personnes attendues ont été jointes");
            await FailAllAsync();
            await nadia.GoAsync("/agents/messages");
        }

        await nadia.SubmitAsync("Renvoyer");

        nadia.Text.ShouldContain("Ce message a déjà été renvoyé cinq fois");
        (await Town.ReadAsync(db => db.OutboxMessages
            .CountAsync(row => row.AppointmentId == id && row.Purpose == MessagePurpose.Confirmation, Stop))).ShouldBe(6);
    }

    [Fact]
    public async Task A_manager_sets_hours_sender_codes_and_budget_and_keeps_what_was_typed_wrong()
    {
        using var lea = await Town.SignedInAsync(Lea);
        await lea.GoAsync("/agents/messages/reglages?section=heures");
        await lea.SubmitAsync("Enregistrer", [("Input.FromMinute", "9:30"), ("Input.ToMinute", "8:00")]);
        lea.Page.QuerySelector("[name='Input.FromMinute']")!.GetAttribute("value").ShouldBe("9:30");
        await lea.SubmitAsync("Enregistrer", [("Input.FromMinute", "9:30"), ("Input.ToMinute", "18 h")]);
        lea.Text.ShouldContain("De 9 h 30 à 18 h");

        await lea.GoAsync("/agents/messages/reglages?section=expediteur");
        await lea.SubmitAsync("Enregistrer", [("Input.Sender", "RDV")]);
        lea.Text.ShouldContain("Ce nom ne peut pas être utilisé");
        await lea.SubmitAsync("Enregistrer", [("Input.Sender", "VillePassy")]);

        await lea.GoAsync("/agents/messages/reglages?section=budget");
        await lea.SubmitAsync("Enregistrer", [("Input.Cents", "12,50"), ("Input.Stops", "true")]);
        await lea.GoAsync("/agents/messages/reglages?section=codes");
        await lea.SubmitAsync("Enregistrer", [("Input.CodesBySms", "false"), ("Input.CentsPerDay", "5")]);

        var rules = await Town.ReadAsync(db => SendingRules.OfAsync(db, Passy.Id, Stop));
        (rules.FromMinute, rules.ToMinute, rules.Sender).ShouldBe((570, 1080, "VillePassy"));
        (rules.BudgetCents, rules.StopsAtBudget, rules.CodesBySms, rules.CodeCentsPerDay).ShouldBe((1250, true, false, 500));
    }

    [Fact]
    public async Task Costs_are_shown_by_planning_and_message_and_taken_along_for_a_spreadsheet()
    {
        await ExecuteAsync(
            $"""
            INSERT INTO sms_count (town_hall_id, planning_id, date, purpose, messages, parts, cost_millis)
            VALUES ({Passy.Id}, {Passy.PlanningId}, {new DateOnly(2026, 11, 3)}, {(short)MessagePurpose.Confirmation}, 120, 150, 10500)
            """);
        await Town.WriteAsync(db => db.Add(Budget(1_200)));
        using var lea = await Town.SignedInAsync(Lea);

        await lea.GoAsync("/agents/messages/couts");

        lea.Text.ShouldContain("10,50 € pour 150 SMS");
        lea.Text.ShouldContain("87 % du budget de 12,00 €");
        lea.Text.ShouldContain("Le budget du mois est bientôt atteint");
        await lea.GoAsync("/agents/messages/couts?handler=Export&mois=2026-11");
        lea.Text.ShouldContain("2026-11;CNI et passeports;confirmation;120;150;10,50", Case.Insensitive);
    }

    [Fact]
    public async Task Only_the_platform_s_administrators_hold_all_messages_back()
    {
        using var lea = await Town.SignedInAsync(Lea);
        await lea.GoAsync("/agents/administration/envois", HttpStatusCode.NotFound);
        using var ada = await Town.SignedInAsync("ada@creneau.fr");

        await ada.GoAsync("/agents/administration");
        ada.Page.QuerySelector("a[href='/agents/messages/textes']").ShouldNotBeNull();
        await ada.ClickAsync("Envoi des messages");
        await ada.SubmitAsync("Suspendre l’envoi");
        ada.Text.ShouldContain("L’envoi est suspendu");
        (await Town.ReadAsync(db => db.SendingPauses.CountAsync(Stop))).ShouldBe(1);
        await ada.SubmitAsync("Reprendre l’envoi");

        ada.Text.ShouldContain("Les messages partent");
        (await Town.ReadAsync(db => db.SendingPauses.CountAsync(Stop))).ShouldBe(0);
    }

    [Fact]
    public async Task An_agent_sees_neither_costs_nor_settings_and_nobody_sees_another_town_hall_s_people()
    {
        var id = await BookedAsync();
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync("/agents/messages/couts", HttpStatusCode.Forbidden);
        await nadia.GoAsync("/agents/messages/reglages", HttpStatusCode.Forbidden);
        var megeve = await Town.TownHallAsync("Megève", 45.86, 6.62, "74173");
        await Town.AgentAsync("ines@megeve.fr", AgentRole.Agent, megeve, "Inès Blanc");
        using var ines = await Town.SignedInAsync("ines@megeve.fr");

        await ines.GoAsync("/agents/messages");

        ines.Text.ShouldContain("Aucun message n’a encore été envoyé");
        ines.Text.ShouldNotContain($"{id}");
    }

    private SendingRules Budget(int cents)
    {
        var rules = new SendingRules(Passy.Id);
        rules.SetBudget(cents, stops: false);
        return rules;
    }

    private Task<Guid> BookedAsync() =>
        Town.BookedAsync(Passy.At(new DateOnly(2026, 12, 2), "09:15"), "claire", Person("Dunand", "Claire"));

    /// <summary>No server takes any of them.</summary>
    private Task FailAllAsync() => ExecuteAsync(
        $"UPDATE outbox_message SET state = {(short)MessageState.Failed}, failure = '550 no such user' WHERE purpose <> 0");

    private async Task ExecuteAsync(FormattableString sql)
    {
        await using var db = Town.OpenDb();
        await db.Database.ExecuteSqlAsync(sql, Stop);
    }
}

public sealed class MessagesPageOnSqliteTests() : MessagesPageTests(DatabaseProvider.Sqlite);

public sealed class MessagesPageOnPostgresTests() : MessagesPageTests(DatabaseProvider.Postgres);
