using Creneau.Notifications;
using Creneau.Notifications.Texts;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications.Texts;

public sealed class TextChecksTests
{
    private static readonly TextKey Sms = new(1, 0, TextPurpose.Confirmation, MessageChannel.Sms, "fr");
    private static readonly TextKey Mail = Sms with { Channel = MessageChannel.Email };
    private static readonly TextKey Code = Sms with { Purpose = TextPurpose.Code };

    [Theory]
    [InlineData("Bonjour\nPour {{ prénon }}", TextFaultKind.Unknown, 2, "prénon", "prénoms")]
    [InlineData("Pour {{ names }}", TextFaultKind.Unknown, 1, "names", "prénoms")]
    [InlineData("{{ xyzzy }}", TextFaultKind.Unknown, 1, "xyzzy", null)]
    [InlineData("{{ boutons }}", TextFaultKind.NotHere, 1, "boutons", null)]
    [InlineData("{{ mairie", TextFaultKind.Unfinished, 1, "{{", null)]
    [InlineData("a\nb }} c", TextFaultKind.Unfinished, 2, "}}", null)]
    [InlineData("{{ mairie | upcase }}", TextFaultKind.NotAName, 1, "mairie | upcase", null)]
    [InlineData("{% include 'x' %}", TextFaultKind.Tag, 1, "include", null)]
    [InlineData("a\n\n{% for i in (1..1000000000) %}a{% endfor %}", TextFaultKind.Tag, 3, "for", null)]
    [InlineData("{% if prénon %}x{% endif %}", TextFaultKind.Unknown, 1, "prénon", "prénoms")]
    [InlineData("Merci 🙂", TextFaultKind.Emoji, 1, "🙂", null)]
    [InlineData("Merci ☎", TextFaultKind.Emoji, 1, "☎", null)]
    [InlineData("  ", TextFaultKind.Missing, 1, "", null)]
    public void A_fault_is_named_with_its_line(string text, TextFaultKind kind, int line, string word, string? meant)
    {
        var fault = TextChecks.Of(Sms, new WrittenText("", text)).Body[0];

        (fault.Kind, fault.Line, fault.Word, fault.Suggestion).ShouldBe((kind, line, word, meant));
    }

    [Theory]
    [InlineData("{% if téléphone %}Tél. {{ téléphone }}")]
    [InlineData("{% endif %}")]
    public void A_condition_has_an_end(string text) =>
        TextChecks.Of(Sms, new WrittenText("", text)).Body.ShouldHaveSingleItem().Kind.ShouldBe(TextFaultKind.Broken);

    [Fact]
    public void Accents_and_capitals_of_names_do_not_matter() =>
        TextChecks.Of(Sms, new WrittenText("", "{{ Demarche }} {{DURÉE}} {%- unless telephone -%}x{%- endunless -%}"))
            .IsFine.ShouldBeTrue();

    [Fact]
    public void A_code_text_names_the_code_and_its_subject_never_does()
    {
        TextChecks.Of(Code, new WrittenText("", "Bonjour, {{ minutes }} minutes")).Body.ShouldHaveSingleItem()
            .Kind.ShouldBe(TextFaultKind.NotNamed);
        TextChecks.Of(Code, new WrittenText("", "{{ code }} {{ lieu }}")).Body.ShouldHaveSingleItem().Word.ShouldBe("lieu");
        TextChecks.Of(Code with { Channel = MessageChannel.Email }, new WrittenText("Code {{ code }}", "{{ code }}"))
            .Subject.ShouldHaveSingleItem().Kind.ShouldBe(TextFaultKind.NotHere);
    }

    [Fact]
    public void Sizes_are_limited()
    {
        TextChecks.Of(Sms, new WrittenText("", new string('a', TextChecks.LongestSms + 1))).Body[0].Kind.ShouldBe(TextFaultKind.TooLong);
        var mail = TextChecks.Of(
            Mail, new WrittenText(new string('a', TextChecks.LongestSubject + 1), new string('a', TextChecks.LongestBody + 1)));
        (mail.Subject[0].Kind, mail.Body[0].Kind).ShouldBe((TextFaultKind.TooLong, TextFaultKind.TooLong));
    }

    [Fact]
    public async Task What_is_typed_is_escaped_and_empty_sentences_go()
    {
        var box = await Letterbox.OpenAsync();
        var text = new WrittenText("Le {{ jour }}", "<b>Bonjour</b> & co. Tél. {{ téléphone }}. À bientôt.\nhttps://mairie.fr/x?a=1&b=2.");

        var shown = box.Writer.Preview(Mail, text, Letterbox.Facts, Letterbox.Now).ShouldNotBeNull();

        shown.Text.ShouldBe("<b>Bonjour</b> & co. À bientôt.\nhttps://mairie.fr/x?a=1&b=2.");
        shown.Markup.ShouldStartWith("<p>&lt;b&gt;Bonjour&lt;/b&gt; &amp; co. À bientôt.<br>");
        shown.Markup.ShouldContain("<a href=\"https://mairie.fr/x?a=1&amp;b=2\"");
    }

    [Fact]
    public async Task A_wrong_name_is_marked_in_the_preview()
    {
        var box = await Letterbox.OpenAsync();

        var shown = box.Writer.Preview(Mail, new WrittenText("a", "Pour {{ prénon }}."), Letterbox.Facts, Letterbox.Now);

        shown.ShouldNotBeNull().Markup.ShouldContain("<mark class=\"wrong\">prénon");
        box.Writer.Preview(Mail, new WrittenText("a", "{{ mairie"), Letterbox.Facts, Letterbox.Now).ShouldBeNull();
    }
}
