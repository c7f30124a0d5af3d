using System.Net;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Counter.Visits;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Agents;

/// <summary>Nadia runs the waiting room of Passy beside the agenda; without scripts.</summary>
public abstract class QueuePageTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";
    private static readonly DateOnly Today = new(2026, 11, 24);

    private TestTown Town { get; set; } = null!;

    private TestTownHall Passy { get; set; } = null!;

    private string Agenda => $"/agents/agenda?site={Passy.SiteId}";

    public async ValueTask InitializeAsync()
    {
        Town = await TestTown.FoundAsync(provider);
        Passy = await Town.TownHallAsync("Passy", inseeCode: "74208");
        await Passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        var megeve = await Town.TownHallAsync("Megève", 45.86, 6.62, "74173");
        await megeve.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await Town.AgentAsync(Nadia, AgentRole.Agent, Passy);
        await Town.AgentAsync("karim@passy.fr", AgentRole.Agent, Passy, "Karim Roux");
        await Town.AgentAsync("ines@megeve.fr", AgentRole.Agent, megeve, "Inès Blanc");
        await Town.OpenAsync();
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task A_family_arrives_is_called_and_finished_one_of_two_incomplete()
    {
        var id = await BookAsync("09:15", "Dunand", "Perrin");
        using var nadia = await AtDeskAsync(Nadia, "DR 1");
        nadia.Text.ShouldContain("Vous êtes au DR 1");
        await nadia.SubmitAsync("Arrivé : DUNAND Claire + 1");
        nadia.Text.ShouldContain("A 01");
        nadia.Page.QuerySelectorAll("[data-expires]").Select(button => button.GetAttribute("data-expires")).ShouldBe(["60"]);

        await nadia.SubmitAsync("Appeler au DR 1");
        await nadia.GoAsync($"{Agenda}&rdv={id}");
        await nadia.SubmitAsync("Enregistrer", [("outcomes", "Incomplete")]);

        (await Town.AppointmentAsync(id)).Status.ShouldBe(AppointmentStatus.Completed);
        (await Town.AppointmentAsync(id)).Applicants.ShouldContain(person => person.Outcome == PersonOutcome.Incomplete);
        nadia.Text.ShouldContain("À l’instant");
        await nadia.SubmitAsync("Revenir en arrière");
        (await Town.AppointmentAsync(id)).Status.ShouldBe(AppointmentStatus.InProgress);
    }

    [Fact]
    public async Task Calling_with_somebody_at_the_desk_asks_what_becomes_of_them()
    {
        var (first, second) = (await BookAsync("09:15", "Dunand"), await BookAsync("09:30", "Perrin"));
        using var nadia = await AtDeskAsync(Nadia, "DR 1");
        await nadia.SubmitAsync("Arrivé : DUNAND Claire");
        await nadia.SubmitAsync("Appeler au DR 1");
        await nadia.GoAsync($"{Agenda}&rdv={second}");
        await nadia.SubmitAsync("Arrivé");

        await nadia.SubmitAsync("Appeler au DR 1");
        nadia.Text.ShouldContain("Quelqu’un est encore au DR 1");
        await nadia.SubmitAsync("Mettre en attente et appeler");

        (await Town.AppointmentAsync(first)).Status.ShouldBe(AppointmentStatus.Paused);
        (await Town.AppointmentAsync(second)).Status.ShouldBe(AppointmentStatus.InProgress);
        var audited = await Town.ReadAsync(db => db.Set<Creneau.Storage.AuditRow>().Where(row => row.Refusal == null)
            .OrderBy(row => row.Id).Select(row => row.Operation + " " + row.Subject).ToListAsync());
        audited.ShouldContain($"visit-pause visit:{first}");
        audited.ShouldContain($"visit-call visit:{second}");
    }

    [Fact]
    public async Task Who_takes_over_a_desk_is_shown_who_was_there()
    {
        using var nadia = await AtDeskAsync(Nadia, "DR 1");
        using var karim = await AtDeskAsync("karim@passy.fr", "DR 1");

        karim.Text.ShouldContain("DR 1 est occupé par Nadia Berthod");
        await karim.SubmitAsync("Prendre sa place");

        karim.Text.ShouldContain("Vous êtes au DR 1");
        await nadia.GoAsync(Agenda);
        nadia.Text.ShouldContain("Votre guichet");
    }

    [Fact]
    public async Task Somebody_without_an_appointment_gets_a_ticket_until_the_cap_is_reached()
    {
        await Passy.CapsWalkInsAsync(1);
        using var nadia = await AtDeskAsync(Nadia, "DR 1");

        await nadia.SubmitAsync("Donner un ticket");
        nadia.Text.ShouldContain("Ticket A 01");
        await nadia.SubmitAsync("Donner un ticket", [("people", "2")]);

        nadia.Text.ShouldContain("est atteint pour cette demi-journée");
        await nadia.ClickAsync("Prochain horaire libre");
        nadia.Page.QuerySelector("[name='Input.Count'][checked], [name='Input.Count'] [selected]")!.GetAttribute("value").ShouldBe("2");
        (await Town.ReadAsync(db => db.Visits.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_without_an_appointment_ends_incomplete_and_the_audit_names_their_ticket()
    {
        using var nadia = await AtDeskAsync(Nadia, "DR 1");
        await nadia.SubmitAsync("Donner un ticket", [("people", "2")]);
        await nadia.SubmitAsync("Appeler au DR 1");

        await nadia.SubmitAsync("Enregistrer", [("Personne 2", "Incomplete")]);

        var visit = await Town.ReadAsync(db => db.Visits.SingleAsync());
        visit.Steps[^1].Outcomes.ShouldBe([PersonOutcome.Done, PersonOutcome.Incomplete]);
        var audited = await Town.ReadAsync(db => db.Set<Creneau.Storage.AuditRow>().Where(row => row.Subject == $"visit:{visit.Id}")
            .OrderBy(row => row.Id).Select(row => row.After).ToListAsync());
        audited.ShouldBe(["ticket:A01", $"desk:{Passy.DeskId("DR 1")} ticket:A01", "Done Incomplete ticket:A01"]);
    }

    [Fact]
    public async Task Another_town_halls_agent_changes_nothing_with_forged_ids()
    {
        var id = await BookAsync("09:15", "Dunand");
        using var nadia = await AtDeskAsync(Nadia, "DR 1");
        await nadia.SubmitAsync("Arrivé : DUNAND Claire");
        using var ines = await Town.SignedInAsync("ines@megeve.fr");
        await ines.GoAsync("/agents/agenda");

        await ines.SubmitAsync("Donner un ticket", [("site", $"{Passy.SiteId}")]);
        ines.Text.ShouldContain("Introuvable dans votre mairie");

        (await Town.AppointmentAsync(id)).Status.ShouldBe(AppointmentStatus.Arrived);
        (await Town.ReadAsync(db => db.Visits.CountAsync())).ShouldBe(1);
        await ines.GoAsync("/agents/file", HttpStatusCode.OK);
    }

    private async Task<Visitor> AtDeskAsync(string email, string desk)
    {
        var agent = await Town.SignedInAsync(email);
        await agent.GoAsync(Agenda);
        await agent.SubmitAsync("M’installer", [("desk", $"{Passy.DeskId(desk)}")]);
        return agent;
    }

    private Task<Guid> BookAsync(string clock, params string[] names)
    {
        var slot = Passy.At(Today, clock, [.. names.Select(_ => ServiceKind.IdCard)]);
        return Town.BookedForAsync(TestTown.Agent(Passy), slot, [.. names.Select(name => (Comer?)Person(name))]);
    }
}

public sealed class QueuePageOnSqliteTests() : QueuePageTests(DatabaseProvider.Sqlite);

public sealed class QueuePageOnPostgresTests() : QueuePageTests(DatabaseProvider.Postgres);
