using System.Text;
using Creneau.Booking;
using Creneau.Jobs;
using Creneau.TestKit;
using Microsoft.AspNetCore.DataProtection;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Booking;

/// <summary>What is typed lies in one encrypted row per browser, never in a cookie, and no longer than it is needed.</summary>
public sealed class DraftPrivacyTests : IAsyncLifetime
{
    private static readonly string[] Typed =
    [
        "Dunand",
        "Claire",
        "Clara",
        "Zoé",
        "exemple.fr",
        "06 12 34 56 78",
        "+33612345678",
        "K7Q2M9X4T1",
    ];
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task No_cookie_holds_what_was_typed()
    {
        using var recorder = new SetCookieRecorder();
        using var claire = TestKit.Visitor.Through(recorder, TestTown.AddressOf(story.Town.Node));
        var other = story.Slot(630);

        await story.ChooseAsync(visitor: claire);
        await claire.SubmitAsync(
            "Changer de créneau",
            [("Input.Contact.Phone", "06 12 34 56 78"), ("Input.People[0].PreRequest", "K7Q2M9X4T1"), .. Person(0, firstName: "Clara")]);
        await story.ChooseAsync(other, visitor: claire, formId: "search-2");
        await story.DescribeAsync(claire);
        await story.ConfirmAsync(await story.CodeAsync(), claire);
        await claire.ClickAsync("Ajouter ou retirer une personne");
        await claire.SubmitAsync("add", Zoe);
        claire.Text.ShouldContain("Zoé vient aussi.");
        await claire.ClickAsync("Ajouter ou retirer une personne");
        await claire.SubmitAsync("Retirer Zoé");
        await claire.SubmitAsync("Retirer Zoé");
        claire.Text.ShouldContain("Zoé ne vient plus.");

        recorder.Cookies.Select(cookie => cookie.Name)
            .Distinct()
            .Order()
            .ShouldBe(["creneau-form", "creneau-rendez-vous", "creneau-visitor"]);
        recorder.Cookies.Select(cookie => ContentOf(cookie.Name, cookie.Value))
            .Where(content => Typed.Any(content.Contains))
            .ShouldBeEmpty();
        recorder.Cookies.ShouldContain(cookie => ContentOf(cookie.Name, cookie.Value).Contains("HoldId"), "they are decrypted");
    }

    [Fact]
    public async Task A_draft_cannot_be_read_in_the_database()
    {
        await story.ChooseAsync();

        await story.Claire.SubmitAsync("Changer de créneau", Person(0));

        var content = await story.Town.ReadAsync(db => Task.FromResult(db.Set<Draft>().Single().Content));
        Encoding.UTF8.GetString(content).ShouldNotContain("Dunand");
    }

    [Fact]
    public async Task Once_confirmed_nothing_of_it_is_left()
    {
        await story.ChooseAsync();
        await story.Claire.SubmitAsync("Changer de créneau", [.. Person(0), ("Input.People[0].PreRequest", "K7Q2M9X4T1")]);
        await story.ChooseAsync(story.Slot(630), "collection", formId: "search-2");
        await story.DescribeAsync();
        (await story.HasDraftAsync()).ShouldBeTrue("the number waits for a slot that asks for it");

        await story.ConfirmAsync(await story.CodeAsync());

        (await story.HasDraftAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Once_emptied_nothing_of_it_is_left()
    {
        await story.ChooseAsync();
        await story.Claire.SubmitAsync("Changer de créneau", Person(0));
        await story.Claire.GoAsync("/rendez-vous/qui");

        await story.Claire.SubmitAsync("Tout effacer");

        (await story.HasDraftAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_was_added_is_named_no_more_once_the_appointment_is_closed()
    {
        await story.BookAsync();
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");
        await story.Claire.SubmitAsync("add", Zoe);
        (await story.HasDraftAsync()).ShouldBeTrue();

        await story.Claire.SubmitAsync("Fermer ce rendez-vous");

        (await story.HasDraftAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_opens_the_browser_again_finds_nothing_of_whoever_sat_there_before()
    {
        await story.ChooseAsync();
        await story.Claire.SubmitAsync("Changer de créneau", Person(0));
        foreach (var session in new[] { "creneau-rendez-vous", "creneau-form" }) story.Claire.Cookies[session]!.Expired = true;

        await story.ChooseAsync(story.Slot(630), formId: "search-2");

        story.ValueOf("Input.People[0].BirthName").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_is_deleted_24_hours_after_the_latest_end_of_its_hold()
    {
        await story.ChooseAsync();
        await story.Claire.SubmitAsync("Changer de créneau", Person(0));
        story.Pass(minutes: (24 * 60) + 44);
        await story.Town.Get<Purge>().RunAsync(TestContext.Current.CancellationToken);
        (await story.HasDraftAsync()).ShouldBeTrue();

        story.Pass(minutes: 2);
        await story.Town.Get<Purge>().RunAsync(TestContext.Current.CancellationToken);

        (await story.HasDraftAsync()).ShouldBeFalse();
    }

    /// <summary>What a cookie says to whoever has the key; as it is when it is not encrypted by us.</summary>
    private string ContentOf(string name, string value) => name == "creneau-rendez-vous" && value.Length > 0
        ? story.Town.Get<IDataProtectionProvider>().CreateProtector(name).ToTimeLimitedDataProtector().Unprotect(value)
        : value;

    /// <summary>A browser's connection that notes every cookie set, those of redirects included.</summary>
    private sealed class SetCookieRecorder() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        public List<(string Name, string Value)> Cookies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            var set = answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [];
            Cookies.AddRange(
                set.Select(cookie => cookie.Split(';')[0].Split('=', 2)).Select(pair => (pair[0], Uri.UnescapeDataString(pair[1]))));
            return answer;
        }
    }
}
