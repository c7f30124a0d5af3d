using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Booking;

/// <summary>Who changes the language while typing loses nothing.</summary>
public sealed class OtherLanguageTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Theory]
    [InlineData("fr", "/en/rendez-vous/qui", "EN, English version", "Who is coming?")]
    [InlineData("en", "/rendez-vous/qui", "FR, version française", "Qui vient au rendez-vous ?")]
    public async Task The_other_language_takes_along_what_is_typed_and_what_is_wrong_with_it(
        string from, string to, string button, string title)
    {
        await story.ChooseAsync();
        await story.Claire.GoAsync(from == "en" ? "/en/rendez-vous/qui" : "/rendez-vous/qui");
        await story.Claire.SubmitAsync(
            "people", [("Input.Contact.Way", "sms"), ("Input.Contact.Phone", "06 12"), .. Person(0, birthName: "4242")]);

        await story.Claire.SubmitAsync(button, [("Input.People[0].FirstGivenName", "Zoé")]);

        story.Claire.Url.AbsolutePath.ShouldBe(to);
        story.Claire.Page.QuerySelector("h1")!.TextContent.Replace('\u202F', ' ').ShouldBe(title);
        story.Claire.Errors.ShouldNotBeEmpty();
        story.Claire.Text.ShouldContain(
            to.StartsWith("/en", StringComparison.Ordinal) ? "Check the birth name" : "Vérifiez le nom de naissance");
        story.ValueOf("Input.Contact.Phone").ShouldBe("06 12");
        story.ValueOf("Input.People[0].BirthName").ShouldBe("4242");
        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Zoé");
        story.ValueOf("Input.People[0].BirthDate.Year").ShouldBe("1987");
    }

    [Fact]
    public async Task The_other_language_writes_nothing_and_lets_go_on()
    {
        await story.ChooseAsync();
        var before = await story.LatestAsync();

        await story.Claire.SubmitAsync("EN, English version", [.. By("claire@exemple.fr"), .. Person(0)]);
        var after = await story.LatestAsync();
        await story.Claire.SubmitAsync("people");

        (after.Applicants.Any(applicant => applicant.IsNamed), after.Email, after.HeldUntilUtc)
            .ShouldBe((false, null, before.HeldUntilUtc));
        story.Claire.Url.AbsolutePath.ShouldBe("/en/rendez-vous/code");
    }

    [Fact]
    public async Task What_nobody_has_sent_yet_is_not_called_wrong()
    {
        await story.ChooseAsync();

        await story.Claire.SubmitAsync("EN, English version", [("Input.Contact.Email", "claire")]);

        story.Claire.Errors.ShouldBeEmpty();
        story.ValueOf("Input.Contact.Email").ShouldBe("claire");
    }

    [Fact]
    public async Task The_starts_that_are_offered_are_offered_in_the_other_language_too()
    {
        await story.BookAsync();
        using var neighbour = story.Town.Visitor();
        await story.ChooseAsync(story.Slot(615), visitor: neighbour);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");
        await story.Claire.SubmitAsync("add", Zoe);
        var offered = Values(".offers button");

        await story.Claire.SubmitAsync("EN, English version");
        var english = story.Claire.Text;
        var offeredAgain = Values(".offers button");
        await story.Claire.SubmitAsync(story.Claire.Page.QuerySelector(".offers button span")!.TextContent.Replace('\u00A0', ' '));

        english.ShouldContain("Nothing has changed");
        offeredAgain.ShouldBe(offered);
        offered.Count.ShouldBe(3);
        story.Claire.Text.ShouldContain("Zoé");
        story.Claire.Url.AbsolutePath.ShouldBe("/en/rendez-vous");
    }

    [Fact]
    public async Task A_line_that_asks_asks_in_the_other_language_too()
    {
        await story.BookAsync(services: "cni,cni", people: [Person(0), Person(1, "Dunand", "Zoé", 2015)]);
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");
        await story.Claire.SubmitAsync("Retirer Zoé");

        await story.Claire.SubmitAsync("EN, English version");

        story.Claire.Page.QuerySelector(".people [autofocus]")!.TextContent.ShouldStartWith("Remove Zoé?");
    }

    [Fact]
    public async Task What_was_just_taken_is_said_in_the_other_language_with_the_search_and_its_starts()
    {
        using var quicker = story.Town.Visitor();
        await story.ChooseAsync(services: "cni,cni", visitor: quicker);
        await story.ChooseAsync(services: "cni,cni", expected: System.Net.HttpStatusCode.Conflict);
        var offered = Values(".offers button");

        await story.Claire.SubmitAsync("EN, English version", expected: System.Net.HttpStatusCode.Conflict);

        story.Claire.Url.AbsolutePath.ShouldBe("/en/rendez-vous/garder");
        Values(".offers button").ShouldBe(offered);
        offered.Count.ShouldBe(3);
        story.Claire.Page.QuerySelector("#people option[selected]")!.TextContent.ShouldBe("2");
    }

    [Fact]
    public async Task What_was_not_found_is_not_found_in_the_other_language_either()
    {
        await story.Claire.GoAsync("/rendez-vous");
        await story.Claire.SubmitAsync("find", [("Input.Reference", "482 190 377 2"), ("Input.Contact", "clairé@exemple.fr")]);

        await story.Claire.SubmitAsync("EN, English version");

        story.Claire.Errors.ShouldNotBeEmpty();
        story.ValueOf("Input.Contact").ShouldBe("clairé@exemple.fr");
    }

    [Fact]
    public async Task A_sentence_or_a_start_that_nobody_said_is_not_said()
    {
        await story.BookAsync();
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await story.Claire.PostAsync(
            "/en/rendez-vous/personnes?handler=Language",
            [
                ("__RequestVerificationToken", story.Token),
                ("notice.Name", "Code_Dead"),
                ("notice.Slots", "99_2026-11-27_600"),
                ("notice.Slots", "x"),
                ("notice.AskedId", "7"),
            ]);

        story.Claire.Page.QuerySelector(".offers, [role=alert]:not([hidden]), [autofocus]").ShouldBeNull();
    }

    [Fact]
    public async Task An_old_tab_says_so_in_the_other_language_too()
    {
        await story.ChooseAsync();
        using var tab = story.Claire.NewTab();
        await story.ChooseAsync(story.Slot(630), visitor: tab, formId: "search-2");

        await story.Claire.SubmitAsync("EN, English version", Person(0));

        story.Claire.Text.ShouldContain("In another tab");
        await story.Claire.SubmitAsync("FR, version française");
        story.Claire.Text.ShouldContain("Dans un autre onglet");
        story.ValueOf("Input.People[0].BirthName").ShouldBe("Dunand");
    }

    [Fact]
    public async Task In_the_other_language_the_new_person_is_still_typed()
    {
        await story.BookAsync();
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");

        await story.Claire.SubmitAsync("EN, English version", [("Input.Person.FirstGivenName", "Zoé"), ("Input.Service", "passport")]);

        story.Claire.Url.AbsolutePath.ShouldBe("/en/rendez-vous/personnes");
        story.Claire.Errors.ShouldBeEmpty();
        story.ValueOf("Input.Person.FirstGivenName").ShouldBe("Zoé");
        story.Claire.Page.QuerySelector("option[selected]")!.TextContent.ShouldBe("Passport");
        (await story.LatestAsync()).People.ShouldBe(1);
    }

    private List<string?> Values(string buttons) =>
        [.. story.Claire.Page.QuerySelectorAll(buttons).Select(button => button.GetAttribute("value"))];
}
