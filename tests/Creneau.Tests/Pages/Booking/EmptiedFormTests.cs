using System.Net;
using Creneau.Booking;
using Creneau.TestKit;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Booking;

/// <summary>Who finds « Qui vient ? » filled in may empty it: nothing comes back, unless they go on with it.</summary>
public sealed class EmptiedFormTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task Who_finds_the_form_filled_in_is_told_so_and_may_empty_it()
    {
        await story.ChooseAsync();
        story.Claire.Text.ShouldNotContain("Tout effacer");
        await story.DescribeAsync();
        await story.ChooseAsync(story.Slot(630), formId: "search-2");

        story.Claire.Text.ShouldContain("Nous avons repris ce que vous aviez tapé.");
        await story.Claire.SubmitAsync("Tout effacer");

        story.ValueOf("Input.People[0].BirthName").ShouldBeEmpty();
        story.ValueOf("Input.Contact.Email").ShouldBeEmpty();
        story.Claire.Page.QuerySelector("[name='Input.Contact.Way'][checked]")!.GetAttribute("value").ShouldBe("email");
        story.Claire.Text.ShouldNotContain("Tout effacer");
        await story.Claire.GoAsync("/rendez-vous/qui");
        story.ValueOf("Input.People[0].BirthName").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_filled_in_beside_errors_may_be_emptied_too()
    {
        await story.ChooseAsync();
        await story.Claire.SubmitAsync("people", [("Input.People[0].FirstGivenName", "Clara")]);
        story.Claire.Errors.ShouldNotBeEmpty();

        await story.Claire.SubmitAsync("Tout effacer");

        story.ValueOf("Input.People[0].FirstGivenName").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_emptied_is_noted_nowhere_and_its_code_counts_no_more()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        var code = await story.CodeAsync();
        await story.Claire.ClickAsync("Corriger mon adresse");
        await story.Claire.SubmitAsync("Changer de créneau", Person(0, firstName: "Clara"));
        await story.Claire.GoAsync("/rendez-vous/qui");
        await story.Claire.SubmitAsync("Tout effacer");

        var hold = await story.LatestAsync();
        await story.Claire.GoAsync("/rendez-vous/code");
        (hold.Applicants.Any(applicant => applicant.IsNamed), hold.Email, hold.ContactProvenUtc).ShouldBe((false, null, null));
        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/qui");
        (await story.Town.Get<ConfirmAppointment>().RunAsync(
            TestTown.Citizen("nobody"), hold.Id, code, "form", CancellationToken.None)).ShouldBeOfType<ConfirmResult.HoldGone>();
        (await story.Town.ReadAsync(db => Task.FromResult(db.OneTimeCodes.Single().RevokedUtc))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Emptying_the_form_brings_no_second_code_within_the_minute()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        await story.Claire.ClickAsync("Corriger mon adresse");
        await story.Claire.SubmitAsync("Tout effacer");

        await story.DescribeAsync(expected: HttpStatusCode.TooManyRequests);

        story.Claire.Text.ShouldContain("Un code vient de partir.");
        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Claire");
        (await story.Town.ReadAsync(db => Task.FromResult(db.OneTimeCodes.Count()))).ShouldBe(1);
    }

    [Fact]
    public async Task What_stood_in_another_tab_before_it_was_emptied_does_not_come_back()
    {
        await story.ChooseAsync();
        await story.Claire.SubmitAsync("Changer de créneau", Person(0));
        await story.Claire.GoAsync("/rendez-vous/qui");
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/qui");
        await story.Claire.SubmitAsync("Tout effacer");

        await tab.SubmitAsync("Changer de créneau", Person(0));
        await story.Claire.GoAsync("/rendez-vous/qui");

        story.ValueOf("Input.People[0].BirthName").ShouldBeEmpty();
        tab.Text.ShouldContain("Dans un autre onglet, ce formulaire a été envoyé ou effacé depuis.");
    }

    [Fact]
    public async Task Who_goes_on_from_there_all_the_same_keeps_what_stands_there()
    {
        await story.ChooseAsync();
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/qui");
        await story.Claire.SubmitAsync("Changer de créneau", Person(0));
        await story.Claire.GoAsync("/rendez-vous/qui");
        await story.Claire.SubmitAsync("Tout effacer");
        await tab.SubmitAsync("Changer de créneau", Person(0, firstName: "Clara"));
        tab.Page.QuerySelector("#people")!.HasAttribute("data-save-draft").ShouldBeFalse("no script saves it by itself");
        FirstField(tab).ShouldNotBe(FirstField(story.Claire), "« back » fills it in nowhere else");

        await tab.SubmitAsync("Changer de créneau");
        await story.Claire.GoAsync("/rendez-vous/qui");

        tab.Url.PathAndQuery.ShouldStartWith("/?place=Passy");
        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Clara");
    }

    [Fact]
    public async Task An_old_form_that_was_answered_stays_an_old_form()
    {
        await story.ChooseAsync();
        await story.Claire.SubmitAsync("Changer de créneau", Person(0, firstName: "Clara"));
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/qui");
        await story.Claire.GoAsync("/rendez-vous/qui");
        await story.Claire.SubmitAsync("Tout effacer");

        await tab.SubmitAsync("EN");
        await tab.SubmitAsync("Choose another slot");
        await story.Claire.GoAsync("/rendez-vous/qui");

        story.ValueOf("Input.People[0].FirstGivenName").ShouldBeEmpty();
    }

    /// <summary>By its name a browser tells whose form it is.</summary>
    private static string? FirstField(TestKit.Visitor visitor) => visitor.Page.QuerySelector("#people input")!.GetAttribute("name");
}
