using System.Net;
using Creneau.Appointments;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Booking;

public sealed class HoldPageTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task A_chosen_slot_is_kept_and_the_next_page_asks_who_comes()
    {
        await story.ChooseAsync(services: "cni,passport");

        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/qui");
        story.Claire.Text.ShouldContain("Le créneau vous est gardé jusqu’à 9 h 15.");
        story.Claire.Text.ShouldContain("vendredi 27 novembre 2026 à 10 h 00 (30 min)");
        story.Claire.Text.ShouldContain("1 carte d’identité et 1 passeport");
    }

    [Fact]
    public async Task A_slot_that_is_taken_is_refused_with_the_three_nearest_of_which_one_is_taken_in_a_click()
    {
        using var other = story.Town.Visitor();
        await story.ChooseAsync(visitor: other);

        await story.ChooseAsync(expected: HttpStatusCode.Conflict);

        story.Claire.Text.ShouldContain("Ce créneau vient d’être pris");
        var offers = story.Claire.Page.QuerySelectorAll(".offers button[name=slot]");
        offers.Length.ShouldBe(3);
        await story.Claire.SubmitAsync(offers[0].TextContent.Trim().Split('\n')[0].Replace('\u00A0', ' '));
        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous/qui");
        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(2);
    }

    [Theory]
    [InlineData("1_2026-11-28_600", "cni", "fermée")]
    [InlineData("1_2026-13-27_600", "cni", "Nous ne reconnaissons pas")]
    [InlineData("1_2026-11-27_600", "", "une à six personnes")]
    [InlineData("1_2026-11-27_600", "permis", "ne fait pas cette démarche")]
    public async Task What_cannot_be_had_is_refused_in_plain_words(string slot, string services, string words)
    {
        await story.ChooseAsync(slot, services, expected: HttpStatusCode.Conflict);

        story.Claire.Text.ShouldContain(words);
        story.Claire.Page.QuerySelector("form[role=search]").ShouldNotBeNull();
        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(0);
    }

    [Fact]
    public async Task Fifty_thousand_people_are_refused_as_politely()
    {
        await story.ChooseAsync(services: string.Join(',', Enumerable.Repeat("cni", 50_000)), expected: HttpStatusCode.Conflict);

        story.Claire.Text.ShouldContain("Ce créneau ne peut pas être réservé");
    }

    [Fact]
    public async Task What_is_no_form_is_refused_as_politely()
    {
        using var http = new HttpClient { BaseAddress = TestTown.AddressOf(story.Town.Node) };

        using var body = new StringContent("{}", null, "application/json");
        using var answer = await http.PostAsync(new Uri("/rendez-vous/garder", UriKind.Relative), body, CancellationToken.None);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_double_click_keeps_one_slot()
    {
        await story.ChooseAsync();
        await story.ChooseAsync();

        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(1);
        (await story.CountAsync(AppointmentStatus.Cancelled)).ShouldBe(0);
    }

    [Fact]
    public async Task Who_goes_back_and_forth_between_slots_holds_the_one_chosen_last()
    {
        await story.ChooseAsync(story.Slot(600));
        await story.ChooseAsync(story.Slot(615));
        await story.ChooseAsync(story.Slot(600));

        story.Claire.Text.ShouldContain("à 10 h 00");
        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(1);
    }

    [Fact]
    public async Task The_address_itself_leads_to_the_search()
    {
        await story.Claire.GoAsync("/rendez-vous/garder");

        story.Claire.Url.AbsolutePath.ShouldBe("/");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task Another_site_cannot_post_there_and_gets_no_cookie_that_would_take_the_hold_away(string header, string value)
    {
        using var answer = await PostFromAsync(header, value);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        said.ShouldContain("Cette demande n’a pas été comprise");
        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(0);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Origin", "SELF")]
    [InlineData("Origin", "http://mairie.example", "mairie.example")]
    [InlineData("Origin", "https://mairie.example", "mairie.example")]
    [InlineData("Origin", "https://mairie.example", "Mairie.example:443")]
    [InlineData("Origin", "https://mairie.example:8443", "mairie.example:8443")]
    [InlineData("Origin", "https://xn--crneau-bva.example", "xn--crneau-bva.example")]
    [InlineData("Origin", "http://[::1]:5080", "[::1]:5080")]
    public async Task Our_own_pages_post_there(string header, string value, string? host = null)
    {
        using var answer = await PostFromAsync(header, value, host);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(1);
    }

    private async Task<HttpResponseMessage> PostFromAsync(string header, string value, string? host = null)
    {
        var site = TestTown.AddressOf(story.Town.Node);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site };
        http.DefaultRequestHeaders.Add(header, value == "SELF" ? site.GetLeftPart(UriPartial.Authority) : value);
        http.DefaultRequestHeaders.Host = host;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("slot", story.Slot()), KeyValuePair.Create("services", "cni")]);
        return await http.PostAsync(new Uri("/rendez-vous/garder", UriKind.Relative), form, TestContext.Current.CancellationToken);
    }
}
