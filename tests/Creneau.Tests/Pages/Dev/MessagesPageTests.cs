using System.Net;
using Creneau.Notifications.Sending;
using Creneau.TestKit;
using Creneau.Tests.Pages.Booking;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Dev;

public sealed class MessagesPageTests
{
    [Fact]
    public async Task In_a_demonstration_the_code_and_the_link_are_read_there()
    {
        await using var story = await BookingStory.BeginAsync(demo: true);
        await story.ChooseAsync();
        await story.DescribeAsync();
        using var reader = story.Town.Visitor();

        await Patience.UntilAsync(
            "the code has arrived", () => ArrivedAsync(story, reader), TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        reader.Page.QuerySelector("iframe")!.GetAttribute("sandbox").ShouldNotBeNull();
        await reader.GoAsync(reader.Page.QuerySelector("iframe")!.GetAttribute("src")!);
        reader.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [Fact]
    public async Task Elsewhere_the_page_does_not_exist()
    {
        await using var story = await BookingStory.BeginAsync();

        await story.Claire.GoAsync("/dev/messages", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nor_for_whoever_comes_through_a_proxy()
    {
        await using var story = await BookingStory.BeginAsync(demo: true);
        using var http = new HttpClient { BaseAddress = TestTown.AddressOf(story.Town.Node) };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");

        var answer = await http.GetAsync(new Uri("/dev/messages", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Host", "elsewhere.example")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Nor_for_a_page_of_another_site_or_a_quiet_proxy(string header, string value)
    {
        await using var story = await BookingStory.BeginAsync(demo: true);
        using var http = new HttpClient { BaseAddress = TestTown.AddressOf(story.Town.Node) };
        http.DefaultRequestHeaders.Add(header, value);

        var answer = await http.GetAsync(new Uri("/dev/messages", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_phone_is_looked_for_as_it_is_typed()
    {
        await using var story = await BookingStory.BeginAsync(demo: true);
        await story.ChooseAsync();
        await story.Claire.SubmitAsync(
            "people", [("Input.Contact.Way", "sms"), ("Input.Contact.Phone", "06 12 34 56 78"), .. BookingStory.Person(0)]);
        using var reader = story.Town.Visitor();

        await Patience.UntilAsync(
            "the code has arrived",
            () => ArrivedAsync(story, reader, "06.12.34.56.78"),
            TimeSpan.FromSeconds(20),
            TestContext.Current.CancellationToken);

        reader.Text.ShouldMatch(@"\b\d{6}\b");
    }

    private static async Task<bool> ArrivedAsync(BookingStory story, Visitor reader, string to = "claire@exemple.fr")
    {
        await story.Town.Get<OutboxSender>().SendDueAsync(TestContext.Current.CancellationToken);
        await reader.GoAsync($"/dev/messages?to={to}");
        return reader.Page.QuerySelector(".message") is not null;
    }
}
