using System.Globalization;
using System.Net;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Storage;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Text;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Agents;

/// <summary>Odile, who manages Passy, reads what was done there; others read their own, or nothing.</summary>
public abstract class AuditPageTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Odile = "odile@passy.fr";
    private const string Network = "3f2a00000000000000000000000000000000000000000000000000000000beef";

    private TestTown _town = null!;
    private TestTownHall _passy = null!;
    private TestTownHall _megeve = null!;
    private int _nadia;
    private int _karim;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider);
        _passy = await _town.TownHallAsync("Passy", inseeCode: "74208");
        await _passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        _megeve = await _town.TownHallAsync("Megève", 45.86, 6.62, "74173");
        await _megeve.DeskAsync("DR 7", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Odile, AgentRole.Manager, _passy, "Odile Favre");
        _nadia = await _town.AgentAsync("nadia@passy.fr", AgentRole.Agent, _passy);
        _karim = await _town.AgentAsync("karim@megeve.fr", AgentRole.Manager, _megeve, "Karim Roux");
        await _town.AgentAsync("paul@creneau.fr", AgentRole.Support, null, "Paul Girard");
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    private Actor Nadia => Actor.Agent(_nadia, _passy.Id, Rights.Appointments | Rights.Hours, "session", Network);

    private Actor Karim => Actor.Agent(_karim, _megeve.Id, Rights.Appointments | Rights.Hours, "session", Network);

    [Fact]
    public async Task A_row_says_who_when_what_on_what_from_where_and_what_changed()
    {
        var id = await _town.BookedByAsync(Nadia, _passy.At(Wednesday, "09:00"), "zoe@exemple.fr", Person("Dunand", "Zoé"));
        var reference = await _town.ReadAsync(db => db.Appointments.Select(row => row.Reference).SingleAsync(Ct));
        var desk = _passy.DeskId("DR 1");
        await AuditAsync(Nadia, new AuditEntry(
            "move", $"appointment:{id}", $"desk:{desk} 2026-11-25 540-555", $"desk:{desk} 2026-11-26 600-615"));
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync("/agents/journal?operation=move");

        var row = Rows(odile).ShouldHaveSingleItem();
        row.ShouldStartWith($"24/11/2026 09:00:00 Nadia Berthod Rendez-vous déplacé Rendez-vous {Shown(Wording.Reference(reference))}");
        row.ShouldContain("avant : DR 1, mercredi 25 novembre 2026, 9 h 00 – 9 h 15");
        row.ShouldEndWith("espace des mairies, réseau 3f2a");
        await odile.GoAsync("/agents/journal?operation=code");
        Rows(odile).ShouldHaveSingleItem().ShouldContain("champs personnels : e-mail, nom de naissance (personne 1)");
        odile.Text.ShouldNotContain("Dunand");
        await odile.GoAsync($"/agents/rendez-vous/{id}");
    }

    [Fact]
    public async Task A_refusal_is_marked_and_can_be_asked_for_alone()
    {
        await AuditAsync(Nadia, new AuditEntry("note-write", "", null, null, "TooLong"));
        await AuditAsync(Nadia, new AuditEntry("note-remove"));
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync("/agents/journal");
        await odile.SubmitAsync("Afficher", [("Refusals", "true")]);

        Rows(odile).ShouldHaveSingleItem().ShouldContain("Note écrite Refusé : texte trop long");
        odile.Url.Query.ShouldContain("Refusals=true");
    }

    [Fact]
    public async Task What_others_did_at_the_town_hall_is_seen_there_and_what_they_did_at_home_is_not()
    {
        await AuditAsync(Karim, new AuditEntry("note-write") { TownHallId = _passy.Id });
        await AuditAsync(Karim, new AuditEntry("print-slip"));
        await AuditAsync(Actor.CommandLine, new AuditEntry("desk-close", $"desk:{_passy.DeskId("DR 1")}") { TownHallId = _passy.Id });
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync("/agents/journal");

        Rows(odile).ShouldContain(row => row.Contains("Karim Roux Megève", StringComparison.Ordinal));
        Rows(odile).ShouldContain(row => row.Contains("Guichet fermé DR 1 ligne de commande", StringComparison.Ordinal));
        Rows(odile).ShouldContain(row => row.Contains("Odile Favre Connexion", StringComparison.Ordinal));
        Rows(odile).ShouldNotContain(row => row.Contains("Bulletin imprimé", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_desk_is_closed_by_a_stranger_in_vain_and_the_town_hall_reads_of_it()
    {
        var closure = new Creneau.Hours.DeskClosure(null, null, Creneau.Availability.Openings.ClosureReason.Other, null);
        await _town.Get<Creneau.Hours.CloseDesk>().RunAsync(Karim, _passy.DeskId("DR 1"), closure, Ct);
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync("/agents/journal?refusals=true");

        Rows(odile).ShouldHaveSingleItem().ShouldContain("Karim Roux Megève Guichet fermé Refusé : introuvable DR 1");
    }

    [Fact]
    public async Task The_platform_reads_all_town_halls_or_one_and_no_personal_field()
    {
        await _town.BookedByAsync(Nadia, _passy.At(Wednesday, "09:00"), "zoe@exemple.fr", Person("Dunand", "Zoé"));
        await AuditAsync(Karim, new AuditEntry("print-slip"));
        var row = await RowIdAsync("code");
        using var paul = await _town.SignedInAsync("paul@creneau.fr");

        await paul.GoAsync("/agents/journal");
        Rows(paul).ShouldContain(text => text.Contains("Karim Roux Megève", StringComparison.Ordinal));
        Rows(paul).ShouldContain(text => text.Contains("Nadia Berthod Passy", StringComparison.Ordinal));
        await paul.ClickAsync("Passy");
        Rows(paul).ShouldNotContain(text => text.Contains("Karim Roux", StringComparison.Ordinal));
        await paul.GoAsync($"/agents/journal/{row}");

        paul.Text.ShouldNotContain("Afficher les valeurs");
        await paul.PostAsync($"/agents/journal/{row}", [("townHall", "")], HttpStatusCode.BadRequest);
        await paul.SubmitAsync("Réessayer", expected: HttpStatusCode.NotFound);
        paul.Text.ShouldNotContain("Dunand");
        await paul.GoAsync("/agents/journal?mairie=99999", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Values_are_shown_on_demand_and_that_stands_in_the_audit()
    {
        var id = await _town.BookedByAsync(Nadia, _passy.At(Wednesday, "09:00"), "zoe@exemple.fr", Person("Dunand", "Zoé"));
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync($"/agents/journal/{await RowIdAsync("code")}");
        odile.Text.ShouldNotContain("Dunand");
        await odile.SubmitAsync("Afficher les valeurs");

        odile.Text.ShouldContain("nom de naissance (personne 1) rien Dunand");
        var read = await _town.ReadAsync(db => db.AuditRows.SingleAsync(row => row.Operation == "audit-values", Ct));
        (read.Subject, read.Refusal).ShouldBe(($"appointment:{id}", null));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("999999")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    public async Task A_row_that_there_is_none_of_is_not_found(string id)
    {
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync($"/agents/journal/{id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_row_and_its_values_of_another_town_hall_are_not_found()
    {
        await _town.BookedByAsync(Karim, _megeve.At(Wednesday, "09:00"), "zoe@exemple.fr", Person("Dunand", "Zoé"));
        var row = await RowIdAsync("code");
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync($"/agents/journal/{row}", HttpStatusCode.NotFound);
        await odile.GoAsync($"/agents/journal/{row}?mairie={_megeve.Id}", HttpStatusCode.NotFound);
        await odile.PostAsync(
            $"/agents/journal/{row}", [("townHall", _passy.Id.ToString(CultureInfo.InvariantCulture))], HttpStatusCode.BadRequest);
        await odile.SubmitAsync("Réessayer", expected: HttpStatusCode.NotFound);

        odile.Text.ShouldNotContain("Dunand");
        await odile.GoAsync($"/agents/journal?mairie={_megeve.Id}");
        odile.Text.ShouldContain("Journal de Passy");
    }

    [Fact]
    public async Task A_reference_finds_what_was_done_to_that_appointment_and_nothing_of_other_town_halls()
    {
        await _town.BookedByAsync(Nadia, _passy.At(Wednesday, "09:00"), "zoe@exemple.fr", Person("Dunand", "Zoé"));
        await _town.BookedByAsync(Karim, _megeve.At(Wednesday, "09:00"), "leo@exemple.fr", Person("Roche", "Léo"));
        var references = await _town.ReadAsync(db => db.Appointments.ToDictionaryAsync(row => row.TownHallId, row => row.Reference, Ct));
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync("/agents/journal");
        await odile.SubmitAsync("Afficher", [("Reference", references[_passy.Id])]);
        Rows(odile).ShouldNotBeEmpty();
        Rows(odile).ShouldAllBe(row => row.Contains("Rendez-vous", StringComparison.Ordinal));
        await odile.SubmitAsync("Afficher", [("Reference", references[_megeve.Id])]);

        odile.Text.ShouldContain("Rien ne correspond à cette recherche.");
    }

    [Fact]
    public async Task Period_agent_and_operation_narrow_it_together()
    {
        await AuditAsync(Nadia, new AuditEntry("print-slip"));
        _town.TurnableClock.Advance(TimeSpan.FromDays(1));
        await AuditAsync(Nadia, new AuditEntry("print-slip"));
        await AuditAsync(Nadia, new AuditEntry("note-write"));
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync($"/agents/journal?from=2026-11-25&until=2026-11-25&agent={_nadia}&operation=print-slip");

        Rows(odile).ShouldHaveSingleItem().ShouldContain("25/11/2026 09:00:00");
        odile.Page.QuerySelector("#From")!.GetAttribute("value").ShouldBe("2026-11-25");
        odile.Page.QuerySelector("select[name=agent] option[selected]")!.TextContent.ShouldBe("Nadia Berthod");
    }

    [Theory]
    [InlineData("from=demain", "Donnez une date comme 24/11/2026.")]
    [InlineData("until=2026-02-30", "Donnez une date comme 24/11/2026.")]
    [InlineData("from=2026-11-25&until=2026-11-24", "La fin est avant le début.")]
    [InlineData("agent=Nadia", "Cet agent n’existe pas.")]
    [InlineData("reference=1234567890", "Une référence a dix chiffres")]
    public async Task What_is_not_understood_is_said_at_its_field(string filter, string message)
    {
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync($"/agents/journal?{filter}");

        odile.Errors.ShouldContain(error => error.Contains(message, StringComparison.Ordinal));
        Rows(odile).ShouldBeEmpty();
        await odile.GoAsync($"/agents/journal?{filter}&handler=Export");
        odile.Errors.ShouldContain(error => error.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("after=x")]
    [InlineData("after=9999999999999999999-1")]
    [InlineData("operation=no-such-operation&agent=424242")]
    [InlineData("from=0001-01-01&until=9999-12-31")]
    public async Task What_means_nothing_does_no_harm(string filter)
    {
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync($"/agents/journal?{filter}");

        odile.Text.ShouldContain("Journal de Passy");
    }

    [Fact]
    public async Task Older_pages_stay_where_they_are_while_rows_are_added()
    {
        for (var i = 0; i < 60; i++)
        {
            await AuditAsync(Nadia, new AuditEntry("print-slip", $"audit:{i}"));
        }

        using var odile = await _town.SignedInAsync(Odile);
        await odile.GoAsync("/agents/journal?operation=print-slip");
        var first = Rows(odile);

        await AuditAsync(Nadia, new AuditEntry("print-slip", "audit:60"));
        await odile.ClickAsync("Plus anciennes");

        first.Count.ShouldBe(50);
        Rows(odile).Count.ShouldBe(10);
        Rows(odile)[0].ShouldContain("ligne 9 du journal");
        odile.Url.Query.ShouldContain("Operation=print-slip");
        await odile.ClickAsync("Les plus récentes");
        Rows(odile)[0].ShouldContain("ligne 60 du journal");
    }

    [Fact]
    public async Task Who_has_left_is_a_former_agent_with_a_number()
    {
        await AuditAsync(Actor.Agent(4321, _passy.Id, Rights.Appointments, "session", ""), new AuditEntry("print-slip"));
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync("/agents/journal?operation=print-slip&agent=4321");

        Rows(odile).ShouldHaveSingleItem().ShouldContain("ancien agent (n° 4321) Bulletin imprimé");
    }

    [Fact]
    public async Task The_table_for_a_spreadsheet_has_the_filtered_rows_no_formula_and_stands_in_the_audit()
    {
        await AuditAsync(Nadia, new AuditEntry("print-slip", "=1+1"));
        await AuditAsync(Nadia, new AuditEntry("note-write"));
        using var odile = await _town.SignedInAsync(Odile);
        await odile.GoAsync("/agents/journal?operation=print-slip");

        await odile.ClickAsync("Télécharger ces lignes (CSV)");

        var lines = odile.Page.Body!.TextContent.Trim().TrimStart('\uFEFF').Split('\n');
        lines[0].ShouldStartWith("Quand;Qui;Pour;Action;Sur quoi;D’où;Avant;Après;Refus");
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("Nadia Berthod;;Bulletin imprimé;");
        lines[1].ShouldNotContain(";=1+1");
        var noted = await _town.ReadAsync(db => db.AuditRows.SingleAsync(row => row.Operation == "audit-export", Ct));
        (noted.Subject, noted.After).ShouldBe(($"town-hall:{_passy.Id}", "operation:print-slip"));
    }

    [Fact]
    public async Task The_table_goes_on_over_its_pages()
    {
        await _town.WriteAsync(
            db => db.AddRange(Enumerable.Range(0, 2500).Select(i => RowOf(Nadia, new AuditEntry("print-slip", $"audit:{i}")))));
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync("/agents/journal?operation=print-slip&handler=Export");

        var lines = odile.Page.Body!.TextContent.Trim().Split('\n')[1..];
        lines.Distinct().Count().ShouldBe(2500);
    }

    private Task AuditAsync(Actor actor, AuditEntry entry) => _town.Get<Transactions>().AuditAsync(actor, entry, Ct);

    private AuditRow RowOf(Actor actor, AuditEntry entry) => new(actor, entry, _town.NowUtc);

    private Task<long> RowIdAsync(string operation) => _town.ReadAsync(
        db => db.AuditRows.Where(row => row.Operation == operation).OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync(Ct));

    /// <summary>With ordinary spaces alone.</summary>
    private static string Shown(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static List<string> Rows(Visitor visitor) =>
    [
        .. visitor.Page.QuerySelectorAll("table.audit tbody tr").Select(
            row => Shown(row.TextContent)),
    ];
}

public sealed class AuditPageOnSqliteTests() : AuditPageTests(DatabaseProvider.Sqlite);

public sealed class AuditPageOnPostgresTests() : AuditPageTests(DatabaseProvider.Postgres);
