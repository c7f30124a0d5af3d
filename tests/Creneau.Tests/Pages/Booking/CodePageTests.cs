using System.Net;
using Creneau.Appointments;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Booking;

public sealed class CodePageTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task The_right_code_confirms_with_or_without_spaces()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        var code = await story.CodeAsync();

        await story.ConfirmAsync($" {code[..3]} {code[3..]} ");

        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous");
        story.Claire.Text.ShouldContain("C’est confirmé");
    }

    [Fact]
    public async Task A_wrong_code_says_how_many_tries_are_left_until_it_is_dead()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        var wrong = await story.CodeAsync() == "000000" ? "000001" : "000000";

        await story.ConfirmAsync(wrong);
        var first = story.Claire.Text;
        for (var i = 0; i < 3; i++) await story.ConfirmAsync(wrong);
        var fourth = story.Claire.Text;
        await story.ConfirmAsync(wrong);

        first.ShouldContain("Il vous reste 4 essais.");
        fourth.ShouldContain("Il vous reste un essai.");
        story.Claire.Text.ShouldContain("Ce code n’est plus valable. Demandez-en un nouveau");
    }

    [Theory]
    [InlineData("", "Tapez les 6 chiffres du code.")]
    [InlineData("12345", "Le code a 6 chiffres : vous en avez tapé 5.")]
    [InlineData("merci", "Tapez les 6 chiffres du code.")]
    public async Task What_cannot_be_the_code_costs_no_try(string typed, string words)
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        var code = await story.CodeAsync();

        for (var i = 0; i < 6; i++) await story.ConfirmAsync(typed);
        var said = story.Claire.Text;
        await story.ConfirmAsync(code);

        said.ShouldContain(words);
        story.Claire.Text.ShouldContain("C’est confirmé");
    }

    [Fact]
    public async Task A_new_code_comes_after_a_minute_and_not_before()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();

        story.Town.TurnableClock.Advance(TimeSpan.FromSeconds(18));
        await story.Claire.SubmitAsync("Recevoir un nouveau code", [("Code", "123 4")], HttpStatusCode.TooManyRequests);
        var (early, typed, fault) = (
            story.Claire.Text, story.ValueOf("Code"), story.Claire.Page.QuerySelector(".error-summary, .bad, [role=alert]:not([hidden])"));
        story.Town.TurnableClock.Advance(TimeSpan.FromSeconds(102));
        await story.Claire.SubmitAsync("Recevoir un nouveau code");

        early.ShouldContain("Vous pourrez en demander un autre dans 45 secondes.");
        fault.ShouldBeNull();
        typed.ShouldBe("123 4");
        story.Claire.Text.ShouldContain("Nous avons envoyé un nouveau code à claire@exemple.fr à 9 h 02");
        await story.ConfirmAsync(await story.CodeAsync());
        story.Claire.Text.ShouldContain("C’est confirmé");
    }

    [Fact]
    public async Task A_late_code_is_said_to_be_late_while_the_slot_is_still_kept_and_a_new_one_confirms()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        var late = await story.CodeAsync();
        await story.Claire.GoAsync("/rendez-vous/qui");
        await story.Claire.SubmitAsync("Prolonger de 15 minutes", Person(0));
        await story.Claire.GoAsync("/rendez-vous/code");
        story.Pass(minutes: 16);

        await story.ConfirmAsync(late);
        var said = story.Claire.Text;
        await story.Claire.SubmitAsync("Recevoir un nouveau code");
        await story.ConfirmAsync(await story.CodeAsync());

        said.ShouldContain("Ce code a plus de 15 minutes et n’est plus valable.");
        story.Claire.Text.ShouldContain("C’est confirmé");
    }

    [Fact]
    public async Task When_the_slot_is_gone_the_details_are_still_there_and_it_is_taken_again()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        var late = await story.CodeAsync();
        story.Pass(minutes: 16);

        await story.ConfirmAsync(late);
        var said = story.Claire.Text;
        await story.Claire.SubmitAsync("Reprendre ce créneau et recevoir mon code");
        await story.ConfirmAsync(await story.CodeAsync());

        said.ShouldContain("Le créneau n’est plus gardé.");
        story.Claire.Text.ShouldContain("C’est confirmé");
    }

    [Fact]
    public async Task A_code_used_twice_shows_the_appointment_it_made()
    {
        await story.ChooseAsync();
        await story.DescribeAsync();
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/code");
        var code = await story.CodeAsync();

        await story.ConfirmAsync(code);
        await story.ConfirmAsync(code, tab);

        tab.Url.AbsolutePath.ShouldBe("/rendez-vous");
        (await story.CountAsync(AppointmentStatus.Confirmed)).ShouldBe(1);
    }
}
