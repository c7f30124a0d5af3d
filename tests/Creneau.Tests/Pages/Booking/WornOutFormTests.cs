using System.Net;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Booking;

/// <summary>A form that stood open too long, or whose cookies were cleared meanwhile: what was typed is not lost.</summary>
public sealed class WornOutFormTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task Without_its_cookie_a_form_is_sent_again_in_one_click()
    {
        await story.ChooseAsync();
        Forget("creneau-form");

        await story.DescribeAsync(expected: HttpStatusCode.BadRequest);
        var said = story.Claire.Text;
        await story.Claire.SubmitAsync("Réessayer");

        said.ShouldContain("rien n’est à retaper");
        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/code");
        (await story.LatestAsync()).Email.ShouldBe("claire@exemple.fr");
    }

    [Fact]
    public async Task It_is_in_the_other_language_too()
    {
        await story.ChooseAsync();
        Forget("creneau-form");
        await story.DescribeAsync(expected: HttpStatusCode.BadRequest);

        await story.Claire.SubmitAsync("EN, English version", expected: HttpStatusCode.BadRequest);
        var (said, email) = (story.Claire.Text, (await story.LatestAsync()).Email);
        await story.Claire.SubmitAsync("Try again");

        said.ShouldContain("nothing needs typing again");
        email.ShouldBeNull("the other language does nothing");
        story.Claire.Url.AbsolutePath.ShouldBe("/en/rendez-vous/code");
    }

    [Theory]
    [InlineData("people")]
    [InlineData("Changer de créneau")]
    [InlineData("Prolonger de 15 minutes")]
    public async Task When_the_browser_knows_of_no_slot_any_more_what_was_typed_waits_for_the_next_one(string button)
    {
        await story.ChooseAsync();
        Forget("creneau-rendez-vous");

        await story.Claire.SubmitAsync(button, [.. By("claire@exemple.fr"), .. Person(0)]);
        var said = story.Claire.Text;
        await story.Claire.GoAsync("/en/rendez-vous/qui");
        story.Claire.Text.ShouldContain("What you typed is not lost");
        await story.ChooseAsync(story.Slot(630), formId: "search-2");

        said.Contains("Ce que vous avez tapé n’est pas perdu", StringComparison.Ordinal).ShouldBe(button != "Changer de créneau");
        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Claire");
        story.ValueOf("Input.Contact.Email").ShouldBe("claire@exemple.fr");
    }

    [Fact]
    public async Task Without_any_cookie_left_nothing_is_typed_twice_either()
    {
        await story.ChooseAsync();
        foreach (Cookie cookie in story.Claire.Cookies) cookie.Expired = true;

        await story.DescribeAsync(expected: HttpStatusCode.BadRequest);
        await story.Claire.SubmitAsync("Réessayer");
        await story.ChooseAsync(story.Slot(630), formId: "search-2");

        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Claire");
    }

    [Fact]
    public async Task After_the_appointment_was_closed_an_old_tab_leaves_nothing_for_whoever_comes_next()
    {
        await story.ChooseAsync();
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/qui");
        await story.DescribeAsync();
        await story.ConfirmAsync(await story.CodeAsync());
        await story.Claire.SubmitAsync("Fermer ce rendez-vous");

        await tab.SubmitAsync("Changer de créneau", Person(0));
        await story.ChooseAsync(story.Slot(630), formId: "search-2");

        story.ValueOf("Input.People[0].FirstGivenName").ShouldBeEmpty();
    }

    private void Forget(string cookie) => story.Claire.Cookies[cookie]!.Expired = true;
}
