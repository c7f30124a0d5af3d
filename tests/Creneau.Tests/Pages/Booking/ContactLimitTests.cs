using System.Net;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Booking;

/// <summary>What comes too often for one contact is answered with 429, in the form itself, and nothing typed is lost.</summary>
public sealed class ContactLimitTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() =>
        story = await BookingStory.BeginAsync(
            settings: ["--Creneau:Limits:CodesPerContactAndHour=1", "--Creneau:Limits:LookUpsPerContactAndHour=1"]);

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task One_code_too_many_for_a_contact_is_said_in_the_form()
    {
        using var other = story.Town.Visitor();
        await story.ChooseAsync(visitor: other);
        await story.DescribeAsync(other);
        await story.ChooseAsync(story.Slot(630));

        await story.DescribeAsync(expected: HttpStatusCode.TooManyRequests);

        story.Claire.Text.ShouldContain("Trop de codes ont été envoyés à cette adresse ou à ce numéro.");
        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Claire");
    }

    [Fact]
    public async Task One_look_up_too_many_is_said_in_the_form()
    {
        (string, string)[] typed = [("Input.Reference", "482 190 377 2"), ("Input.Contact", "claire@exemple.fr")];
        await story.Claire.GoAsync("/rendez-vous");
        await story.Claire.SubmitAsync("find", typed);
        var unknown = story.Claire.Text;

        await story.Claire.SubmitAsync("find", typed, HttpStatusCode.TooManyRequests);

        unknown.ShouldContain("Aucun rendez-vous n’a cette référence et ce contact.");
        story.Claire.Text.ShouldContain("Trop d’essais pour cet e-mail ou ce téléphone.");
        story.ValueOf("Input.Reference").ShouldBe("482 190 377 2");
    }
}
