using System.Net;
using Creneau.Agents;
using Creneau.Places;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Agents;

/// <summary>The table of school holidays, as a browser without scripts keeps it.</summary>
public sealed class SchoolHolidayPageTests : IAsyncLifetime
{
    private const string Root = "root@creneau.fr";
    private const string Odile = "odile@passy.fr";
    private const string Address = "/agents/administration/vacances";
    private TestTown _town = null!;
    private TestTownHall _passy = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _passy = await (await _town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Root, AgentRole.Administrator, null, "Alix Roch");
        await _town.AgentAsync(Odile, AgentRole.Manager, _passy, "Odile Favre");
        await _town.OpenAsync("--Creneau:Agents:AdministratorsNeedSecondFactor=false");
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_period_is_added_changed_and_removed()
    {
        using var root = await _town.SignedInAsync(Root);
        await root.GoAsync("/agents/administration");
        await root.ClickAsync("Vacances scolaires");

        await root.SubmitAsync("Ajouter", [
            ("Input.Zone", "Corse"), ("Input.Name", "Hiver"), ("Input.From", "2027-02-20"), ("Input.Until", "2027-03-08")]);
        root.Text.ShouldContain("Enregistré : zone Corse, Hiver.");
        root.Text.ShouldContain("du samedi 20 février 2027, reprise le lundi 8 mars 2027");
        await root.GoAsync($"{Address}?periode={await IdAsync()}");
        await root.SubmitAsync("Enregistrer la période", [("Input.Until", "2027-03-15")]);
        root.Text.ShouldContain("reprise le lundi 15 mars 2027");
        await root.GoAsync($"{Address}?periode={await IdAsync()}");
        await root.SubmitAsync("Retirer cette période");

        root.Text.ShouldContain("Retiré : zone Corse, Hiver.");
        (await _town.ReadAsync(db => db.SchoolHolidays.AnyAsync(row => row.Zone == "Corse"))).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_field_and_nothing_that_was_typed_is_lost()
    {
        using var root = await _town.SignedInAsync(Root);
        await root.GoAsync(Address);

        await root.SubmitAsync("Ajouter", [
            ("Input.Zone", "A"), ("Input.Name", "Pont"), ("Input.From", "2026-12-24"), ("Input.Until", "2026-12-28")]);
        root.Errors.ShouldContain(error => error.Contains("Noël"));
        root.Page.QuerySelector("#Input_Name")!.GetAttribute("value").ShouldBe("Pont");
        await root.SubmitAsync("Ajouter", [("Input.From", "le 3"), ("Input.Until", "2026-11-10")]);
        root.Errors.ShouldContain(error => error.Contains("Écrivez une date"));
        root.Page.QuerySelector("#Input_From")!.GetAttribute("value").ShouldBe("le 3");
        await root.SubmitAsync("Ajouter", [("Input.From", "2026-11-11")]);

        root.Errors.ShouldContain(error => error.Contains("La reprise doit venir après"));
        root.Page.QuerySelector("#Input_Until")!.GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Fact]
    public async Task The_second_of_two_administrators_sees_what_the_first_one_changed()
    {
        using var first = await _town.SignedInAsync(Root);
        await first.GoAsync($"{Address}?periode=16");
        using var second = first.NewTab();
        await second.GoAsync($"{Address}?periode=16");

        await first.SubmitAsync("Enregistrer la période", [("Input.Until", "2026-11-03")]);
        await second.SubmitAsync("Enregistrer la période", [("Input.Until", "2026-11-04")]);

        second.Text.ShouldContain("Cette période a été modifiée ou retirée entre-temps");
        second.Text.ShouldContain("reprise le mardi 3 novembre 2026");
        second.Page.QuerySelector("#Input_Until")!.GetAttribute("value").ShouldBe("2026-11-04");
    }

    [Fact]
    public async Task A_manager_chooses_the_zone_of_the_own_town_hall_and_keeps_no_dates()
    {
        using var odile = await _town.SignedInAsync(Odile);
        await odile.GoAsync(Address);
        odile.Page.QuerySelector("#Input_Zone").ShouldBeNull();

        await odile.SubmitAsync("Choisir cette zone", [("Choice.Zone", "A")]);

        odile.Text.ShouldContain("Enregistré : Passy, A.");
        (await _town.ReadAsync(db => db.TownHalls.SingleAsync(row => row.Id == _passy.Id))).SchoolZone.ShouldBe("A");
        await odile.GoAsync($"{Address}?periode=16", HttpStatusCode.NotFound);
    }

    private Task<int> IdAsync() => _town.ReadAsync(
        db => db.SchoolHolidays.Where(row => row.Zone == "Corse").Select(row => row.Id).SingleAsync());
}
