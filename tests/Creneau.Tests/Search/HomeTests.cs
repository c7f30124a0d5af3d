using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Search;

/// <summary>The home page followed by a browser without JavaScript.</summary>
public sealed class HomeTests(ValleyTown valley) : IClassFixture<ValleyTown>
{
    [Fact]
    public async Task The_first_visit_shows_the_soonest_dates_anywhere()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/");

        visitor.Text.ShouldContain("Les premières dates, toutes mairies confondues");
        Names(visitor).ShouldBe(["Mairie de Annecy", "Mairie de Passy", "Mairie de Sallanches"]);
    }

    [Fact]
    public async Task A_commune_gives_the_town_halls_around_it_soonest_first_with_duration_and_party()
    {
        using var visitor = valley.Town.Visitor();
        await visitor.GoAsync("/");

        await visitor.SubmitAsync("search", [("Près de", "sallanches"), ("Personnes", "3")]);

        visitor.Text.ShouldContain("2 mairies à moins de 30 km, au plus tôt demain");
        visitor.Text.ShouldContain("rendez-vous de 45 min pour 3 personnes");
        Names(visitor).ShouldBe(["Mairie de Passy", "Mairie de Sallanches"]);
        visitor.Url.Query.ShouldContain("people=3");
    }

    [Fact]
    public async Task The_nearest_come_first_when_asked_for()
    {
        using var visitor = valley.Town.Visitor();
        await visitor.GoAsync("/?near=Sallanches");

        await visitor.ClickAsync("Au plus près");

        Names(visitor).ShouldBe(["Mairie de Sallanches", "Mairie de Passy"]);
    }

    [Fact]
    public async Task Every_slot_is_a_button_of_one_form_that_says_all()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?near=Sallanches&people=2&service=passport");

        var form = visitor.Page.QuerySelector("form[method=post]")!;
        form.GetAttribute("action").ShouldBe("/rendez-vous/garder");
        form.QuerySelector("[name=services]")!.GetAttribute("value").ShouldBe("passport,passport");
        form.QuerySelector("[name=back]")!.GetAttribute("value").ShouldBe("near=Sallanches&service=passport&people=2");
        var slot = form.QuerySelector("button[name=slot]")!;
        slot.GetAttribute("value").ShouldBe($"{valley.Passy.SiteId}_2026-11-25_840");
        slot.TextContent.ShouldContain("mercredi 25\u00A0novembre 2026, Mairie de Passy");
    }

    [Fact]
    public async Task Each_person_may_come_for_something_else()
    {
        using var visitor = valley.Town.Visitor();
        await visitor.GoAsync("/?near=Sallanches");

        await visitor.SubmitAsync("search", [("service", "each"), ("people", "2")]);
        await visitor.SubmitAsync("search", [("Personne 2", "cni-passport")]);
        var (services, duration) = (visitor.Page.QuerySelector("[name=services]")!.GetAttribute("value"), visitor.Text);
        await visitor.SubmitAsync("search", [("people", "3")]);

        services.ShouldBe("cni,cni-passport");
        duration.ShouldContain("rendez-vous de 45 min pour 2 personnes");
        visitor.Page.QuerySelector("[name=services]")!.GetAttribute("value").ShouldBe("cni,cni-passport,cni-passport");
    }

    [Fact]
    public async Task To_each_their_own_begins_with_what_everybody_came_for()
    {
        using var visitor = valley.Town.Visitor();
        await visitor.GoAsync("/?near=Sallanches&service=passport&people=2");

        var last = visitor.Page.QuerySelector("#service option:last-child")!.GetAttribute("value")!;
        await visitor.SubmitAsync("search", [("service", last)]);

        visitor.Page.QuerySelector("[name=services]")!.GetAttribute("value").ShouldBe("passport,passport");
        visitor.Page.QuerySelectorAll(".each-people select").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_collection_asks_where_the_request_was_filed_and_looks_only_there()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?service=collection");
        await visitor.SubmitAsync("search", [("Où avez-vous déposé votre demande ?", "Passy 74")]);

        Names(visitor).ShouldBe(["Mairie de Passy"]);
    }

    [Fact]
    public async Task A_collection_where_no_town_hall_takes_part_offers_the_nearest_ones()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?service=collection&near=Cordon");
        await visitor.ClickAsync("Passy");

        Names(visitor).ShouldBe(["Mairie de Passy"]);
    }

    [Fact]
    public async Task A_collection_by_postcode_is_at_the_commune_that_takes_part()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?service=collection&near=74700");

        Names(visitor).ShouldBe(["Mairie de Sallanches"]);
        visitor.Text.ShouldNotContain("n’importe quelle mairie équipée");
    }

    [Fact]
    public async Task A_position_does_not_say_where_a_request_was_filed()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?service=collection&lat=45.94&lon=6.63");

        visitor.Text.ShouldContain("Choisissez cette mairie");
        visitor.Text.ShouldNotContain("ne donne pas de rendez-vous");
        await visitor.ClickAsync("Sallanches");
        Names(visitor).ShouldBe(["Mairie de Sallanches"]);
    }

    [Theory]
    [InlineData("fr", "/", "à partir du sam. 5 déc., jusqu’au ven. 1er janv. 2027")]
    [InlineData("en", "/en", "Days and times: Wednesday, from Sat 5 Dec, until Fri 1 Jan 2027")]
    public async Task The_filters_are_named_with_the_year_when_it_is_another(string language, string page, string label)
    {
        using var visitor = valley.Town.Visitor(language);

        await visitor.GoAsync($"{page}?near=Sallanches&days=wed&from=2026-12-05&to=2027-01-01");

        visitor.Text.ShouldContain(label);
    }

    [Fact]
    public async Task An_ambiguous_name_gives_a_list_to_choose_from()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?near=saint-pierre&people=2");

        visitor.Text.ShouldContain("De quelle commune s’agit-il ?");
        visitor.Page.QuerySelectorAll(".options a").Length.ShouldBeGreaterThan(5);
        visitor.Page.QuerySelector(".options a")!.GetAttribute("href")!.ShouldContain("people=2");
    }

    [Theory]
    [InlineData("\u202Eשלום")]
    [InlineData("<script>alert(1)</script>")]
    public async Task An_unknown_commune_is_said_and_stays_in_the_field(string typed)
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?near=" + Uri.EscapeDataString(typed));

        visitor.Text.ShouldContain("Nous ne trouvons pas cette commune");
        visitor.Page.QuerySelector("#near")!.GetAttribute("value").ShouldBe(typed);
    }

    [Fact]
    public async Task Ten_thousand_letters_are_answered_by_a_page()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?near=" + new string('x', 10_000));

        visitor.Text.ShouldContain("Nous ne trouvons pas cette commune");
    }

    [Theory]
    [InlineData("people=7", "1 à 6 personnes")]
    [InlineData("from=2027-02-03&to=2027-01-01", "La première date est après la dernière")]
    [InlineData("days=mon,xyz", "Ce jour de la semaine n’existe pas")]
    public async Task What_cannot_be_read_is_said_at_the_top_and_loses_nothing(string bad, string answer)
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?near=Sallanches&" + bad);

        visitor.Errors.ShouldContain(error => error.Contains(answer, StringComparison.Ordinal));
        visitor.Page.QuerySelector("#near")!.GetAttribute("value").ShouldBe("Sallanches");
        visitor.Title.ShouldStartWith("Erreur");
    }

    [Fact]
    public async Task A_position_that_does_not_exist_is_said()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?lat=91&lon=3");

        visitor.Errors.ShouldContain(error => error.Contains("osition", StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_the_pole_there_is_no_town_hall_and_a_way_on()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?lat=90&lon=0");
        visitor.Text.ShouldContain("Aucune mairie équipée à moins de 30 km de votre position");
        await visitor.ClickAsync("toutes mairies confondues");

        Names(visitor).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Too_far_is_said_and_widened_in_one_click()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?near=Chamonix&radiusKm=10");
        visitor.Text.ShouldContain("Aucune mairie équipée à moins de 10 km de Chamonix-Mont-Blanc");
        await visitor.ClickAsync("Chercher à 30 km");

        Names(visitor).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Filters_that_let_nothing_through_are_dropped_in_one_click()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?near=Sallanches&days=sun");
        visitor.Text.ShouldContain("aucun avec les jours, heures ou accès choisis");
        await visitor.ClickAsync("Sans ces filtres : 2 mairies");

        Names(visitor).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Days_and_times_filter_the_starts()
    {
        using var visitor = valley.Town.Visitor();
        await visitor.GoAsync("/?near=Sallanches");

        await visitor.SubmitAsync("search", [("Mercredi", "true"), ("Après 17 h", "true")]);

        Names(visitor).ShouldBe(["Mairie de Passy"]);
        visitor.Page.QuerySelector(".slot")!.TextContent.ShouldContain("17\u00A0h\u00A000");
        visitor.Text.ShouldContain("Jours et heures : mercredi, après 17 h");
    }

    [Fact]
    public async Task A_postcode_of_several_communes_answers_at_once_and_names_the_others()
    {
        using var visitor = valley.Town.Visitor();

        await visitor.GoAsync("/?near=74700");
        await visitor.ClickAsync("Cordon");

        visitor.Text.ShouldContain("2 mairies à moins de 30 km");
    }

    [Fact]
    public async Task In_English_everything_is_English()
    {
        using var visitor = valley.Town.Visitor("en");

        await visitor.GoAsync("/en?near=Sallanches&people=2");

        visitor.Text.ShouldContain("2 town halls within 30 km, soonest tomorrow");
        visitor.Page.QuerySelector("form[method=post]")!.GetAttribute("action").ShouldBe("/en/rendez-vous/garder");
    }

    private static List<string> Names(Visitor visitor) =>
        [.. visitor.Page.QuerySelectorAll("#found h3").Select(heading => heading.TextContent.Trim())];
}
