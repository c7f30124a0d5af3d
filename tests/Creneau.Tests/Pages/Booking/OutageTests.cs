using System.Net;
using Creneau.TestKit;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Booking;

public sealed class OutageTests
{
    [Fact]
    public async Task When_the_database_is_away_what_was_typed_is_sent_again_in_one_click()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var story = await BeginAsync(server: server);
        await story.ChooseAsync();
        await server.StopImmediatelyAsync();

        await story.Claire.SubmitAsync("people", [.. By("claire@exemple.fr"), .. Person(0)], HttpStatusCode.ServiceUnavailable);
        var said = story.Claire.Text;
        await server.StartAsync();
        await story.Claire.SubmitAsync("Réessayer");
        var after = story.Claire.Url.AbsolutePath;
        await story.Claire.ClickAsync("Corriger mon adresse");

        said.ShouldContain("Ce que vous avez tapé est gardé dans cette page");
        after.ShouldBe("/rendez-vous/code");
        story.ValueOf("Input.People[0].FirstGivenName").ShouldBe("Claire");
    }

    [Fact]
    public async Task Whoever_reads_after_the_database_crashed_and_came_back_notices_nothing()
    {
        await using var server = await PostgresServer.StartNewAsync(durable: true);
        await using var story = await BeginAsync(server: server);
        await story.ChooseAsync();
        await ReadAtOnceAsync(story);
        await server.StopImmediatelyAsync();
        await server.StartAsync();

        (await ReadAtOnceAsync(story, 1)).ShouldBe([HttpStatusCode.OK]);
        (await ReadAtOnceAsync(story)).ShouldAllBe(status => status == HttpStatusCode.OK);
    }

    /// <summary>As many readers as fill the pool with connections.</summary>
    private static async Task<HttpStatusCode[]> ReadAtOnceAsync(BookingStory story, int readers = 24)
    {
        using var http = new HttpClient { BaseAddress = TestTown.AddressOf(story.Town.Node) };
        http.DefaultRequestHeaders.Add("Cookie", string.Join("; ", story.Claire.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        var answers = Enumerable.Range(0, readers).Select(
            _ => http.GetAsync(new Uri("/rendez-vous/qui", UriKind.Relative), TestContext.Current.CancellationToken));
        return [.. (await Task.WhenAll(answers)).Select(answer => answer.StatusCode)];
    }
}
