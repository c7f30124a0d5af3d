using System.Net;
using Creneau.Appointments;
using Creneau.Notifications;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Booking;

/// <summary>Who leaves « Qui vient ? » for another slot types nothing twice: the form is saved as a draft.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task What_is_typed_right_or_wrong_stands_in_the_form_for_the_next_slot()
    {
        await story.ChooseAsync();

        await story.Claire.SubmitAsync(
            "Changer de créneau",
            [("Input.Contact.Way", "sms"), ("Input.Contact.Phone", "06 12"), .. Person(0, "O'Brien-D'Arc", "", 19)]);
        var left = story.Claire.Url;
        await story.ChooseAsync(story.Slot(630), "cni,cni", formId: "search-2");

        left.PathAndQuery.ShouldStartWith("/?place=Passy");
        story.Claire.Errors.ShouldBeEmpty();
        story.ValueOf("Input.Contact.Phone").ShouldBe("06 12");
        story.ValueOf("Input.People[0].BirthName").ShouldBe("O'Brien-D'Arc");
        story.ValueOf("Input.People[0].BirthDate.Year").ShouldBe("19");
        story.ValueOf("Input.People[1].BirthName").ShouldBe("");
    }

    [Fact]
    public async Task What_was_sent_takes_the_stead_of_what_was_left()
    {
        await story.ChooseAsync();
        await story.Claire.SubmitAsync("Changer de créneau", Person(0, firstName: "Clara"));
        await story.ChooseAsync(story.Slot(630), formId: "search-2");

        await story.DescribeAsync();
        await story.Claire.ClickAsync("Corriger mon adresse");

        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Claire");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_stands_in_another_tab_does_not_take_the_stead_of_what_was_sent(bool emptied)
    {
        await story.ChooseAsync();
        await story.Claire.SubmitAsync("Changer de créneau", Person(0, firstName: "Clara"));
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/qui");
        await story.Claire.GoAsync("/rendez-vous/qui");
        if (emptied)
        {
            await story.Claire.SubmitAsync("Tout effacer");
        }

        await story.DescribeAsync();
        await tab.SubmitAsync("Changer de créneau");
        await story.Claire.ClickAsync("Corriger mon adresse");

        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Claire");
    }

    [Fact]
    public async Task Whoever_has_no_place_in_the_next_slot_has_one_in_the_slot_after_it()
    {
        await story.ChooseAsync(services: "cni,cni");
        await story.Claire.SubmitAsync("Changer de créneau", [.. Person(0), .. Person(1, "Dunand", "Zoé", 2015)]);
        await story.ChooseAsync(story.Slot(630), formId: "search-2");
        await story.Claire.SubmitAsync("Changer de créneau", [("Input.People[0].FirstGivenName", "Clara")]);
        await story.ChooseAsync(story.Slot(660), "cni,cni", formId: "search-3");

        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Clara");
        story.ValueOf("Input.People[1].FirstGivenName").ShouldBe("Zoé");
    }

    [Fact]
    public async Task So_has_whoever_waits_while_a_slot_for_fewer_is_sent()
    {
        await story.ChooseAsync(services: "cni-passport,cni");
        await story.Claire.SubmitAsync(
            "Changer de créneau",
            [.. Person(0), ("Input.People[0].SecondPreRequest", "L8R3N1Y5U2"), .. Person(1, "Dunand", "Zoé", 2015)]);
        await story.ChooseAsync(story.Slot(630), formId: "search-2");
        await story.DescribeAsync();

        await story.ChooseAsync(story.Slot(660), "cni-passport,cni", formId: "search-3");

        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Claire");
        story.ValueOf("Input.People[0].SecondPreRequest").ShouldBe("L8R3N1Y5U2");
        story.ValueOf("Input.People[1].FirstGivenName").ShouldBe("Zoé");
    }

    [Fact]
    public async Task So_has_whoever_was_sent_for_the_slot_before()
    {
        await story.ChooseAsync(services: "cni,cni");
        await story.DescribeAsync(people: [Person(0), Person(1, "Dunand", "Zoé", 2015)]);
        await story.ChooseAsync(story.Slot(630), formId: "search-2");

        await story.ChooseAsync(story.Slot(660), "cni,cni", formId: "search-3");

        story.ValueOf("Input.People[1].FirstGivenName").ShouldBe("Zoé");
    }

    [Fact]
    public async Task What_goes_along_to_another_slot_is_noted_with_the_first_one_no_more()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        var first = (await story.LatestAsync()).Id;

        await story.ChooseAsync(story.Slot(630), formId: "search-2");

        story.ValueOf("Input.People[0].BirthName").ShouldBe("Dunand");
        (await story.Town.ReadAsync(db => Task.FromResult(
            db.Applicants.Count(row => row.AppointmentId == first && row.BirthName != null)))).ShouldBe(0);
        (await story.Town.ReadAsync(db => Task.FromResult(db.Appointments.Single(row => row.Id == first).Email))).ShouldBeNull();
    }

    [Fact]
    public async Task A_number_that_the_next_slot_does_not_ask_for_waits_for_one_that_does()
    {
        await story.ChooseAsync(services: "cni-passport");
        await story.Claire.SubmitAsync(
            "Changer de créneau",
            [("Input.People[0].PreRequest", "K7Q2M9X4T1"), ("Input.People[0].SecondPreRequest", "L8R3N1Y5U2")]);
        await story.ChooseAsync(story.Slot(630), "collection", formId: "search-2");
        await story.Claire.SubmitAsync("Changer de créneau", Person(0));
        await story.ChooseAsync(story.Slot(630), "cni", formId: "search-3");
        await story.Claire.SubmitAsync("Changer de créneau");
        await story.ChooseAsync(story.Slot(600), "cni-passport", formId: "search-4");

        story.ValueOf("Input.People[0].BirthName").ShouldBe("Dunand");
        story.ValueOf("Input.People[0].PreRequest").ShouldBe("K7Q2M9X4T1");
        story.ValueOf("Input.People[0].SecondPreRequest").ShouldBe("L8R3N1Y5U2");
    }

    [Fact]
    public async Task A_waiting_number_follows_its_person_and_nobody_comes_twice()
    {
        await story.ChooseAsync(services: "cni,cni");
        await story.Claire.SubmitAsync(
            "Changer de créneau",
            [
                .. Person(0), ("Input.People[0].PreRequest", "K7Q2M9X4T1"),
                .. Person(1, "de  la Tour", "zoe", 2015), ("Input.People[1].PreRequest", "L8R3N1Y5U2"),
            ]);
        await story.ChooseAsync(story.Slot(630), "collection", formId: "search-2");
        await story.DescribeAsync(people: Person(0, "De la Tour", "Zoé", 2015));

        await story.ChooseAsync(story.Slot(660), "cni,cni", formId: "search-3");

        (story.ValueOf("Input.People[0].FirstGivenName"), story.ValueOf("Input.People[0].PreRequest")).ShouldBe(("Zoé", "L8R3N1Y5U2"));
        (story.ValueOf("Input.People[1].FirstGivenName"), story.ValueOf("Input.People[1].PreRequest")).ShouldBe(("", ""));
    }

    [Fact]
    public async Task Six_people_with_long_names_fit_into_a_draft()
    {
        var six = string.Join(',', Enumerable.Repeat("cni", 6));
        await story.ChooseAsync(services: six);
        var people = Enumerable.Range(0, 6).SelectMany(person => Person(person, new string('é', 60), new string('ï', 40)));

        await story.Claire.SubmitAsync("Changer de créneau", [.. By("claire@exemple.fr"), .. people]);
        await story.ChooseAsync(story.Slot(600, Friday.AddDays(3)), six, formId: "search-2");

        story.ValueOf("Input.People[5].BirthName").ShouldBe(new string('é', 60));
    }

    [Fact]
    public async Task What_a_script_sends_while_somebody_types_is_kept_and_leads_nowhere()
    {
        await story.ChooseAsync();
        var address = story.Claire.Page.QuerySelector("#people")!.GetAttribute("data-save-draft")!;

        await story.Claire.PostAsync(
            address,
            [
                ("__RequestVerificationToken", story.Token),
                ("formVersion", story.ValueOf("formVersion")),
                ("Input.People[0].FirstGivenName", "Clara"),
            ],
            HttpStatusCode.NoContent);
        await story.Claire.GoAsync("/rendez-vous/qui");

        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Clara");
    }

    [Fact]
    public async Task A_slot_that_is_kept_is_found_beside_an_appointment_too()
    {
        await story.BookAsync();
        await story.ChooseAsync(story.Slot(630), formId: "search-2");

        await story.Claire.GoAsync("/rendez-vous");

        story.Claire.Text.ShouldContain("Un créneau vous est gardé jusqu’à");
        story.Claire.Text.ShouldContain("À apporter pour Claire");
    }

    [Fact]
    public async Task A_slot_that_is_kept_is_found_again_under_my_appointment()
    {
        await story.ChooseAsync();

        await story.Claire.GoAsync("/rendez-vous");
        story.Claire.Text.ShouldContain("Un créneau vous est gardé jusqu’à");
        await story.Claire.ClickAsync("Continuer la réservation");

        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/qui");
    }

    [Fact]
    public async Task What_another_tab_still_kept_is_gone_once_the_appointment_is_confirmed()
    {
        await story.ChooseAsync();
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/qui");
        await story.DescribeAsync();
        await tab.SubmitAsync("Changer de créneau", Person(0, firstName: "Clara"));
        await tab.SubmitAsync("Changer de créneau");
        (await story.HasDraftAsync()).ShouldBeTrue();

        await story.ConfirmAsync(await story.CodeAsync());

        story.Claire.Text.ShouldContain("C’est confirmé");
        (await story.HasDraftAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task What_another_tab_sends_after_that_is_not_kept()
    {
        await story.ChooseAsync();
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/qui");
        await story.DescribeAsync();
        await story.ConfirmAsync(await story.CodeAsync());

        await tab.SubmitAsync("Changer de créneau", Person(0, firstName: "Clara"));
        var saved = await story.HasDraftAsync();
        await story.ChooseAsync(story.Slot(630), formId: "search-2");

        saved.ShouldBeFalse();
        story.ValueOf("Input.People[0].FirstGivenName").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_noted_and_no_code_leaves()
    {
        await story.ChooseAsync();

        await story.Claire.SubmitAsync("Changer de créneau", [.. By("claire@exemple.fr"), .. Person(0)]);

        (await story.LatestAsync()).ShouldSatisfyAllConditions(
            hold => hold.Applicants.ShouldAllBe(one => !one.IsNamed), hold => hold.Email.ShouldBeNull());
        (await story.Town.ReadAsync(db => Task.FromResult(db.OutboxMessages.Count()))).ShouldBe(0);
    }

    [Fact]
    public async Task More_than_a_draft_can_hold_stops_nobody()
    {
        await story.ChooseAsync();

        await story.Claire.SubmitAsync("Changer de créneau", Person(0, new string('a', 10_000)));

        story.Claire.Url.PathAndQuery.ShouldStartWith("/?place=Passy");
        (await story.HasDraftAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task An_old_tab_leaves_nothing_in_the_form_of_the_slot_chosen_since()
    {
        await story.ChooseAsync();
        using var tab = story.Claire.NewTab();
        await story.ChooseAsync(story.Slot(630), visitor: tab, formId: "search-2");

        await story.Claire.SubmitAsync("Changer de créneau", Person(0));
        await tab.GoAsync("/rendez-vous/qui");

        story.Claire.Text.ShouldContain("Dans un autre onglet, vous avez choisi un autre créneau.");
        tab.Page.QuerySelector("[name='Input.People[0].BirthName']")!.GetAttribute("value").ShouldBeNullOrEmpty();
    }
}
