using System.Net;
using Creneau.Agents;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Agents;

/// <summary>« Pourquoi aucun créneau ? » at Passy, on a Friday that is open in the morning until something is wrong with it.</summary>
public sealed class WhyPageTests : IAsyncLifetime
{
    private const string Lea = "lea@passy.fr";
    private const string Nadia = "nadia@passy.fr";
    private const string Odile = "odile@passy.fr";
    private TestTown _town = null!;
    private TestTownHall _passy = null!;
    private TestTownHall _megeve = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _passy = await (await _town.TownHallAsync("Passy")).DeskAsync("DR 1", "Fri 09:00-12:00");
        _megeve = await (await _town.TownHallAsync("Megève", 45.86, 6.62)).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Lea, AgentRole.PlanningManager, _passy, "Léa Ducrey");
        await _town.AgentAsync(Nadia, AgentRole.Agent, _passy, "Nadia Berthod");
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    /// <summary>I1: the faults are made one after another, each before the next in the order of the causes.</summary>
    [Fact]
    public async Task Seven_faults_in_turn_are_seven_sentences_each_with_the_place_where_it_is_mended()
    {
        using var lea = await _town.SignedInAsync(Lea);
        List<(string Said, string Mended)> seen = [];
        async Task SeeAsync(Action<OpeningRule, Planning> fault)
        {
            await FaultAsync(fault);
            await lea.GoAsync(Address("2026-11-27"));
            var answer = lea.Page.QuerySelector("[data-cause]")!;
            answer.GetAttribute("data-cause").ShouldNotBe("None");
            seen.Add((answer.TextContent, answer.ParentElement!.QuerySelector("a")!.GetAttribute("href")!));
        }

        await SeeAsync((_, planning) => planning.SetStaffed(true));
        await _town.WriteAsync(db => db.Add(Closure.OfSite(
            _passy.SiteId, new Closing(new(2026, 11, 27), 0, new(2026, 11, 27), 1440), ClosureReason.Other, "travaux d’accueil")));
        await SeeAsync((_, _) => { });
        await SeeAsync((_, planning) => planning.SetWindow(new BookingWindow(0, 0, new WeeklyRelease(DayOfWeek.Friday, 540))));
        await SeeAsync((_, planning) => planning.SetWindow(new BookingWindow(0, 2, null)));
        await SeeAsync((rule, _) => rule.SetOpening(rule.DeskId, rule.ToOpening() with { Time = new(540, 550), StepMinutes = 5 }));
        await SeeAsync((rule, _) => rule.SetOpening(rule.DeskId, rule.ToOpening() with { Channel = OpeningChannel.CounterOnly }));
        await SeeAsync((rule, _) => rule.SetOpening(rule.DeskId, rule.ToOpening() with { Services = ServiceSet.Of(3) }));

        seen.Select(one => one.Said).Distinct().Count().ShouldBe(7);
        seen[1].Said.ShouldBe("Lieu d’accueil fermé, Mairie de Passy : travaux d’accueil.".Replace(" :", "\u00A0:"));
        seen.Select(one => one.Mended[(one.Mended.IndexOf('#', StringComparison.Ordinal) + 1)..]).ShouldBe(
            ["equipe", "fermetures", "fenetre", "fenetre", "plage", "plage", "plage"]);
    }

    /// <summary>Each link opens the page that mends it, at the part that does.</summary>
    [Fact]
    public async Task What_a_manager_has_set_leads_to_the_very_page_where_it_is_set()
    {
        await _town.AgentAsync(Odile, AgentRole.Manager, _passy, "Odile Favre");
        using var odile = await _town.SignedInAsync(Odile);
        var service = _passy.ServiceId(ServiceKind.Passport);
        async Task<string> SeeAsync(string cause)
        {
            await _passy.CapsWalkInsAsync(9);
            await odile.GoAsync(Address("2026-11-27"));
            var answer = odile.Page.QuerySelector("[data-cause]")!;
            answer.GetAttribute("data-cause").ShouldBe(cause);
            var href = answer.ParentElement!.QuerySelector("a")!.GetAttribute("href")!;
            await odile.GoAsync(href);
            odile.Page.QuerySelector(href[href.IndexOf('#', StringComparison.Ordinal)..]).ShouldNotBeNull();
            return href;
        }

        async Task<string> RetiredAsync(RetiredThing thing)
        {
            await _town.WriteAsync(db => db.Add(new Retirement(_passy.Id, thing, new(2026, 11, 27))));
            return await SeeAsync("Retired");
        }

        string[] links =
        [
            await RetiredAsync(new(RetiredKind.Desk, _passy.DeskId("DR 1"))),
            await RetiredAsync(new(RetiredKind.Service, service)),
            await RetiredAsync(new(RetiredKind.Planning, _passy.PlanningId)),
            await RetiredAsync(new(RetiredKind.Site, _passy.SiteId)),
        ];
        await _town.ReadAsync(db => db.Retirements.ExecuteDeleteAsync());
        await FaultAsync((_, planning) => planning.Services.Single(one => one.Id == service).SetCounterOnly(true));
        var agents = await SeeAsync("AgentsOnly");
        await FaultAsync((_, planning) => planning.AsDraft());
        var draft = await SeeAsync("NotPublic");

        const string Setup = "/agents/administration/";
        links.ShouldBe([$"{Setup}guichets/{_passy.DeskId("DR 1")}#retrait", $"{Setup}demarches/{service}#suspendre",
            $"{Setup}plannings/{_passy.PlanningId}#retrait", $"{Setup}lieux/{_passy.SiteId}#retrait"]);
        (agents, draft).ShouldBe(($"{Setup}demarches/{service}#public", $"{Setup}plannings/{_passy.PlanningId}#ouvrir"));
    }

    [Fact]
    public async Task Who_manages_hours_only_is_told_who_sets_what_is_retired()
    {
        await _town.WriteAsync(db => db.Add(
            new Retirement(_passy.Id, new RetiredThing(RetiredKind.Site, _passy.SiteId), new(2026, 11, 27))));
        await _passy.CapsWalkInsAsync(9);
        using var lea = await _town.SignedInAsync(Lea);

        await lea.GoAsync(Address("2026-11-27"));

        lea.Text.ShouldContain("Ce lieu d’accueil ne reçoit plus personne à cette date");
        lea.Text.ShouldContain("Un gestionnaire de votre mairie peut y remédier.");
    }

    [Fact]
    public async Task A_day_without_a_range_leads_here_from_the_hours_and_from_the_agenda()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync("/agents/horaires?semaine=2026-11-23");
        await lea.GoAsync(lea.Page.QuerySelector("li.none a")!.GetAttribute("href")!);
        lea.Text.ShouldContain("Aucune plage d’ouverture n’assure cette démarche");

        await lea.GoAsync("/agents/agenda?jour=2026-11-26");
        await lea.ClickAsync("Pourquoi aucun créneau ?");

        lea.Text.ShouldContain("Aucune plage d’ouverture n’assure cette démarche ce jeudi.");
        await lea.ClickAsync("Ouvrir les horaires de ce jour");
        lea.Url.Query.ShouldContain("jour=2026-11-26");
    }

    [Fact]
    public async Task A_date_that_is_none_is_said_at_the_field_and_stays()
    {
        using var nadia = await _town.SignedInAsync(Nadia);

        await nadia.GoAsync(Address("le 12"));

        nadia.Page.QuerySelector("#jour-error")!.TextContent.ShouldContain("Écrivez une date");
        nadia.Page.QuerySelector("#jour")!.GetAttribute("value").ShouldBe("le 12");
    }

    [Fact]
    public async Task Who_cannot_mend_it_is_told_who_can()
    {
        using var nadia = await _town.SignedInAsync(Nadia);

        await nadia.GoAsync(Address("2026-11-26"));

        nadia.Text.ShouldContain("Un responsable de planning de votre mairie peut y remédier.");
        nadia.Page.QuerySelectorAll("a[href*='/agents/horaires']").ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_town_hall_is_not_found()
    {
        using var nadia = await _town.SignedInAsync(Nadia);

        foreach (var address in new[]
        {
            $"?site={_megeve.SiteId}", $"?planning={_megeve.PlanningId}", $"?demarche={_megeve.ServiceId(ServiceKind.Passport)}", "?site=x",
        })
        {
            await nadia.GoAsync("/agents/pourquoi" + address, HttpStatusCode.NotFound);
        }
    }

    private string Address(string date)
    {
        var service = _passy.ServiceId(ServiceKind.Passport);
        return FormattableString.Invariant(
            $"/agents/pourquoi?site={_passy.SiteId}&planning={_passy.PlanningId}&demarche={service}&jour={date}");
    }

    private async Task FaultAsync(Action<OpeningRule, Planning> fault)
    {
        await using var db = _town.OpenDb();
        var planning = await db.Plannings.Include(one => one.Services).SingleAsync(one => one.Id == _passy.PlanningId);
        fault(await db.OpeningRules.SingleAsync(rule => rule.SiteId == _passy.SiteId), planning);
        await db.SaveChangesAsync();
        // Raises the revisions, so that the node reads the hours again
        await _passy.CapsWalkInsAsync(9);
    }
}
