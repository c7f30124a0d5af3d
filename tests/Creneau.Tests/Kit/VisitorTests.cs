using System.Net;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Kit;

public sealed class VisitorTests : IAsyncLifetime
{
    private SmallSite _site = null!;
    private Visitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await SmallSite.OpenAsync();
        _visitor = _site.NewVisitor();
        await _visitor.GoAsync("/");
    }

    [Fact]
    public async Task A_link_is_followed_by_its_text_and_the_back_button_returns()
    {
        await _visitor.ClickAsync("Plus loin");
        _visitor.Title.ShouldBe("Plus loin");

        await _visitor.BackAsync();

        _visitor.Title.ShouldBe("Rendez-vous");
    }

    [Fact]
    public async Task A_button_sends_its_form_with_hidden_fields_and_its_own_name()
    {
        await _visitor.SubmitAsync(
            "14 h 20", [("Nom de famille", "O'Brien"), ("J'accepte", "true"), ("qui", "autre"), ("Personnes", "deux")]);

        _visitor.Url.AbsolutePath.ShouldBe("/recu");
        Uri.UnescapeDataString(_visitor.Url.Query)
            .ShouldBe("?accord=oui&clef=k1&combien=2&heure=14:20&nom=O'Brien&pas=2&qui=autre");
    }

    [Fact]
    public async Task A_form_with_the_method_get_goes_into_the_address()
    {
        await _visitor.SubmitAsync("recherche", [("commune", "st pierre")]);

        _visitor.Url.PathAndQuery.ShouldBe("/recu?commune=st+pierre");
    }

    [Fact]
    public async Task A_button_with_an_address_of_its_own_sends_there()
    {
        await _visitor.SubmitAsync("14 h 40");

        _visitor.Title.ShouldBe("Ailleurs");
    }

    [Fact]
    public async Task A_cookie_is_kept_and_shared_with_another_tab()
    {
        await _visitor.SubmitAsync("14 h 20");

        var tab = _visitor.NewTab();
        await tab.GoAsync("/recu");

        tab.Text.ShouldBe("f1");
    }

    [Fact]
    public async Task An_unexpected_status_is_an_error_and_an_expected_refusal_is_not()
    {
        await Should.ThrowAsync<UnexpectedAnswerException>(() => _visitor.ClickAsync("Refusé"));

        await _visitor.GoAsync("/refus", HttpStatusCode.NotFound);

        _visitor.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void The_text_is_what_a_person_reads_and_the_errors_are_apart()
    {
        _visitor.Text.ShouldContain("14 h 20 14 h 40");
        _visitor.Text.ShouldNotContain("caché");
        _visitor.Errors.ShouldBe(["Ce créneau vient d'être pris"]);
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _site.DisposeAsync();
    }
}
