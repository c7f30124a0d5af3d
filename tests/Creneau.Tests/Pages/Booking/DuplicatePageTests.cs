using System.Net;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.TestKit;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Booking;

/// <summary>What the code’s page says of somebody who has an appointment already (rule 4), however often it is opened.</summary>
public sealed class DuplicatePageTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task A_family_goes_on_without_the_one_who_has_an_appointment_and_learns_nothing_of_it()
    {
        using var grandmother = story.Town.Visitor();
        await story.BookAsync(
            story.Slot(660, at: story.Sallanches),
            visitor: grandmother,
            email: "mamie@exemple.fr",
            people: Person(0, "Dunand", "Zoé", 2015));
        await story.ChooseAsync(services: "cni,cni");
        await story.DescribeAsync(people: [Person(0), Person(1, "Dunand", "Zoé", 2015)]);

        await story.ConfirmAsync(await story.CodeAsync());
        var told = story.Claire.Text;
        await story.Claire.SubmitAsync("Continuer sans cette personne");

        told.ShouldContain("Zoé a déjà un rendez-vous pour la même démarche");
        told.ShouldNotContain("Sallanches");
        told.ShouldNotContain("11 h 00");
        told.ShouldNotContain("mamie");
        story.Claire.Text.ShouldContain("C’est confirmé");
        story.Claire.Text.ShouldContain("À apporter pour Claire");
        story.Claire.Text.ShouldNotContain("Zoé");
    }

    [Fact]
    public async Task Who_is_told_of_a_duplicate_may_reload_or_look_at_the_details_and_still_go_on()
    {
        await BeToldAsync();

        await story.Claire.GoAsync("/rendez-vous/code");
        var reloaded = story.Claire.Text;
        await story.Claire.ClickAsync("Corriger les informations");
        await story.Claire.BackAsync();
        var back = story.Claire.Text;
        await story.Claire.SubmitAsync("Continuer sans cette personne");

        reloaded.ShouldContain("Zoé a déjà un rendez-vous pour la même démarche");
        back.ShouldBe(reloaded);
        story.Claire.Text.ShouldContain("C’est confirmé");
    }

    [Fact]
    public async Task Who_moves_their_own_appointment_instead_finds_the_next_form_empty()
    {
        await story.BookAsync();
        await story.ChooseAsync(story.Slot(660), formId: "search-2");
        await story.DescribeAsync();
        await story.ConfirmAsync(await story.CodeAsync());
        await story.Claire.SubmitAsync("Déplacer ce rendez-vous");
        var moves = story.Claire.Url.AbsolutePath;

        await story.ChooseAsync(story.Slot(690), formId: "search-3");

        moves.ShouldBe("/rendez-vous/deplacer");
        story.ValueOf("Input.People[0].BirthName").ShouldBeEmpty();
        story.ValueOf("Input.Contact.Email").ShouldBeEmpty();
    }

    [Fact]
    public async Task Opening_the_page_again_counts_as_no_further_answer()
    {
        await BeToldAsync();
        var counted = await TimesToldAsync();

        for (var i = 0; i < 5; i++) await story.Claire.GoAsync("/rendez-vous/code");

        story.Claire.Text.ShouldContain("Zoé a déjà un rendez-vous");
        counted.ShouldBeGreaterThan(0);
        (await TimesToldAsync()).ShouldBe(counted);
    }

    [Fact]
    public async Task The_same_details_sent_again_ask_about_nobody()
    {
        await BeToldAsync();
        var (told, counted) = (story.Claire.Text, await TimesToldAsync());
        await story.Claire.ClickAsync("Corriger les informations");

        await story.Claire.SubmitAsync("people");

        story.Claire.Text.ShouldBe(told);
        (await TimesToldAsync()).ShouldBe(counted);
    }

    [Fact]
    public async Task Two_numbers_sent_again_are_the_same_in_whatever_order_the_database_keeps_them()
    {
        await using var served = await BeginAsync(server: await PostgresServer.SharedAsync());
        await BeToldOfNumbersAsync(served);
        var (told, counted) = (served.Claire.Text, await TimesToldAsync(served));
        await served.Claire.ClickAsync("Corriger les informations");

        await served.Claire.SubmitAsync("people");

        served.Claire.Text.ShouldBe(told);
        (await TimesToldAsync(served)).ShouldBe(counted);
    }

    [Fact]
    public async Task Corrected_details_about_somebody_else_who_has_an_appointment_are_told_and_count()
    {
        await CousinAsync("Jules", 690);
        await BeToldAsync();
        var counted = await TimesToldAsync();

        await CorrectAsync("Jules");

        story.Claire.Text.ShouldContain("Jules a déjà un rendez-vous pour la même démarche");
        (await TimesToldAsync()).ShouldBe(counted + 2);
        (await story.CountAsync(AppointmentStatus.Confirmed)).ShouldBe(2);
    }

    [Fact]
    public async Task Another_contact_gets_a_code_of_its_own()
    {
        await BeToldAsync();
        await story.Claire.ClickAsync("Corriger les informations");

        await story.DescribeAsync(email: "paul@exemple.fr", people: [Person(0), Person(1, "Dunand", "Jules", 2017)]);

        story.Claire.Text.ShouldContain("Tapez le code reçu");
    }

    [Fact]
    public async Task The_code_typed_again_in_another_tab_leads_to_what_was_told()
    {
        await BeToldAsync(twice: true);

        story.Claire.Text.ShouldContain("Zoé a déjà un rendez-vous");
    }

    [Fact]
    public async Task Corrected_people_are_confirmed_without_another_code()
    {
        await BeToldAsync();

        await story.Claire.ClickAsync("Corriger les informations");
        story.Claire.Page.QuerySelector("main button.btn-wide")!.TextContent.ShouldBe("Continuer");
        await story.DescribeAsync(people: [Person(0), Person(1, "Dunand", "Jules", 2017)]);

        story.Claire.Text.ShouldContain("C’est confirmé");
        story.Claire.Text.ShouldContain("À apporter pour Jules");
        (await story.Town.ReadAsync(db => Task.FromResult(db.OneTimeCodes.Count()))).ShouldBe(2);
    }

    [Fact]
    public async Task Another_slot_forgets_what_was_told()
    {
        await BeToldAsync();

        await story.ChooseAsync(story.Slot(630), "cni,cni", formId: "search-2");
        await story.DescribeAsync(people: [Person(0), Person(1, "Dunand", "Zoé", 2015)]);

        story.Claire.Text.ShouldContain("Tapez le code reçu");
        story.Claire.Text.ShouldNotContain("a déjà un rendez-vous");
    }

    [Fact]
    public async Task Whoever_has_the_same_contact_may_move_their_own_appointment_instead()
    {
        await story.BookAsync(story.Slot(660, at: story.Sallanches));
        await story.ChooseAsync(formId: "search-2");
        await story.DescribeAsync();

        await story.ConfirmAsync(await story.CodeAsync());
        await story.Claire.SubmitAsync("Déplacer ce rendez-vous");

        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/deplacer");
        story.Claire.Text.ShouldContain("Mairie de Sallanches");
        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(0);
    }

    [Fact]
    public async Task After_three_answers_a_day_nothing_more_is_told()
    {
        string[] cousins = ["Jules", "Nina", "Paul", "Zoé"];
        foreach (var (index, cousin) in cousins.Index())
        {
            await CousinAsync(cousin, 630 + (15 * index));
        }

        foreach (var (index, cousin) in cousins.Index())
        {
            await story.ChooseAsync(story.Slot(600 + (15 * index)), formId: $"search-{index}");
            await story.DescribeAsync(people: Person(0, "Dunand", cousin, 2017));
            await story.ConfirmAsync(await story.CodeAsync(), expected: index == 3 ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK);
        }

        var told = story.Claire.Text;
        await story.Claire.GoAsync("/rendez-vous/code", HttpStatusCode.TooManyRequests);

        told.ShouldContain("Ce rendez-vous ne peut pas être confirmé ici");
        told.ShouldContain("La mairie peut vous aider");
        story.Claire.Text.ShouldBe(told);
    }

    [Fact]
    public async Task Who_was_told_three_times_is_not_told_of_corrected_people_either()
    {
        await BeRefusedAsync();

        story.Claire.Text.ShouldContain("Ce rendez-vous ne peut pas être confirmé ici");
        (await story.LatestAsync()).ContactProvenUtc.ShouldBeNull();
    }

    [Theory]
    [InlineData("claire@exemple.fr")]
    [InlineData("claire+zoe@exemple.fr")]
    public async Task Who_was_refused_gets_no_code_for_other_people_that_leads_nowhere(string email)
    {
        await BeRefusedAsync();
        var codes = await story.Town.ReadAsync(db => Task.FromResult(db.OneTimeCodes.Count()));
        await story.Claire.GoAsync("/rendez-vous/qui");

        await story.DescribeAsync(
            email: email, expected: HttpStatusCode.TooManyRequests, people: [Person(0), Person(1, "Dunand", "Marc", 2017)]);

        story.Claire.Text.ShouldContain("Ce rendez-vous ne peut pas être confirmé ici");
        (await story.Town.ReadAsync(db => Task.FromResult(db.OneTimeCodes.Count()))).ShouldBe(codes);
        await story.Claire.GoAsync("/rendez-vous/qui");
        story.ValueOf("Input.People[1].FirstGivenName").ShouldBe("Marc");
    }

    [Fact]
    public async Task A_slot_that_cannot_be_confirmed_is_given_back()
    {
        await BeRefusedAsync();

        await story.Claire.SubmitAsync("Ne plus garder ce créneau");

        story.Claire.Text.ShouldContain("Aucun créneau n’est gardé pour vous");
        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(0);
    }

    [Fact]
    public async Task An_appointment_beside_a_slot_that_was_given_back_is_not_called_confirmed_just_now()
    {
        await story.BookAsync(story.Slot(615, at: story.Sallanches));
        var booked = story.Claire.Text;
        await BeRefusedAsync();

        await story.Claire.SubmitAsync("Ne plus garder ce créneau");

        booked.ShouldContain("C’est confirmé");
        story.Claire.Text.ShouldNotContain("C’est confirmé");
        story.Claire.Text.ShouldContain("Votre rendez-vous");
        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(0);
    }

    /// <summary>A family in which Zoé has an appointment already.</summary>
    /// <param name="twice">The same code was typed in another tab before.</param>
    private async Task BeToldAsync(bool twice = false)
    {
        using var grandmother = story.Town.Visitor();
        await story.BookAsync(
            story.Slot(660, at: story.Sallanches),
            visitor: grandmother,
            email: "mamie@exemple.fr",
            people: Person(0, "Dunand", "Zoé", 2015));
        await story.ChooseAsync(services: "cni,cni");
        await story.DescribeAsync(people: [Person(0), Person(1, "Dunand", "Zoé", 2015)]);
        var code = await story.CodeAsync();
        if (twice)
        {
            var tab = story.Claire.NewTab();
            await tab.GoAsync("/rendez-vous/code");
            await story.ConfirmAsync(code, tab);
        }

        await story.ConfirmAsync(code);
    }

    /// <summary>Claire, who has an appointment already, with two numbers whose rows lie in the other order.</summary>
    private static async Task BeToldOfNumbersAsync(BookingStory served)
    {
        using var before = served.Town.Visitor();
        await served.BookAsync(served.Slot(660, at: served.Sallanches), visitor: before, email: "autre@exemple.fr");
        await served.ChooseAsync(services: "cni-passport");
        await served.DescribeAsync(
            people: [.. Person(0), ("Input.People[0].PreRequest", "Z9Q2M9X4T1"), ("Input.People[0].SecondPreRequest", "A1R3N1Y5U2")]);
        await RowOrder.PutFirstLastAsync(served.Town, "pre_request");
        await served.ConfirmAsync(await served.CodeAsync());
    }

    /// <summary>Told of three people, and asking about a fourth.</summary>
    private async Task BeRefusedAsync()
    {
        await CousinAsync("Jules", 630);
        await CousinAsync("Nina", 645);
        await BeToldAsync();
        await CorrectAsync("Jules");
        await CorrectAsync("Nina");
        await CorrectAsync("Paul", HttpStatusCode.TooManyRequests);
    }

    /// <summary>Somebody else whose appointment is in nobody's way yet.</summary>
    private async Task CousinAsync(string firstName, int minute)
    {
        using var cousin = story.Town.Visitor();
        await story.BookAsync(
            story.Slot(minute, at: story.Sallanches),
            visitor: cousin,
            email: $"{firstName}@exemple.fr",
            people: Person(0, "Dunand", firstName, 2017));
    }

    private async Task CorrectAsync(string firstName, HttpStatusCode expected = HttpStatusCode.OK)
    {
        await story.Claire.ClickAsync("Corriger les informations");
        await story.DescribeAsync(expected: expected, people: [Person(0), Person(1, "Dunand", firstName, 2017)]);
    }

    private Task<int> TimesToldAsync(BookingStory? told = null) =>
        (told ?? story).Town.ReadAsync(db => Task.FromResult(db.LimitUses.Count(use => use.Purpose == "duplicate")));
}
