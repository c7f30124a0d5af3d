using System.Globalization;
using Creneau.Administration.Retiring;
using Creneau.Agents;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Agents;

/// <summary>Presences and closures of Passy below the week, and edits taken back, as a browser without scripts has them.</summary>
public sealed class HoursSectionsPageTests : IAsyncLifetime
{
    private const string Lea = "lea@passy.fr";
    private const string Hours = "/agents/horaires?semaine=2026-11-30";
    private const string TakeBack = "Annuler la dernière modification";
    private const string KeepEdit = "Garder cette modification";
    private static readonly Recurrence EveryOtherWednesday =
        new Recurrence.Weekly(DayOfWeek.Wednesday, 2, new DateOnly(2026, 11, 23), null, null);

    private TestTown _town = null!;
    private TestTownHall _passy = null!;
    private int _nadia;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _passy = await (await _town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Lea, AgentRole.PlanningManager, _passy, "Léa Ducrey");
        await _town.AgentAsync("nadia@passy.fr", AgentRole.Agent, _passy, "Nadia Berthod");
        _nadia = await _town.ReadAsync(db => db.AgentMemberships.Where(row => row.Role == AgentRole.Agent).Select(row => row.AgentId)
            .SingleAsync());
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task The_last_edit_of_a_draft_is_taken_back_and_then_the_one_before()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Hours);
        lea.Text.ShouldNotContain(TakeBack);
        await lea.SubmitAsync("Garder en brouillon", [("Range.Weekday", "6"), ("Range.From", "9h"), ("Range.To", "12 h 30")]);
        await lea.SubmitAsync("Ajouter cette fermeture", [("Closure.From", "2026-12-03"), ("Closure.Until", "2026-12-03")]);

        await lea.SubmitAsync(TakeBack);
        lea.Text.ShouldContain("La dernière modification du brouillon est annulée.");
        (await ChangesAsync()).ShouldHaveSingleItem().After.ShouldBeOfType<RuleItem>();
        await lea.SubmitAsync(TakeBack);

        lea.Text.ShouldContain("Ce brouillon ne change rien encore.");
        lea.Text.ShouldNotContain(TakeBack);
    }

    [Fact]
    public async Task Nothing_is_taken_back_from_a_draft_that_somebody_else_has_touched_meanwhile()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Hours);
        await lea.SubmitAsync("Garder en brouillon", [("Range.Weekday", "6")]);
        using var other = await _town.SignedInAsync(Lea);
        await other.GoAsync(Hours);
        await other.SubmitAsync("Garder en brouillon", [("Range.Weekday", "0")]);

        await lea.SubmitAsync(TakeBack);

        lea.Errors.ShouldContain(error => error.Contains("Quelqu’un d’autre a modifié ce brouillon"));
        (await ChangesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_presence_is_edited_in_place_and_goes_on_every_other_week()
    {
        var key = await PresentAsync(EveryOtherWednesday);
        using var lea = await _town.SignedInAsync(Lea);
        await EditAsync(lea, "equipe");
        lea.Page.QuerySelector("#Shift_From")!.GetAttribute("value").ShouldBe("9\u00A0h\u00A000");

        await lea.SubmitAsync(KeepEdit, [("Shift.To", "8 h"), ("Shift.Last", "2026-12-31")]);
        lea.Errors.ShouldContain(error => error.Contains("La fin doit venir après le début"));
        lea.Page.QuerySelector("#Shift_Last")!.GetAttribute("value").ShouldBe("2026-12-31");
        await lea.SubmitAsync(KeepEdit, [("Shift.To", "11 h")]);
        await lea.SubmitAsync("Publier");

        var row = await _town.ReadAsync(db => db.AgentShifts.SingleAsync());
        HoursKey.OfShift(row.Id).ShouldBe(key);
        (row.EveryWeeks, row.FirstWeek, row.UntilDate, row.EndMinute, row.AgentId)
            .ShouldBe((2, new DateOnly(2026, 11, 23), new DateOnly(2026, 12, 31), 660, (int?)_nadia));
    }

    [Fact]
    public async Task An_absence_is_edited_in_place_and_stays_somebodys()
    {
        await PresentAsync(new Recurrence.OnDate(new DateOnly(2026, 12, 2)), isAbsence: true);
        using var lea = await _town.SignedInAsync(Lea);
        await EditAsync(lea, "equipe");

        await lea.SubmitAsync(KeepEdit, [("Shift.Agent", ""), ("Shift.First", "2026-12-03")]);
        lea.Errors.ShouldContain(error => error.Contains("une absence est toujours celle de quelqu’un"));
        lea.Page.QuerySelector("#Shift_First")!.GetAttribute("value").ShouldBe("2026-12-03");
        await lea.SubmitAsync(KeepEdit, [("Shift.Agent", "Nadia Berthod")]);

        var shift = (ShiftItem)(await ChangesAsync()).ShouldHaveSingleItem().After!;
        (shift.When.OnDate, shift.IsAbsence, shift.AgentId).ShouldBe((new DateOnly(2026, 12, 3), true, (int?)_nadia));
    }

    [Fact]
    public async Task A_presence_that_is_opened_and_kept_as_it_is_changes_nothing()
    {
        await PresentAsync(EveryOtherWednesday);
        using var lea = await _town.SignedInAsync(Lea);
        await EditAsync(lea, "equipe");

        await lea.SubmitAsync(KeepEdit);

        (await ChangesAsync()).ShouldBeEmpty();
        lea.Text.ShouldNotContain(TakeBack);
    }

    [Fact]
    public async Task A_closure_is_edited_in_place_and_for_another_desk_it_is_another_closure()
    {
        var key = await ClosedAsync();
        using var lea = await _town.SignedInAsync(Lea);
        await EditAsync(lea, "fermetures");
        lea.Page.QuerySelector("#Closure_Told")!.GetAttribute("value").ShouldBe("La borne est en panne");

        await lea.SubmitAsync(KeepEdit, [("Closure.Until", "2026-12-01"), ("Closure.Reason", nameof(ClosureReason.Strike))]);
        lea.Errors.ShouldContain(error => error.Contains("La fermeture se termine avant de commencer."));
        lea.Page.QuerySelector("#Closure_Reason option[selected]")!.GetAttribute("value").ShouldBe(nameof(ClosureReason.Strike));
        await lea.SubmitAsync(KeepEdit, [("Closure.Until", "2026-12-04")]);
        var change = (await ChangesAsync()).ShouldHaveSingleItem();
        (change.Key, ((ClosureItem)change.After!).Reason, ((ClosureItem)change.After).When.FromMinute)
            .ShouldBe((key, ClosureReason.Strike, 641));
        await EditAsync(lea, "fermetures");
        await lea.SubmitAsync(KeepEdit, [("Closure.What", "DR 2")]);

        var changes = await ChangesAsync();
        changes.Single(one => one.Key == key).After.ShouldBeNull();
        ((ClosureItem)changes.Single(one => one.IsNew).After!).DeskId.ShouldBe(_passy.DeskId("DR 2"));
    }

    [Fact]
    public async Task What_was_typed_stays_when_somebody_else_has_removed_the_presence_meanwhile()
    {
        await PresentAsync(EveryOtherWednesday);
        using var lea = await _town.SignedInAsync(Lea);
        await EditAsync(lea, "equipe");
        await _town.WriteAsync(db => db.RemoveRange(db.AgentShifts));

        await lea.SubmitAsync(KeepEdit, [("Shift.To", "11 h")]);
        lea.Errors.ShouldContain(error => error.Contains("ce que vous avez saisi est conservé"));
        lea.Page.QuerySelector("#Shift_To")!.GetAttribute("value").ShouldBe("11 h");
        await lea.SubmitAsync("Ajouter cette présence");

        ((ShiftItem)(await ChangesAsync()).ShouldHaveSingleItem().After!).Time.End.ShouldBe(660);
    }

    [Fact]
    public async Task An_agent_who_leaves_takes_all_their_presences_along_and_the_preview_leads_to_another_agent()
    {
        await PresentAsync(new Recurrence.Weekly(DayOfWeek.Wednesday, 1, new DateOnly(2026, 11, 23), null, null));
        await PresentAsync(new Recurrence.OnDate(new DateOnly(2026, 12, 3)));
        await _town.WriteAsync(db => db.Plannings.Single(planning => planning.Id == _passy.PlanningId).SetStaffed(true));
        await _town.RefreshAsync();
        await _town.BookedAsync(_passy.At(new DateOnly(2026, 12, 2), "10:00"), "claire", Person("Dunand", "Claire", null, "K7Q2M9X4TB"));
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Hours);

        await lea.SubmitAsync("Retirer toutes ses présences", [("agent", "Nadia Berthod")]);
        lea.Text.ShouldContain("1 rendez-vous tombe en dehors");
        lea.Text.ShouldContain("DR 1 n’ouvre pas : il manque un agent.");
        await lea.ClickAsync("Ajouter un agent");

        lea.Url.Query.ShouldContain($"guichet={_passy.DeskId("DR 1")}");
        lea.Page.QuerySelector("#equipe")!.HasAttribute("open").ShouldBeTrue();
        lea.Text.ShouldContain("DR 1 n’ouvre pas le mercredi 2 décembre 2026");
        await lea.SubmitAsync("Ajouter cette présence", [("Shift.Agent", "Léa Ducrey")]);
        lea.Text.ShouldContain("Aucun rendez-vous ne tombe en dehors.");
        var added = (ShiftItem)(await ChangesAsync()).Single(change => change.IsNew).After!;
        (added.When.OnDate, added.Time).ShouldBe((new DateOnly(2026, 12, 2), new DayTime(540, 720)));
    }

    [Fact]
    public async Task A_service_that_is_switched_off_stays_greyed_in_the_range_and_unchanged_by_an_edit()
    {
        var marc = await _town.AgentAsync("marc@passy.fr", AgentRole.Manager, _passy, "Marc Favre");
        var card = new RetiredThing(RetiredKind.Service, _passy.ServiceId(ServiceKind.IdCard));
        (await _town.Get<Retire>().RunAsync(
            TestTown.Agent(_passy, marc), card, DateOnly.FromDateTime(_town.NowUtc), RetirementChoice.Nobody, CancellationToken.None))
            .ShouldBeOfType<RetireResult.Retired>();
        await _town.RefreshAsync();
        var rule = await RuleAsync();
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync($"{Hours}&guichet={_passy.DeskId("DR 1")}");
        await lea.GoAsync(lea.Page.QuerySelector("[data-date='2026-12-02'] a.range")!.GetAttribute("href")!);
        lea.Page.QuerySelector(".services label.quiet")!.TextContent.ShouldContain("(suspendue)");

        await lea.SubmitAsync("Garder en brouillon", [("Range.To", "11 h"), ("Range.Scope", "All")]);
        await lea.SubmitAsync("Publier");

        var after = await RuleAsync();
        (after.EndMinute, after.ToOpening().Services).ShouldBe((660, rule.ToOpening().Services));
    }

    [Fact]
    public async Task A_retired_desk_is_not_reopened_and_the_page_says_why()
    {
        await ClosedAsync();
        _town.TurnableClock.SetUtcNow(new DateTimeOffset(2026, 12, 3, 9, 0, 0, TimeSpan.Zero));
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(string.Create(CultureInfo.InvariantCulture, $"/agents/horaires/panne?guichet={_passy.DeskId("DR 1")}"));
        await _town.WriteAsync(db => db.Add(new Retirement(
            _passy.Id, new RetiredThing(RetiredKind.Desk, _passy.DeskId("DR 1")), new DateOnly(2026, 12, 1))));

        await lea.SubmitAsync("Rouvrir maintenant");
        lea.Errors.ShouldContain(error => error.Contains("DR 1 n’est plus en service"));
        await lea.GoAsync(Hours);
        await lea.SubmitAsync("Retirer : DR 1");

        lea.Errors.ShouldContain(error => error.Contains("elle ne peut être ni levée ni raccourcie"));
        (await _town.ReadAsync(db => db.Closures.SingleAsync())).UntilDate.ShouldBe(new DateOnly(2026, 12, 5));
    }

    private static async Task EditAsync(Visitor visitor, string section)
    {
        await visitor.GoAsync(Hours);
        await visitor.GoAsync(visitor.Page.QuerySelector($"#{section} .rows a")!.GetAttribute("href")!);
        visitor.Page.QuerySelector($"#{section}")!.HasAttribute("open").ShouldBeTrue();
    }

    private async Task<IReadOnlyList<DraftChange>> ChangesAsync() =>
        (await _town.ReadAsync(db => db.HoursDrafts.SingleAsync())).ReadChanges();

    private Task<OpeningRule> RuleAsync() => _town.ReadAsync(db => db.OpeningRules.SingleAsync(
        row => row.DeskId == _passy.DeskId("DR 1") && row.Day == DayOfWeek.Wednesday));

    /// <summary>Nadia is there from 9 to 12, or is not.</summary>
    private async Task<string> PresentAsync(Recurrence when, bool isAbsence = false)
    {
        await _town.WriteAsync(db => db.Add(new AgentShift(_passy.PlanningId, _passy.SiteId, new Presence(when, new MinuteRange(540, 720))
        {
            AgentId = _nadia,
            IsAbsence = isAbsence,
        })));
        return HoursKey.OfShift(await _town.ReadAsync(db => db.AgentShifts.MaxAsync(row => row.Id)));
    }

    private async Task<string> ClosedAsync()
    {
        await _town.WriteAsync(db => db.Add(Closure.OfDesk(
            _passy.DeskId("DR 1"),
            new Closing(new(2026, 12, 2), 641, new(2026, 12, 5), 1440),
            ClosureReason.OutOfOrder,
            "La borne est en panne")));
        return HoursKey.OfClosure(await _town.ReadAsync(db => db.Closures.Select(row => row.Id).SingleAsync()));
    }
}
