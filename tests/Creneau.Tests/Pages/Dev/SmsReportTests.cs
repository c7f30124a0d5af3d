using System.Net;
using Creneau.Notifications.Sms;
using Creneau.TestKit;
using Creneau.Tests.Pages.Booking;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Dev;

public sealed class SmsReportTests
{
    [Fact]
    public async Task Reports_are_taken_at_the_address_of_a_message_and_nowhere_else()
    {
        await using var story = await BookingStory.BeginAsync();
        using var http = new HttpClient { BaseAddress = TestTown.AddressOf(story.Town.Node) };
        var tokens = story.Town.Node.Services.GetRequiredService<SmsReportTokens>();
        var good = tokens.For(Guid.Empty);

        (await AnswerAsync(http, $"{good}?status=8&answer=ACK/")).ShouldBe(HttpStatusCode.OK);
        (await AnswerAsync(http, $"{good[..^1]}{(good[^1] == 'A' ? 'B' : 'A')}?status=8")).ShouldBe(HttpStatusCode.NotFound);
        (await AnswerAsync(http, "nothing?status=8")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpStatusCode> AnswerAsync(HttpClient http, string token) => (await http.GetAsync(
        new Uri($"{SmsReportTokens.Path}/{token}", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode;
}
