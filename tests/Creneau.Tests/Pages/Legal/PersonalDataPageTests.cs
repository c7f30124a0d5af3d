using Creneau.Tests.Pages.Booking;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Legal;

public sealed class PersonalDataPageTests
{
    [Theory]
    [InlineData(
        "/donnees-personnelles", "Aucun ne contient ce que vous écrivez", "Formulaire commencé et pas encore envoyé", "24 heures après")]
    [InlineData("/en/donnees-personnelles", "None of them holds what you type", "Form begun and not sent yet", "24 hours after")]
    public async Task A_form_that_was_begun_lies_on_the_servers_for_a_day_and_in_no_cookie(
        string page, string cookies, string form, string until)
    {
        await using var story = await BookingStory.BeginAsync();

        await story.Claire.GoAsync(page);

        var text = story.Claire.Page.Body!.TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' ');
        text.ShouldContain(cookies);
        var row = story.Claire.Page.QuerySelectorAll("tr").Single(line => line.TextContent.Contains(form, StringComparison.Ordinal));
        row.QuerySelector("td")!.TextContent.Replace('\u00A0', ' ').ShouldContain(until);
    }
}
