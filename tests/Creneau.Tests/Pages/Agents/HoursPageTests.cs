using System.Globalization;
using System.Net;
using Creneau.Agents;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Agents;

/// <summary>The opening hours of Passy, as a browser without scripts edits them.</summary>
public sealed class HoursPageTests : IAsyncLifetime
{
    private const string Lea = "lea@passy.fr";
    private const string Hours = "/agents/horaires?semaine=2026-11-30";
    private const string Line = "plage";

    private TestTown _town = null!;
    private TestTownHall _passy = null!;
    private TestTownHall _megeve = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _passy = await (await _town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _passy.DeskAsync("DR 2", "Tue-Tue 09:00-12:00");
        _megeve = await (await _town.TownHallAsync("Megève", 45.86, 6.62)).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Lea, AgentRole.PlanningManager, _passy, "Léa Ducrey");
        await _town.AgentAsync("nadia@passy.fr", AgentRole.Agent, _passy, "Nadia Berthod");
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_range_that_is_added_waits_in_a_draft_and_is_in_force_once_it_is_published()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Hours);

        await lea.SubmitAsync("Garder en brouillon", [("Range.Weekday", "6"), ("Range.From", "9h"), ("Range.To", "12 h 30")]);
        lea.Text.ShouldContain("9 h 00 – 12 h 30 nouvelle");
        lea.Text.ShouldContain("samedi + 28");
        (await RulesAsync()).ShouldBe(6);
        await lea.SubmitAsync("Publier");

        lea.Text.ShouldContain("Publié.");
        (await RulesAsync()).ShouldBe(7);
        await lea.GoAsync(Hours);
        lea.Text.ShouldContain("En place depuis le");
        lea.Text.ShouldContain("(Léa Ducrey)");
    }

    [Fact]
    public async Task A_range_is_changed_for_one_day_and_the_others_stay()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await OpenAsync(lea, Hours, "2026-12-02");

        await lea.SubmitAsync("Garder en brouillon", [("Range.To", "11:00"), ("Range.Scope", "ThisDay")]);
        lea.Text.ShouldContain("9 h 00 – 11 h 00");
        await lea.SubmitAsync("Publier");

        var rules = await _town.ReadAsync(db => db.OpeningRules.Where(rule => rule.DeskId == _passy.DeskId("DR 1")).ToListAsync());
        rules.ShouldContain(rule => rule.OnDate == new DateOnly(2026, 12, 2) && rule.EndMinute == 660);
        rules.ShouldContain(rule => rule.Day == DayOfWeek.Wednesday && rule.UntilDate == new DateOnly(2026, 12, 1));
        rules.ShouldContain(rule => rule.Day == DayOfWeek.Wednesday && rule.FromDate == new DateOnly(2026, 12, 3));
        await lea.GoAsync("/agents/horaires?semaine=2026-12-07");
        lea.Text.ShouldNotContain("nouvelle 9 h");
    }

    [Fact]
    public async Task A_range_that_is_taken_away_is_shown_struck_through_until_it_is_put_back()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await OpenAsync(lea, Hours, "2026-12-02");

        await lea.SubmitAsync("Retirer", [("Range.Scope", "All")]);
        lea.Page.QuerySelector("a.range.gone")!.TextContent.ShouldContain("retirée");
        await lea.GoAsync(lea.Page.QuerySelector("a.range.gone")!.GetAttribute("href")!);
        await lea.SubmitAsync("Rétablir");

        lea.Page.QuerySelector("a.range.gone").ShouldBeNull();
        lea.Text.ShouldContain("Ce brouillon ne change rien encore");
    }

    [Fact]
    public async Task An_overlap_names_the_other_range_and_keeps_what_was_typed()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Hours);

        await lea.SubmitAsync("Garder en brouillon", [("Range.Weekday", "3"), ("Range.From", "11 h 30"), ("Range.To", "14 h 15")]);

        lea.Errors.ShouldContain(error => error.Replace('\u00A0', ' ').Contains("mercredi, 9 h 00 – 12 h 00, DR 1"));
        lea.Page.QuerySelector("#Range_To")!.GetAttribute("value").ShouldBe("14 h 15");
        (await _town.ReadAsync(db => db.HoursDrafts.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("Range.From", "25 h", "Écrivez une heure")]
    [InlineData("Range.To", "8 h", "La fin doit venir après le début")]
    [InlineData("Range.Kept", "3", "Écrivez un nombre entier")]
    public async Task What_is_wrong_with_a_range_stands_at_its_field(string field, string typed, string expected)
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Hours);

        await lea.SubmitAsync("Garder en brouillon", [("Range.Weekday", "6"), (field, typed)]);

        lea.Errors.ShouldContain(error => error.Contains(expected));
    }

    [Fact]
    public async Task A_closure_that_ends_before_it_begins_is_refused_and_one_that_does_not_is_drafted()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Hours);

        await lea.SubmitAsync(
            "Ajouter cette fermeture",
            [("Closure.From", "2026-12-03"), ("Closure.Until", "2026-12-01"), ("Closure.Told", "Inventaire")]);
        lea.Errors.ShouldContain(error => error.Contains("La fermeture se termine avant de commencer."));
        lea.Page.QuerySelector("#Closure_Told")!.GetAttribute("value").ShouldBe("Inventaire");
        lea.Page.QuerySelector("#Range_From")!.GetAttribute("value").ShouldBe("9\u00A0h\u00A000");
        lea.Page.QuerySelector("#Window_Horizon")!.GetAttribute("value").ShouldBe("60");
        await lea.SubmitAsync("Ajouter cette fermeture", [("Closure.Until", "2026-12-03")]);

        lea.Text.ShouldContain("toute la mairie : Inventaire");
        (await _town.ReadAsync(db => db.Closures.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Somebody_who_falls_outside_is_moved_when_it_is_published_and_back_when_it_is_undone()
    {
        var id = await _town.BookedAsync(_passy.At(Wednesday, "11:30"), "claire", Person("Dunand", "Claire", null, "K7Q2M9X4TB"));
        using var lea = await _town.SignedInAsync(Lea);
        await OpenAsync(lea, "/agents/horaires?semaine=2026-11-23", "2026-11-25");
        await lea.SubmitAsync("Garder en brouillon", [("Range.To", "11 h"), ("Range.Scope", "All")]);
        lea.Text.ShouldContain("1 rendez-vous tombe en dehors");
        lea.Text.ShouldContain("DUNAND Claire");

        await lea.SubmitAsync("Enregistrer ces choix", [("Outside[0].Deed", "Move")]);
        await lea.SubmitAsync("Publier");
        (await _town.AppointmentAsync(id)).StartMinute.ShouldBe(645);
        lea.Text.ShouldContain("rendez-vous déplacés : 1");
        await lea.SubmitAsync("Défaire");

        (await _town.AppointmentAsync(id)).StartMinute.ShouldBe(690);
        lea.Text.ShouldContain("C’est défait : horaires, déplacements et annulations.");
    }

    [Fact]
    public async Task What_somebody_else_has_published_since_is_shown_beside_mine_and_one_of_them_is_kept()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await OpenAsync(lea, Hours, "2026-12-02");
        await lea.SubmitAsync("Garder en brouillon", [("Range.To", "11 h"), ("Range.Scope", "All")]);
        await _town.WriteAsync(db => db.OpeningRules.Single(rule => rule.Day == DayOfWeek.Wednesday && rule.SiteId == _passy.SiteId)
            .SetOpening(_passy.DeskId("DR 1"), new Opening(
                new Recurrence.Weekly(DayOfWeek.Wednesday, 1, new DateOnly(2026, 1, 5), null, null), new MinuteRange(540, 750), 15,
                ServiceSet.Of(0, 1, 2, 3), OpeningChannel.Online, 0)));

        await lea.SubmitAsync("Publier");
        lea.Errors.ShouldContain(error => error.Contains("Quelqu’un a publié entre-temps"));
        await lea.SubmitAsync("Garder les miens");
        await lea.SubmitAsync("Publier");

        lea.Text.ShouldContain("Publié.");
        (await _town.ReadAsync(db => db.OpeningRules.SingleAsync(rule => rule.Day == DayOfWeek.Wednesday && rule.SiteId == _passy.SiteId)))
            .EndMinute.ShouldBe(660);
    }

    [Fact]
    public async Task A_draft_that_somebody_else_touched_meanwhile_is_shown_again_with_what_was_typed()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Hours);
        await lea.SubmitAsync("Garder en brouillon", [("Range.Weekday", "6")]);
        using var other = await _town.SignedInAsync(Lea);
        await other.GoAsync(Hours);
        await other.SubmitAsync("Garder en brouillon", [("Range.Weekday", "6"), ("Range.From", "14 h"), ("Range.To", "16 h")]);

        await lea.SubmitAsync("Garder en brouillon", [("Range.Weekday", "2"), ("Range.From", "17 h"), ("Range.To", "19 h")]);
        lea.Errors.ShouldContain(error => error.Contains("Quelqu’un d’autre a modifié ce brouillon"));
        lea.Page.QuerySelector("#Range_From")!.GetAttribute("value").ShouldBe("17 h");
        await lea.SubmitAsync("Garder en brouillon");

        lea.Errors.ShouldBeEmpty();
        lea.Text.ShouldContain("17 h 00 – 19 h 00 nouvelle");
        lea.Text.ShouldContain("14 h 00 – 16 h 00 nouvelle");
    }

    [Fact]
    public async Task A_desk_is_copied_staffed_and_its_window_set_in_a_draft()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync($"{Hours}&guichet={_passy.DeskId("DR 1")}");

        await lea.SubmitAsync("Copier", [("to", _passy.DeskId("DR 2").ToString(CultureInfo.InvariantCulture))]);
        await lea.SubmitAsync(
            "Ajouter cette présence", [("Shift.Agent", "Nadia Berthod"), ("Shift.Weekday", "1"), ("Shift.To", "13:00")]);
        await lea.SubmitAsync(
            "Garder ces réglages en brouillon", [("Window.Notice", "2"), ("Window.NoticeUnit", "60"), ("Window.Staffed", "true")]);

        lea.Text.ShouldContain("Qui est là");
        lea.Text.ShouldContain("Nadia Berthod 1 guichet ouvert sur 2");
        lea.Text.ShouldContain("au plus tôt 2 h avant");
        var draft = await _town.ReadAsync(db => db.HoursDrafts.SingleAsync());
        draft.ReadChanges().Count(change => change.After is RuleItem).ShouldBe(5);
    }

    [Fact]
    public async Task A_desk_is_out_of_order_in_two_clicks_from_the_agenda_and_open_again()
    {
        await _town.BookedAsync(_passy.At(Wednesday, "11:30"), "claire", Person("Dunand", "Claire", null, "K7Q2M9X4TB"));
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync("/agents/agenda?jour=aujourdhui");

        await lea.ClickAsync("En panne…, DR 1");
        lea.Text.ShouldContain("DUNAND Claire");
        await lea.SubmitAsync("Fermer maintenant");
        lea.Text.ShouldContain("DR 1 est fermé.");
        (await _town.ReadAsync(db => db.Closures.SingleAsync())).Reason.ShouldBe(ClosureReason.OutOfOrder);
        await lea.SubmitAsync("Rouvrir maintenant");

        lea.Text.ShouldContain("DR 1 est rouvert.");
    }

    [Fact]
    public async Task An_hour_alone_closes_a_desk_until_that_hour_of_today()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync($"/agents/horaires/panne?guichet={_passy.DeskId("DR 1")}");

        await lea.SubmitAsync("Fermer maintenant", [("Input.UntilTime", "23 h")]);

        var closure = await _town.ReadAsync(db => db.Closures.SingleAsync());
        (closure.UntilDate, closure.UntilMinute).ShouldBe((closure.FromDate, 23 * 60));
    }

    [Fact]
    public async Task Hours_are_for_those_with_the_right_and_of_their_own_town_hall()
    {
        using var stranger = _town.Visitor();
        using var nadia = await _town.SignedInAsync("nadia@passy.fr");
        using var lea = await _town.SignedInAsync(Lea);

        await stranger.GoAsync(Hours);
        stranger.Url.AbsolutePath.ShouldBe("/agents/connexion");
        await nadia.GoAsync(Hours, HttpStatusCode.Forbidden);
        await lea.GoAsync($"/agents/horaires?planning={_megeve.PlanningId}", HttpStatusCode.NotFound);
        await lea.GoAsync($"/agents/horaires?site={_megeve.SiteId}", HttpStatusCode.NotFound);
        await lea.GoAsync($"/agents/horaires/panne?guichet={_megeve.DeskId("DR 1")}", HttpStatusCode.NotFound);
        await lea.GoAsync("/agents/horaires?brouillon=4711", HttpStatusCode.NotFound);
    }

    private Task<int> RulesAsync() => _town.ReadAsync(db => db.OpeningRules.CountAsync(rule => rule.SiteId == _passy.SiteId));

    private async Task OpenAsync(Visitor visitor, string week, string date)
    {
        await visitor.GoAsync($"{week}&guichet={_passy.DeskId("DR 1")}");
        await visitor.GoAsync(visitor.Page.QuerySelector($"[data-date='{date}'] a.range")!.GetAttribute("href")!);
        visitor.Page.QuerySelector($"#{Line} h3")!.TextContent.ShouldContain("Plage choisie");
    }
}
