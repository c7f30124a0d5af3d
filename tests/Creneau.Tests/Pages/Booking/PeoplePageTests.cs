using System.Net;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.TestKit;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Booking;

public sealed class PeoplePageTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task Everything_that_is_missing_is_said_at_once_each_beside_its_field()
    {
        await story.ChooseAsync(services: "cni,cni");

        await story.Claire.SubmitAsync("people", [("Input.Contact.Way", "email")]);

        story.Claire.Title.ShouldStartWith("Erreur");
        story.Claire.Text.ShouldContain("Il y a 7 erreurs");
        story.Claire.Text.ShouldContain("Deuxième personne : indiquez le premier prénom.");
        story.Claire.Page.QuerySelector("#Input_People_1__BirthName")!.GetAttribute("aria-invalid").ShouldBe("true");
        story.Claire.Page.QuerySelector(".error-summary a[href='#Input_Contact_Email']").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Input.People[0].PreRequest", "K7Q2M9X4T", "Il manque un caractère : vous en avez tapé 9 sur 10.")]
    [InlineData("Input.People[0].FirstGivenName", "<script>alert(1)</script>", "Vérifiez le premier prénom")]
    [InlineData("Input.People[0].BirthDate.Year", "2850", "dans le futur")]
    [InlineData("Input.Contact.Email", "claire@", "Vérifiez cette adresse e-mail")]
    public async Task What_is_wrong_is_said_and_what_was_typed_stays(string field, string typed, string words)
    {
        await story.ChooseAsync();

        await story.Claire.SubmitAsync("people", [.. By("claire@exemple.fr"), .. Person(0), (field, typed)]);

        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/qui");
        story.Claire.Text.ShouldContain(words);
        story.Claire.Text.ShouldContain("Il y a une erreur");
        story.ValueOf(field).ShouldBe(typed);
        story.ValueOf("Input.People[0].BirthName").ShouldBe("Dunand");
    }

    [Fact]
    public async Task A_name_of_ten_thousand_characters_is_too_long_and_kept()
    {
        await story.ChooseAsync();

        await story.Claire.SubmitAsync("people", [.. By("claire@exemple.fr"), .. Person(0, birthName: new string('a', 10_000))]);

        story.Claire.Page.QuerySelector(".error-summary")!.TextContent.ShouldContain("vous avez tapé 10\u202F000 caractères, 80 au plus");
        story.ValueOf("Input.People[0].BirthName").Length.ShouldBe(10_000);
    }

    [Fact]
    public async Task A_name_is_taken_as_its_person_is_called()
    {
        await story.ChooseAsync();

        await story.DescribeAsync(people: Person(0, "O'Brien-D’Arc", "Zoë"));

        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/code");
    }

    [Fact]
    public async Task A_name_in_another_script_is_asked_for_as_it_stands_on_the_document_and_stays()
    {
        await story.ChooseAsync();

        await story.DescribeAsync(people: Person(0, "خليل", "Nadia"));

        story.Claire.Text.ShouldContain("en lettres latines, comme sur la pièce d’identité");
        story.ValueOf("Input.People[0].BirthName").ShouldBe("خليل");
    }

    [Theory]
    [InlineData("06 12 34 56 78", null)]
    [InlineData("04 50 78 00 00", "C’est un téléphone fixe")]
    public async Task A_phone_is_a_mobile_or_the_page_says_why_not(string typed, string? words)
    {
        await story.ChooseAsync();

        await story.Claire.SubmitAsync("people", [("Input.Contact.Way", "sms"), ("Input.Contact.Phone", typed), .. Person(0)]);

        story.Claire.Url.AbsolutePath.ShouldBe(words is null ? "/rendez-vous/code" : "/rendez-vous/qui");
        story.Claire.Text.ShouldContain(words ?? "Tapez le code reçu");
    }

    [Fact]
    public async Task The_same_person_twice_in_the_form_is_noticed()
    {
        await story.ChooseAsync(services: "cni,passport");

        await story.DescribeAsync(people: [Person(0), Person(1, "DUNAND", "claire")]);

        story.Claire.Text.ShouldContain("Deuxième personne : cette personne est déjà dans le formulaire.");
    }

    [Fact]
    public async Task Both_documents_have_two_numbers_and_a_collection_has_none()
    {
        await story.ChooseAsync(services: "cni-passport,collection,cni");

        story.Claire.Page.QuerySelector("[name='Input.People[0].SecondPreRequest']").ShouldNotBeNull();
        story.Claire.Page.QuerySelector("[name='Input.People[1].PreRequest']").ShouldBeNull();
        story.Claire.Page.QuerySelector("[name='Input.People[2].SecondPreRequest']").ShouldBeNull();
    }

    [Fact]
    public async Task Where_the_town_hall_wants_the_number_it_is_asked_for()
    {
        await story.Passy.RequiresPreRequestsAsync();
        await story.ChooseAsync();

        await story.DescribeAsync();

        story.Claire.Text.ShouldContain("Indiquez le numéro de pré-demande : cette mairie le demande.");
    }

    [Fact]
    public async Task What_was_typed_for_a_slot_is_filled_in_for_the_next_one_and_sent_from_there_alone()
    {
        await story.Sallanches.RequiresPreRequestsAsync();
        await story.ChooseAsync();
        await story.DescribeAsync();

        await story.ChooseAsync(story.Slot(at: story.Sallanches), formId: "search-2");
        var (name, email) = (story.ValueOf("Input.People[0].BirthName"), story.ValueOf("Input.Contact.Email"));
        await story.Claire.GoAsync("/rendez-vous/code");

        (name, email).ShouldBe(("Dunand", "claire@exemple.fr"));
        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/qui");
        await story.Claire.SubmitAsync("people");
        story.Claire.Text.ShouldContain("Indiquez le numéro de pré-demande : cette mairie le demande.");
    }

    [Fact]
    public async Task A_retaken_slot_without_anybody_named_asks_who_comes()
    {
        await story.Sallanches.RequiresPreRequestsAsync();
        await story.ChooseAsync();
        await story.DescribeAsync();

        await RetakeAsync(story.Slot(at: story.Sallanches));

        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/qui");
        await story.Claire.PostAsync("/rendez-vous/code?handler=Resend", [("__RequestVerificationToken", story.Token)]);
        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/qui");
        var codes = await story.Town.ReadAsync(db => Task.FromResult(db.OneTimeCodes.Count(code => code.RevokedUtc == null)));
        codes.ShouldBe(1, "the one of the first slot");
    }

    [Fact]
    public async Task A_retaken_slot_that_is_refused_without_anybody_named_offers_others()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();

        await RetakeAsync(story.Slot(minute: 1200));

        story.Claire.Page.QuerySelector("[name='Input.People[0].BirthName']").ShouldNotBeNull();
    }

    [Fact]
    public async Task People_under_names_of_their_own_are_no_error_of_ours()
    {
        await story.ChooseAsync();

        (string, string)[] numbered = [("Input.People.index", "a"), ("Input.People.index", "b"), ("Input.People[a].BirthName", "q")];
        await story.Claire.PostAsync("/rendez-vous/qui", [.. numbered, ("__RequestVerificationToken", story.Token)]);

        story.Claire.Text.ShouldContain("Indiquez le premier prénom");
    }

    [Fact]
    public async Task People_left_out_by_something_that_is_no_number_are_not_nobody()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();

        await story.Claire.PostAsync(
            "/rendez-vous/code?handler=Without",
            [("ordinals", "abc"), ("__RequestVerificationToken", story.Token)],
            HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/rendez-vous/qui", "Input.People[{0}].BirthName")]
    [InlineData("/rendez-vous/code?handler=Without", "ordinals[{0}]")]
    public async Task A_thousand_people_in_the_address_are_not_read(string page, string field)
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        var fields = Enumerable.Range(0, 1100).Select(i => field.Replace("{0}", $"{i}", StringComparison.Ordinal) + "=1");
        var address = page + (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', fields);

        await story.Claire.PostAsync(address, [("__RequestVerificationToken", story.Token)]);

        ((int)story.Claire.Status).ShouldBe(200);
    }

    [Fact]
    public async Task The_slot_is_kept_longer_once_and_what_is_typed_stays()
    {
        await story.ChooseAsync();

        await story.Claire.SubmitAsync("Prolonger de 15 minutes", Person(0));

        story.Claire.Text.ShouldContain("gardé jusqu’à 9 h 30");
        story.Claire.Page.QuerySelector("#kept .btn-text").ShouldBeNull();
        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Claire");
    }

    [Fact]
    public async Task After_the_end_everything_typed_stays_and_one_click_takes_the_slot_again()
    {
        await story.ChooseAsync();
        story.Pass(minutes: 16);

        await story.DescribeAsync();
        var kept = story.ValueOf("Input.People[0].BirthName");
        var words = story.Claire.Text;
        await story.Claire.SubmitAsync("Reprendre ce créneau et recevoir mon code");

        words.ShouldContain("Le créneau n’est plus gardé.");
        words.ShouldContain("Le créneau est encore libre.");
        kept.ShouldBe("Dunand");
        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/code");
    }

    [Fact]
    public async Task A_double_click_on_taking_it_again_goes_on_to_the_code_both_times()
    {
        await story.ChooseAsync();
        story.Pass(minutes: 16);
        await story.DescribeAsync();
        var form = story.Claire.Page.QuerySelectorAll("#people input[name]")
            .Where(input => input.GetAttribute("type") != "radio" || input.HasAttribute("checked"))
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? "")).ToList();

        await story.Claire.PostAsync("/rendez-vous/qui?handler=Retake", form);
        var first = story.Claire.Url.AbsolutePath;
        await story.Claire.PostAsync("/rendez-vous/qui?handler=Retake", form);

        (first, story.Claire.Url.AbsolutePath).ShouldBe(("/rendez-vous/code", "/rendez-vous/code"));
        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(1);
    }

    [Fact]
    public async Task When_somebody_else_has_it_by_then_the_nearest_take_over_what_is_typed()
    {
        await story.ChooseAsync();
        story.Pass(minutes: 16);
        using var other = story.Town.Visitor();
        await story.ChooseAsync(visitor: other);

        await story.DescribeAsync();
        await story.Claire.SubmitAsync(story.Claire.Page.QuerySelector("button[name=slot] span")!.TextContent.Replace('\u00A0', ' '));

        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/code");
        (await story.LatestAsync()).Applicants.Single().FirstGivenName.ShouldBe("Claire");
    }

    [Fact]
    public async Task The_page_itself_says_so_when_it_is_opened_again_too_late()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        story.Pass(minutes: 46);

        await story.Claire.GoAsync("/rendez-vous/qui");

        story.Claire.Text.ShouldContain("Le créneau n’est plus gardé.");
        story.ValueOf("Input.People[0].BirthName").ShouldBe("Dunand");
        story.ValueOf("Input.Contact.Email").ShouldBe("claire@exemple.fr");
    }

    [Fact]
    public async Task An_old_tab_says_that_another_slot_was_chosen_since()
    {
        await story.ChooseAsync();
        using var tab = story.Claire.NewTab();
        await story.ChooseAsync(story.Slot(630), visitor: tab, formId: "search-2");

        await story.DescribeAsync();

        story.Claire.Text.ShouldContain("Dans un autre onglet, vous avez choisi un autre créneau.");
        story.Claire.Text.ShouldContain("à 10 h 30");
        story.ValueOf("Input.People[0].BirthName").ShouldBe("Dunand");
        (await story.LatestAsync()).Applicants.ShouldAllBe(applicant => !applicant.IsNamed);
    }

    [Fact]
    public async Task A_name_is_mended_without_another_code()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        var code = await story.CodeAsync();

        await story.Claire.ClickAsync("Corriger mon adresse");
        await story.Claire.SubmitAsync("people", [("Input.People[0].FirstGivenName", "Claire-Marie")]);
        await story.ConfirmAsync(code);

        story.Claire.Text.ShouldContain("C’est confirmé");
        story.Claire.Text.ShouldContain("À apporter pour Claire-Marie");
    }

    [Fact]
    public async Task Two_wrong_names_are_told_apart()
    {
        await story.ChooseAsync();

        await story.DescribeAsync(people: Person(0, "42", "42"));

        var errors = story.Claire.Page.QuerySelectorAll(".error-summary li").Select(line => line.TextContent[..15]);
        errors.ShouldBe(["Vérifiez le nom", "Vérifiez le pre"]);
    }

    [Fact]
    public async Task Without_a_slot_the_page_shows_the_ways_on()
    {
        await story.Claire.GoAsync("/rendez-vous/qui");

        story.Claire.Text.ShouldContain("Aucun créneau n’est gardé pour vous");
    }

    [Fact]
    public async Task Pages_with_people_are_kept_nowhere()
    {
        await story.ChooseAsync();

        story.Claire.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = TestTown.AddressOf(story.Town.Node) };
        foreach (var address in new[] { "/rendez-vous/qui", "/rendez-vous/code", "/rendez-vous/annuler", "/r/no-such-link" })
        {
            var answer = await http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue(address);
        }
    }

    private Task RetakeAsync(string slot) => story.Claire.PostAsync(
        "/rendez-vous/qui?handler=Retake", [("slot", slot), ("__RequestVerificationToken", story.Token)]);
}
