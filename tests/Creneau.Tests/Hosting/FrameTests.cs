using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hosting;

/// <summary>What all pages share: headers, language, built files, error pages.</summary>
public sealed partial class FrameTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/pieces?service=passport")]
    [InlineData("/mentions-legales")]
    [InlineData("/donnees-personnelles")]
    [InlineData("/accessibilite")]
    [InlineData("/no-such-page")]
    public async Task No_page_has_anything_inline_and_all_texts_are_found(string path)
    {
        foreach (var address in new[] { path, "/en" + path })
        {
            var html = await (await site.Client.GetAsync(address, Now)).Content.ReadAsStringAsync(Now);

            html.ShouldNotContain("style=");
            Inline().IsMatch(html).ShouldBeFalse();
            html.ShouldContain(address.StartsWith("/en", StringComparison.Ordinal) ? "<html lang=\"en\">" : "<html lang=\"fr\">");
        }
    }

    [Fact]
    public async Task Error_pages_carry_the_same_strict_headers()
    {
        var answer = await site.Client.GetAsync("/no-such-page", Now);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldContain("img-src 'self' data: https://*.tiles.example.org;");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
    }

    [Fact]
    public async Task English_stays_English_from_link_to_link()
    {
        var html = await site.Client.GetStringAsync("/en/pieces?service=passport", Now);

        html.ShouldContain("href=\"/en/mentions-legales\"");
        html.ShouldContain("href=\"/en/pieces?service=collection\"");
        html.ShouldContain("href=\"/pieces?service=passport\" lang=\"fr\"");
        html.ShouldContain("href=\"/built/");
    }

    [Fact]
    public async Task The_language_link_of_an_odd_address_stays_on_this_host()
    {
        var html = await (
            await site.Client.GetAsync(new Uri($"{site.Client.BaseAddress}/elsewhere.example/x"), Now)).Content.ReadAsStringAsync(Now);

        html.ShouldNotContain("href=\"//");
        html.ShouldContain("href=\"/en/elsewhere.example/x\"");
    }

    [Theory]
    [InlineData("GET", "/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("POST", "/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("POST", "/", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/erreur/503", HttpStatusCode.NotFound)]
    [InlineData("GET", "/erreur/200", HttpStatusCode.NotFound)]
    public async Task What_goes_wrong_is_answered_in_our_own_style_with_a_number(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var answer = await site.Client.SendAsync(request, Now);

        answer.StatusCode.ShouldBe(status);
        var html = await answer.Content.ReadAsStringAsync(Now);
        html.ShouldContain("class=\"top\"");
        html.ShouldMatch("<strong class=\"nowrap\">[B-Z2-9]{8}</strong>");
    }

    [Fact]
    public async Task Where_the_page_lies_in_the_other_language_is_not_for_a_request_to_say()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pieces");
        request.Headers.Host = "elsewhere.example";

        var html = await (await site.Client.SendAsync(request, Now)).Content.ReadAsStringAsync(Now);

        html.ShouldContain("hreflang=\"en\" href=\"http://localhost:5080/en/pieces\"");
        html.ShouldNotContain("elsewhere");
    }

    [Theory]
    [InlineData("TRACE", "/")]
    [InlineData("TRACE", "/rendez-vous/annuler")]
    [InlineData("TRACE", "/rendez-vous/code")]
    [InlineData("TRACE", "/rendez-vous/deplacer")]
    [InlineData("TRACE", "/rendez-vous/personnes")]
    [InlineData("PUT", "/rendez-vous/garder")]
    public async Task A_method_that_a_page_does_not_know_is_refused(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        (await site.Client.SendAsync(request, Now)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task Built_files_are_compressed_beforehand_and_kept_for_ever(string? encoding)
    {
        var html = await site.Client.GetStringAsync("/", Now);
        using var request = new HttpRequestMessage(HttpMethod.Get, Stylesheet().Match(html).Groups[1].Value);
        if (encoding is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);

        var answer = await site.Client.SendAsync(request, Now);

        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        answer.Content.Headers.ContentEncoding.ShouldBe(encoding is null ? [] : [encoding]);
    }

    [Fact]
    public async Task The_first_page_weighs_under_100_kilobytes_in_all()
    {
        var html = await site.Client.GetStringAsync("/", Now);
        var total = (await Compressed("/")).Length;
        foreach (Match file in BuiltFile().Matches(html)) total += (await Compressed(file.Groups[1].Value)).Length;

        total.ShouldBeLessThan(100_000);
    }

    private async Task<byte[]> Compressed(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        return await (await site.Client.SendAsync(request, Now)).Content.ReadAsByteArrayAsync(Now);
    }

    [GeneratedRegex(@"<style|<script(?![^>]*\bsrc=)|\son[a-z]+=")]
    private static partial Regex Inline();

    [GeneratedRegex("""<link rel="stylesheet" href="([^"]+)""")]
    private static partial Regex Stylesheet();

    [GeneratedRegex("""(?:href|src)="(/built/[^"]+)""")]
    private static partial Regex BuiltFile();
}
