using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Creneau.TestKit;

namespace Creneau.Tests.Storms;

/// <summary>Where a visitor has arrived after all redirects.</summary>
internal sealed record LeanPage(HttpStatusCode Status, string Path, string Html)
{
    /// <summary>The value of the first hidden field of that name.</summary>
    public string Hidden(string name) =>
        Regex.Match(Html, $"""<input(?=[^>]*\sname="{name}")[^>]*\svalue="([^"]*)""") is { Success: true } found
        ? WebUtility.HtmlDecode(found.Groups[1].Value)
        : throw new InvalidOperationException($"{Path} ({Status}) has no field {name}:\n{Html}");

    /// <summary>The heading, without the marks around its words.</summary>
    public string Title =>
        WebUtility.HtmlDecode(
            Regex.Replace(Regex.Match(Html, "<h1[^>]*>(.*?)</h1>", RegexOptions.Singleline).Groups[1].Value, "<[^>]*>", "")).Trim();

    /// <summary>The starts that are offered instead; the search below them has more.</summary>
    public int Offers => SlotButtons(Regex.Match(Html, """<ul class="offers">.*?</ul>""", RegexOptions.Singleline).Value);

    /// <summary>All slots of the page that can be chosen.</summary>
    public int Slots => SlotButtons(Html);

    private static int SlotButtons(string html) => Regex.Count(html, """<button(?=[^>]*\sclass="slot")[^>]*\sname="slot\b""");
}

/// <summary>
/// A browser reduced to cookies, redirects and hidden fields, so that many fit into a storm. A patient one repeats the
/// same request, as « Réessayer » does, while nobody answers it or the answer is 503.
/// </summary>
/// <param name="sites">The nodes; each request goes to the next one, as behind a load balancer.</param>
internal sealed class LeanVisitor(IReadOnlyList<Uri> sites, int first, Tally tally, bool patient = false) : IDisposable
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BeforePressingAgain = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    { Timeout = TimeSpan.FromSeconds(60) };
    private int _turn = first;

    public Task<LeanPage> GetAsync(string path) => FollowAsync(path, null);

    public Task<LeanPage> PostAsync(string path, params (string Name, string Value)[] fields) => FollowAsync(path, fields);

    public void Dispose() => _http.Dispose();

    private async Task<LeanPage> FollowAsync(string path, (string Name, string Value)[]? fields)
    {
        for (var hop = 0; hop < 5; hop++)
        {
            var (page, next) = await AnsweredAsync(path, fields);
            if (next is null)
            {
                return page;
            }

            (path, fields) = (next, null);
        }

        throw new InvalidOperationException($"Too many redirects, the last to {path}.");
    }

    private async Task<Answer> AnsweredAsync(string path, (string Name, string Value)[]? fields) => patient
        ? await Patience.ForAsync($"an answer of {path}", () => TryAsync(path, fields), Patient)
        : await SendAsync(path, fields);

    /// <returns>Null when it is worth another try.</returns>
    private async Task<Answer?> TryAsync(string path, (string Name, string Value)[]? fields)
    {
        try
        {
            var answer = await SendAsync(path, fields);
            if (answer.Page.Status != HttpStatusCode.ServiceUnavailable)
            {
                return answer;
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            tally.Note("without an answer");
        }

        await Task.Delay(BeforePressingAgain);
        return null;
    }

    private async Task<Answer> SendAsync(string path, (string Name, string Value)[]? fields)
    {
        var site = sites[_turn++ % sites.Count];
        using var request = new HttpRequestMessage(fields is null ? HttpMethod.Get : HttpMethod.Post, new Uri(site, path));
        request.Headers.AcceptLanguage.ParseAdd("fr");
        request.Headers.Accept.ParseAdd("text/html");
        request.Content = fields is null
            ? null
            : new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var since = Stopwatch.GetTimestamp();
        using var response = await _http.SendAsync(request);
        var html = await response.Content.ReadAsStringAsync();
        tally.NoteAnswer(since);
        tally.Note($"× {(int)response.StatusCode}");
        var next = response.Headers.Location is { } location ? new Uri(request.RequestUri!, location).PathAndQuery : null;
        return new Answer(new LeanPage(response.StatusCode, path.Split('?')[0], html), next);
    }

    private sealed record Answer(LeanPage Page, string? Next);
}
