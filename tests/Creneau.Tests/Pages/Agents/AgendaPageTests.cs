using System.Net;
using Creneau.Agents;
using Creneau.Availability.Openings;
using Creneau.Booking.ByAgents;
using Creneau.Changes;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Agents;

/// <summary>The agenda as a browser without scripts follows it.</summary>
public abstract class AgendaPageTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";

    private TestTown _town = null!;
    private TestTownHall _passy = null!;
    private TestTownHall _megeve = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider);
        _passy = await (await _town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        _megeve = await (await _town.TownHallAsync("Megève", 45.86, 6.62)).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Nadia, AgentRole.Agent, _passy);
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task The_day_shows_who_comes_and_opens_an_appointment_beside_it()
    {
        var id = await _town.BookedAsync(_passy.At(Wednesday, "09:00"), "claire", Person("Dunand", "Claire", null, "K7Q2M9X4TB"));
        using var visitor = await _town.SignedInAsync(Nadia);

        await visitor.GoAsync("/agents/agenda?jour=2026-11-25");
        visitor.Text.ShouldContain("9 h 00 DUNAND Claire");
        await visitor.GoAsync(visitor.Page.QuerySelector($"a[data-opens='{id}']")!.GetAttribute("href")!);

        visitor.Page.QuerySelector("#panel h2")!.TextContent.ShouldBe("DUNAND Claire");
        visitor.Text.ShouldContain("K7Q2M9X4TB");
        visitor.Text.ShouldContain("claire@exemple.fr");
        visitor.Text.ShouldContain("Confirmé, par l’usager");
        visitor.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Each_free_start_leads_to_its_booking_and_a_counter_start_says_so()
    {
        await _passy.OpensAsync("DR 1", "Wed 14:00-14:15", channel: OpeningChannel.CounterOnly);
        using var visitor = await _town.SignedInAsync(Nadia);

        await visitor.GoAsync("/agents/agenda?jour=2026-11-25");

        var links = visitor.Page.QuerySelectorAll(".gap a");
        links.Length.ShouldBe(13);
        var place = $"site={_passy.SiteId}&planning={_passy.PlanningId}";
        links[0].GetAttribute("href").ShouldBe(
            $"/agents/rendez-vous/nouveau?{place}&date=2026-11-25&start=540&desk={_passy.DeskId("DR 1")}");
        links[12].TextContent.ShouldContain("guichet");
    }

    [Fact]
    public async Task An_evening_appointment_and_a_dated_Sunday_are_seen_in_day_week_and_list()
    {
        await _passy.OpensAsync("DR 1", "Wed 20:00-21:00");
        await _town.BookedAsync(_passy.At(Wednesday, "20:15"), "claire", Person("Dunand"));
        var sunday = new DateOnly(2026, 11, 29);
        await _town.WriteAsync(db => db.Add(new OpeningRule(_passy.PlanningId, _passy.SiteId, null, new Opening(
            new Recurrence.OnDate(sunday), new MinuteRange(540, 720), 15, ServiceSet.Of(0), OpeningChannel.Online, 0))));
        await _town.ReadAsync(db => db.Set<Availability.Desk>().ExecuteUpdateAsync(set => set
            .SetProperty(desk => desk.Revision, desk => desk.Revision + 1)
            .SetProperty(desk => desk.ScheduleRevision, desk => desk.Revision + 1)));
        await _town.RefreshAsync();
        using var visitor = await _town.SignedInAsync(Nadia);

        foreach (var view in (string[])["jour", "semaine", "liste"])
        {
            await visitor.GoAsync($"/agents/agenda?jour=2026-11-25&vue={view}");
            visitor.Text.ShouldContain("20 h 15", customMessage: view);
            visitor.Text.ShouldContain("DUNAND Claire", customMessage: view);
        }

        await visitor.GoAsync("/agents/agenda?jour=2026-11-25&vue=semaine");
        visitor.Text.ShouldContain("Dimanche 29 novembre");
        visitor.Text.ShouldNotContain("Samedi 28 novembre");
        await visitor.GoAsync("/agents/agenda?jour=2026-11-29");
        visitor.Page.QuerySelectorAll(".gap a").Length.ShouldBe(12);
    }

    [Fact]
    public async Task Another_town_halls_site_and_appointment_are_not_there()
    {
        var theirs = await _town.BookedAsync(_megeve.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        using var visitor = await _town.SignedInAsync(Nadia);

        await visitor.GoAsync($"/agents/agenda?site={_megeve.SiteId}", HttpStatusCode.NotFound);
        await visitor.GoAsync($"/agents/agenda?jour=2026-11-25&rdv={theirs}");

        visitor.Text.ShouldContain("Ce rendez-vous n’est plus dans votre mairie.");
        visitor.Text.ShouldNotContain("DUNAND");
    }

    [Theory]
    [InlineData("?jour=hier")]
    [InlineData("?jour=0001-01-01")]
    [InlineData("?jour=9999-12-31&vue=semaine")]
    [InlineData("?guichet=4711&vue=mois")]
    public async Task What_cannot_be_understood_shows_today(string query)
    {
        using var visitor = await _town.SignedInAsync(Nadia);

        await visitor.GoAsync("/agents/agenda" + query);

        visitor.Text.ShouldContain("Mardi 24 novembre");
    }

    [Fact]
    public async Task What_left_today_is_folded_with_where_it_went()
    {
        var today = new DateOnly(2026, 11, 24);
        var id = await _town.BookedAsync(_passy.At(today, "10:00"), "claire", Person("Dunand"));
        await _town.MoveAsync(id, TestTown.Citizen("claire"), new NewPlace(_passy.SiteId, new DateOnly(2026, 11, 27), 555));
        using var visitor = await _town.SignedInAsync(Nadia);

        await visitor.GoAsync("/agents/agenda");

        var folded = visitor.Page.QuerySelector("details.departures li")!.TextContent;
        folded.Replace('\u00A0', ' ').ShouldContain("10 h 00 → vendredi 27 novembre à 9 h 15, par l’usager, 9 h 00");
        folded.ShouldContain("DUNAND Claire");
        visitor.Page.QuerySelector(".sheet")!.TextContent.ShouldContain("par l’usager");
    }

    [Fact]
    public async Task The_search_finds_a_person_and_leads_to_their_day()
    {
        var id = await _town.BookedAsync(_passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        using var visitor = await _town.SignedInAsync(Nadia);

        await visitor.GoAsync("/agents/recherche?q=dun");
        await visitor.GoAsync(visitor.Page.QuerySelector(".found a")!.GetAttribute("href")!);

        visitor.Url.Query.ShouldContain($"rdv={id}");
        visitor.Page.QuerySelector("#panel h2")!.TextContent.ShouldBe("DUNAND Claire");
        await visitor.GoAsync("/agents/recherche?q=zzz");
        visitor.Text.ShouldContain("Aucun rendez-vous ne correspond");
        await visitor.GoAsync("/agents/recherche?q=z");
        visitor.Text.ShouldContain("Tapez au moins deux lettres");
    }

    [Fact]
    public async Task In_English_everything_is_English_and_stays_so()
    {
        await _town.BookForPassyAsync(_passy);
        using var visitor = await _town.SignedInAsync(Nadia);

        await visitor.GoAsync("/en/agents/agenda?jour=2026-11-25");

        visitor.Text.ShouldContain("Wednesday 25 November 2026");
        visitor.Text.ShouldContain("confirmed");
        visitor.Page.QuerySelectorAll("#agenda a").Select(link => link.GetAttribute("href"))
            .ShouldAllBe(href => href!.StartsWith("/en/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_town_hall_without_a_site_or_desk_says_so()
    {
        await _town.AgentAsync("seul@vide.fr", AgentRole.Agent, await _town.TownHallAsync("Vide"));
        using var visitor = await _town.SignedInAsync("seul@vide.fr");

        await visitor.GoAsync("/agents/agenda");

        visitor.Text.ShouldContain("Ce lieu d’accueil n’a pas encore de guichet.");
    }
}

internal static class AgendaStory
{
    /// <summary>Somebody comes at nine on Wednesday.</summary>
    public static async Task BookForPassyAsync(this TestTown town, TestTownHall passy)
    {
        var booking = new PeopleBooking(passy.At(Wednesday, "09:00"), [null], null);
        (await town.Get<BookForPeople>().RunAsync(TestTown.Agent(passy), booking, Form(town), CancellationToken.None))
            .ShouldBeOfType<BookResult.Booked>();
    }
}

public sealed class AgendaPageOnSqliteTests() : AgendaPageTests(DatabaseProvider.Sqlite);

public sealed class AgendaPageOnPostgresTests() : AgendaPageTests(DatabaseProvider.Postgres);
