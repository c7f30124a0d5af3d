using System.Net;
using Creneau.Scheduling;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Search;

/// <summary>« Tous les créneaux » of one site.</summary>
public sealed class SitePageTests(ValleyTown valley) : IClassFixture<ValleyTown>
{
    [Fact]
    public async Task All_slots_of_the_first_week_are_listed_by_day()
    {
        using var visitor = valley.Town.Visitor();
        await visitor.GoAsync("/?near=Sallanches&people=3");

        await visitor.ClickAsync("Tous les créneaux, Mairie de Passy");

        visitor.Text.ShouldContain("Semaine du lundi 23 novembre 2026");
        visitor.Page.QuerySelectorAll(".day").Length.ShouldBe(2);
        visitor.Page.QuerySelectorAll(".day button[name=slot]").Length.ShouldBe(16 + 10);
        visitor.Text.ShouldContain("de Sallanches, à vol d’oiseau");
        visitor.Page.QuerySelector("[name=services]")!.GetAttribute("value").ShouldBe("cni,cni,cni");
    }

    [Fact]
    public async Task The_next_week_and_a_month_are_one_click_away()
    {
        using var visitor = valley.Town.Visitor();
        await visitor.GoAsync($"/mairies/{valley.Passy.SiteId}");

        await visitor.ClickAsync("lun. 30 nov.");
        visitor.Text.ShouldContain("Semaine du lundi 30 novembre 2026");
        await visitor.ClickAsync("Janvier 2027");

        visitor.Text.ShouldContain("Semaine du lundi 28 décembre 2026");
        visitor.Text.ShouldContain("Samedi 2 janvier 2027");
    }

    [Fact]
    public async Task A_week_without_slots_shows_the_next_that_has_some()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync($"/mairies/{valley.Passy.SiteId}?week=2026-11-24&from=2026-12-10");

        visitor.Text.ShouldContain("Semaine du lundi 7 décembre 2026");
    }

    [Fact]
    public async Task Nothing_free_says_so_and_leads_elsewhere()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync($"/mairies/{valley.Passy.SiteId}?near=Sallanches&days=sun");
        visitor.Text.ShouldContain("Aucun créneau libre ici avec les jours et heures choisis.");
        await visitor.ClickAsync("Chercher ailleurs");

        visitor.Url.AbsolutePath.ShouldBe("/");
    }

    [Fact]
    public async Task Times_without_an_appointment_are_named_and_offer_no_slot()
    {
        await valley.Passy.OpensAsync("DR 1", "Mon 13:00-13:20", stepMinutes: 5, channel: OpeningChannel.WalkInOnly);
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync($"/mairies/{valley.Passy.SiteId}");

        visitor.Text.ShouldContain("Sans rendez-vous Lundi 30 novembre 2026, 13 h 00 – 13 h 20");
        visitor.Page.QuerySelectorAll(".day button[name=slot]").ShouldAllBe(slot => !slot.TextContent.Contains("13"));
    }

    [Fact]
    public async Task An_unknown_site_is_not_found()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/mairies/999999", HttpStatusCode.NotFound);
    }
}
