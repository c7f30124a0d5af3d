using Creneau.Tests.Pages.Booking;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Legal;

public sealed class NoticePageTests
{
    [Fact]
    public async Task In_a_demonstration_the_publisher_is_invented_too()
    {
        await using var story = await BookingStory.BeginAsync(demo: true);

        await story.Claire.GoAsync("/mentions-legales");

        story.Claire.Page.Body!.TextContent.ShouldContain("contact@creneau.exemple.fr");
    }

    [Fact]
    public async Task Elsewhere_nobody_is_named_until_settings_do()
    {
        await using var story = await BookingStory.BeginAsync();

        await story.Claire.GoAsync("/mentions-legales");

        story.Claire.Page.Body!.TextContent.ShouldNotContain("exemple.fr");
        story.Claire.Page.Body!.TextContent.ShouldContain("Non renseigné par l’éditeur du site.");
    }
}
