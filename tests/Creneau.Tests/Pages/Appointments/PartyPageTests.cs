using Creneau.Appointments;
using Creneau.OnePerPerson;
using Creneau.Tests.Pages.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;
using Visitor = Creneau.TestKit.Visitor;

namespace Creneau.Tests.Pages.Appointments;

public sealed class PartyPageTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task A_person_more_makes_it_longer()
    {
        await story.BookAsync();

        await story.Claire.ClickAsync("Ajouter ou retirer une personne");
        await story.Claire.SubmitAsync("add", Zoe);

        story.Claire.Page.QuerySelector(".band h1")!.TextContent.ShouldBe("Votre rendez-vous est modifié");
        story.Claire.Text.ShouldContain("Zoé vient aussi. Le rendez-vous dure maintenant 30 min.");
        story.Claire.Text.ShouldContain("À apporter pour Zoé");
        (await story.LatestAsync()).EndMinute.ShouldBe(630);
    }

    [Fact]
    public async Task Where_it_does_not_fit_other_starts_are_offered_and_take_the_new_person_along()
    {
        await story.BookAsync();
        using var neighbour = story.Town.Visitor();
        await story.ChooseAsync(story.Slot(615), visitor: neighbour);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await story.Claire.SubmitAsync("add", Zoe);
        var said = story.Claire.Text;
        var typed = story.ValueOf("Input.Person.FirstGivenName");
        await story.Claire.SubmitAsync(story.Claire.Page.QuerySelector(".offers button span")!.TextContent.Replace('\u00A0', ' '));

        said.ShouldContain("Le rendez-vous ne peut pas être allongé à cette heure. Rien n’a changé.");
        typed.ShouldBe("Zoé");
        story.Claire.Text.ShouldContain("À apporter pour Zoé");
        (await story.Town.ReadAsync(db => db.Appointments.Where(row => row.Status == AppointmentStatus.Confirmed)
            .Select(row => row.Applicants.Count).SingleAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task An_offered_start_that_somebody_took_meanwhile_is_named_as_such()
    {
        await story.BookAsync();
        using var neighbour = story.Town.Visitor();
        await story.ChooseAsync(story.Slot(615), visitor: neighbour);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");
        await story.Claire.SubmitAsync("add", Zoe);
        var offered = story.Claire.Page.QuerySelector(".offers button")!;
        using var quicker = story.Town.Visitor();
        await story.ChooseAsync(offered.GetAttribute("value"), "cni,cni", quicker);

        await story.Claire.SubmitAsync(story.Claire.Page.QuerySelector(".offers button span")!.TextContent.Replace('\u00A0', ' '));

        story.Claire.Text.ShouldContain("Cette heure vient d’être prise. Rien n’a changé.");
        story.Claire.Page.QuerySelectorAll(".offers button").Length.ShouldBe(3);
        story.ValueOf("Input.Person.FirstGivenName").ShouldBe("Zoé");
    }

    [Fact]
    public async Task A_start_where_a_number_is_required_takes_nobody_without_one()
    {
        await story.BookAsync();
        await story.Sallanches.RequiresPreRequestsAsync();
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await story.Claire.PostAsync(
            "/rendez-vous/personnes?handler=Add",
            [("__RequestVerificationToken", story.Token), ("formId", "form-1"), ("slot", story.Slot(660, at: story.Sallanches)), .. Zoe]);

        story.Claire.Errors.ShouldHaveSingleItem().ShouldContain("pré-demande");
        (await story.LatestAsync()).People.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_who_has_an_appointment_elsewhere_is_not_added()
    {
        using var grandmother = story.Town.Visitor();
        await story.BookAsync(story.Slot(660, at: story.Sallanches), visitor: grandmother, email: "mamie@exemple.fr", people: ZoeOfForm());
        await story.BookAsync();
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await story.Claire.SubmitAsync("add", Zoe);

        story.Claire.Text.ShouldContain("Cette personne a déjà un rendez-vous pour la même démarche. Rien n’a changé.");
        story.Claire.Text.ShouldNotContain("Sallanches");
        story.ValueOf("Input.Person.FirstGivenName").ShouldBe("Zoé");
    }

    [Fact]
    public async Task Where_there_is_no_room_either_no_other_start_is_offered_for_whoever_cannot_come()
    {
        using var grandmother = story.Town.Visitor();
        await story.BookAsync(story.Slot(660, at: story.Sallanches), visitor: grandmother, email: "mamie@exemple.fr", people: ZoeOfForm());
        await story.BookAsync();
        using var neighbour = story.Town.Visitor();
        await story.ChooseAsync(story.Slot(615), visitor: neighbour);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await story.Claire.SubmitAsync("add", Zoe);
        var elsewhere = story.Claire.Text;
        await story.Claire.SubmitAsync(
            "add",
            [
                .. Zoe,
                ("Input.Person.FirstGivenName", "Claire"),
                ("Input.Person.BirthDate.Day", "14"),
                ("Input.Person.BirthDate.Month", "3"),
                ("Input.Person.BirthDate.Year", "1987"),
            ]);

        elsewhere.ShouldContain("Cette personne a déjà un rendez-vous pour la même démarche. Rien n’a changé.");
        story.Claire.Text.ShouldContain("Cette personne vient déjà à ce rendez-vous.");
        (await story.Town.ReadAsync(db => Task.FromResult(db.PersonClaims.Count()))).ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_comes_twice()
    {
        await story.BookAsync(people: ZoeOfForm());
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await story.Claire.SubmitAsync("add", Zoe);

        story.Claire.Text.ShouldContain("Cette personne vient déjà à ce rendez-vous.");
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_stays()
    {
        await story.BookAsync();
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await story.Claire.SubmitAsync("add", [.. Zoe, ("Input.Person.BirthName", "1234")]);

        story.Claire.Text.ShouldContain("Vérifiez le nom de naissance");
        story.ValueOf("Input.Person.BirthName").ShouldBe("1234");
    }

    [Fact]
    public async Task One_person_less_makes_it_shorter_and_the_last_one_stays()
    {
        await story.BookAsync(services: "cni,cni", people: [Person(0), Person(1, "Dunand", "Zoé", 2015)]);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await RemoveClaireAsync(story.Claire);
        (await story.LatestAsync()).EndMinute.ShouldBe(615);
        story.Claire.Text.ShouldContain("Claire ne vient plus. Le rendez-vous dure maintenant 15 min.");
        story.Claire.Page.QuerySelector("[autofocus]")!.TextContent.ShouldStartWith("Claire ne vient plus");
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        story.Claire.Text.ShouldContain("C’est la seule personne du rendez-vous");
        story.Claire.Text.ShouldNotContain("Claire");
    }

    [Fact]
    public async Task Who_makes_room_for_somebody_types_them_once()
    {
        await story.BookAsync(services: "cni,cni", people: [Person(0), Person(1, "Dunand", "Jules", 2012)]);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");
        await story.Claire.SubmitAsync("Retirer Jules", Zoe);

        await story.Claire.SubmitAsync("Retirer Jules");
        var (said, typed, listed) = (
            story.Claire.Text, story.ValueOf("Input.Person.FirstGivenName"), story.Claire.Page.QuerySelector(".people")!.TextContent);
        await story.Claire.SubmitAsync("add");

        said.ShouldContain("cette personne ne vient plus. Vous pouvez maintenant ajouter celle que vous avez tapée.");
        typed.ShouldBe("Zoé");
        listed.ShouldNotContain("Jules");
        story.Claire.Text.ShouldContain("Zoé vient aussi");
    }

    [Theory]
    [InlineData("2019", "Zoé vient aussi")]
    [InlineData("2999", "dans le futur")]
    public async Task Who_is_the_seventh_is_typed_once_too(string year, string atLast)
    {
        string[] five = ["Claire", "Jules", "Nina", "Paul", "Lise"];
        await story.BookAsync(
            services: "cni,cni,cni,cni,cni", people: [.. five.SelectMany((name, index) => Person(index, "Dunand", name, 2012))]);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/personnes");
        await tab.SubmitAsync("add", [.. Zoe, ("Input.Person.FirstGivenName", "Marc")]);
        await story.Claire.SubmitAsync("add", [.. Zoe, ("Input.Person.BirthDate.Year", year)]);
        var (full, errors) = (story.Claire.Text, story.Claire.Errors);

        await story.Claire.SubmitAsync("Retirer Jules");
        await story.Claire.SubmitAsync("Retirer Jules");
        await story.Claire.SubmitAsync("add");

        full.ShouldContain("une à six personnes");
        errors.ShouldBeEmpty();
        story.Claire.Text.ShouldContain(atLast);
    }

    [Fact]
    public async Task Who_is_left_alone_meanwhile_stays_and_the_page_says_why()
    {
        await story.BookAsync(services: "cni,cni", people: [Person(0), Person(1, "Dunand", "Zoé", 2015)]);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/personnes");
        await tab.SubmitAsync("Retirer Claire");
        await story.Claire.SubmitAsync("Retirer Zoé");
        await story.Claire.SubmitAsync("Retirer Zoé");

        await tab.SubmitAsync("Retirer Claire");

        tab.Text.ShouldContain("il ne reste que cette personne. Rien n’a changé.");
    }

    [Fact]
    public async Task Before_somebody_is_removed_their_line_asks_once_more()
    {
        await story.BookAsync(services: "cni,cni", people: [Person(0), Person(1, "Dunand", "Zoé", 2015)]);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await story.Claire.SubmitAsync("Retirer Zoé", [("Input.Person.FirstGivenName", "Jules")]);
        var asked = story.Claire.Page.QuerySelector("[autofocus]")!.TextContent;
        await story.Claire.SubmitAsync("Garder Zoé");

        asked.ShouldStartWith("Retirer Zoé\u202F?");
        story.Claire.Page.QuerySelector(".people .btn-stop").ShouldBeNull();
        story.Claire.Page.QuerySelector("[autofocus]")!.TextContent.ShouldBe("Retirer Zoé");
        story.ValueOf("Input.Person.FirstGivenName").ShouldBe("Jules");
        (await story.LatestAsync()).People.ShouldBe(2);
    }

    [Fact]
    public async Task Of_six_who_come_one_can_still_be_removed()
    {
        await story.BookAsync(
            services: "cni,cni,cni,cni,cni,cni",
            people: [.. Enumerable.Range(0, 6).Select(person => Person(person, "Dunand", Names[person], 2000 + person))]);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await RemoveClaireAsync(story.Claire);

        story.Claire.Text.ShouldContain("Claire ne vient plus.");
        (await story.LatestAsync()).People.ShouldBe(5);
    }

    [Fact]
    public async Task A_stale_page_removes_nobody_else()
    {
        await story.BookAsync(
            services: "cni,cni,cni", people: [Person(0), Person(1, "Dunand", "Zoé", 2015), Person(2, "Dunand", "Jules", 2017)]);
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/personnes");
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");
        await tab.SubmitAsync("Retirer Claire", [("Input.Person.FirstGivenName", "Nina")]);
        await RemoveClaireAsync(story.Claire);

        await tab.SubmitAsync("Retirer Claire");

        tab.Page.QuerySelector("[name='Input.Person.FirstGivenName']")!.GetAttribute("value").ShouldBe("Nina");
        tab.Text.ShouldContain("Cette personne ne vient déjà plus.");
        (await story.LatestAsync()).Applicants.Select(person => person.FirstGivenName).ShouldBe(["Zoé", "Jules"], ignoreOrder: true);
    }

    private static readonly string[] Names = ["Claire", "Zoé", "Jules", "Nina", "Paul", "Rose"];

    private static async Task RemoveClaireAsync(Visitor visitor)
    {
        await visitor.SubmitAsync("Retirer Claire");
        await visitor.SubmitAsync("Retirer Claire");
    }

    private static IEnumerable<(string, string)> ZoeOfForm() =>
    [
        .. Person(0, "Dunand", "Zoé", 2015), ("Input.People[0].BirthDate.Day", "1"), ("Input.People[0].BirthDate.Month", "2"),
    ];
}
