using System.Net;
using System.Net.Http.Headers;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Io;
using HttpMethod = System.Net.Http.HttpMethod;

namespace Creneau.TestKit;

/// <summary>
/// A person with a browser that knows no JavaScript: follows links, fills in forms and presses their buttons, keeps
/// cookies, follows redirects. An answer with another status than expected is an error that shows the page.
/// </summary>
public sealed class Visitor : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClient _http;
    private readonly CookieContainer _cookies;
    private readonly Stack<Uri> _before = new();
    private IDocument? _page;

    private Visitor(HttpClient http, CookieContainer cookies) => (_http, _cookies) = (http, cookies);

    /// <param name="door">The way to the site: a test host's handler, or a <see cref="SocketsHttpHandler"/> that neither
    /// follows redirects nor keeps cookies, since the visitor does both.</param>
    public static Visitor Through(HttpMessageHandler door, Uri site, string language = "fr")
    {
        var http = new HttpClient(door) { BaseAddress = site };
        http.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*;q=0.8");
        return new Visitor(http, new CookieContainer());
    }

    /// <summary>A visitor over the network.</summary>
    public static Visitor To(Uri site, string language = "fr") =>
        Through(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, site, language);

    /// <summary>Another tab of the same browser, on no page yet: same cookies, a history of its own.</summary>
    public Visitor NewTab() => new(_http, _cookies);

    public IDocument Page => _page ?? throw new InvalidOperationException("The visitor has opened no page yet.");

    public Uri Url { get; private set; } = new("about:blank");

    public HttpStatusCode Status { get; private set; }

    public HttpResponseHeaders Headers { get; private set; } = new HttpResponseMessage().Headers;

    public CookieCollection Cookies => _cookies.GetCookies(_http.BaseAddress!);

    public string Title => Page.Title ?? "";

    /// <summary>The body's visible text, white space collapsed.</summary>
    public string Text => Page.Body is { } body ? PageText.Of(body) : "";

    /// <summary>What the page says is wrong: alerts, summaries and the message beside each field.</summary>
    public IReadOnlyList<string> Errors => PageText.Errors(Page);

    public Task GoAsync(string address, HttpStatusCode expected = HttpStatusCode.OK) =>
        OpenAsync(new HttpRequestMessage(HttpMethod.Get, Absolute(address)), expected);

    /// <summary>Follows the only link whose text, or label, is <paramref name="text"/> or else contains it.</summary>
    public Task ClickAsync(string text, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var link = PageText.Only(Page.QuerySelectorAll<IHtmlAnchorElement>("a[href]"), text, "link");
        return GoAsync(link.Href, expected);
    }

    /// <summary>Fills in a form and sends it as a browser would: hidden fields, the pressed button and all.</summary>
    /// <param name="text">The text of a button, or the id or label of a form whose first button is pressed.</param>
    /// <param name="fields">Values by name or by label. A box or a radio button: "true", "false" or its value.</param>
    public Task SubmitAsync(
        string text, IEnumerable<(string Field, string Value)>? fields = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var form = PageForm.Find(Page, text);
        foreach (var (field, value) in fields ?? []) form.Fill(field, value);
        return OpenAsync(form.Request(), expected);
    }

    /// <summary>Sends fields that no form of the page need have, as somebody who forges a request would.</summary>
    public Task PostAsync(
        string address, IEnumerable<(string Field, string Value)> fields, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var pairs = fields.Select(field => KeyValuePair.Create(field.Field, field.Value));
        var request = new HttpRequestMessage(HttpMethod.Post, Absolute(address)) { Content = new FormUrlEncodedContent(pairs) };
        return OpenAsync(request, expected);
    }

    /// <summary>The back button: asks again for the page before.</summary>
    public async Task BackAsync(HttpStatusCode expected = HttpStatusCode.OK)
    {
        var previous = _before.Pop();
        await GoAsync(previous.AbsoluteUri, expected);
        _before.Pop();
    }

    public void Dispose() => _http.Dispose();

    private Uri Absolute(string address) => new(_page is null ? _http.BaseAddress! : Url, address);

    private async Task OpenAsync(HttpRequestMessage request, HttpStatusCode expected)
    {
        using var answer = await FollowAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        if (_page is not null) _before.Push(Url);
        (Url, Status, Headers) = (answer.RequestMessage!.RequestUri!, answer.StatusCode, answer.Headers);
        var browsing = BrowsingContext.New(Configuration.Default);
        _page = await browsing.OpenAsync(page => page.Content(html).Address(Url).Header(HeaderNames.ContentType, "text/html"));
        if (Status != expected) throw new UnexpectedAnswerException(request, Status, expected, html);
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request)
    {
        for (var hop = 0; hop < MostRedirects; hop++)
        {
            var answer = await SendAsync(request);
            if (answer.Headers.Location is not { } location || (int)answer.StatusCode is < 300 or > 399) return answer;
            request = Redirected(request, answer.StatusCode, new Uri(request.RequestUri!, location));
            answer.Dispose();
        }
        throw new InvalidOperationException($"More than {MostRedirects} redirects, the last to {request.RequestUri}.");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var cookies = _cookies.GetCookieHeader(request.RequestUri!);
        if (cookies.Length > 0) request.Headers.Add("Cookie", cookies);
        var answer = await _http.SendAsync(request);
        answer.RequestMessage ??= request;
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set) _cookies.SetCookies(request.RequestUri!, cookie);
        }
        return answer;
    }

    // As browsers do: 307 and 308 repeat the request, the others go on with GET.
    private static HttpRequestMessage Redirected(HttpRequestMessage request, HttpStatusCode status, Uri target) =>
        status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            ? new HttpRequestMessage(request.Method, target) { Content = request.Content }
            : new HttpRequestMessage(HttpMethod.Get, target);
}
