using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Creneau.Notifications.Sms;

/// <summary>Signed calls of OVHcloud's API, by the server's clock (asked once, again when a signature was too old).</summary>
internal sealed class OvhApi(OvhSettings settings, HttpClient http, TimeProvider clock)
{
    private long? _ahead;

    private string Root => $"{settings.Endpoint.TrimEnd('/')}/sms/{Uri.EscapeDataString(settings.Service)}";

    /// <exception cref="HttpRequestException">No answer, or one that says no.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken ct)
    {
        using var answer = await AskAsync(path, ct);
        if (answer.StatusCode != HttpStatusCode.BadRequest)
        {
            return await ReadAsync(answer, ct);
        }

        // Clocks drift apart: a signature that came too late is made again, once
        ForgetTime();
        using var again = await AskAsync(path, ct);
        return await ReadAsync(again, ct);
    }

    /// <returns>A request to send, whose content says afterwards whether it began to leave.</returns>
    public async Task<HttpRequestMessage> PostAsync(string path, string body, CancellationToken ct)
    {
        var request = await SignedAsync(HttpMethod.Post, Root + path, body, ct);
        request.Content = new NotedContent(Encoding.UTF8.GetBytes(body), "application/json; charset=utf-8");
        return request;
    }

    /// <summary>The next call asks for the server's time again.</summary>
    public void ForgetTime() => _ahead = null;

    private async Task<HttpResponseMessage> AskAsync(string path, CancellationToken ct)
    {
        using var request = await SignedAsync(HttpMethod.Get, Root + path, "", ct);
        return await http.SendAsync(request, ct);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    private async Task<HttpRequestMessage> SignedAsync(HttpMethod method, string url, string body, CancellationToken ct)
    {
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds() + (_ahead ??= await AheadAsync(ct));
        var request = new HttpRequestMessage(method, url);
        request.Headers.Add("X-Ovh-Application", settings.ApplicationKey);
        request.Headers.Add("X-Ovh-Consumer", settings.ConsumerKey);
        request.Headers.Add("X-Ovh-Timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Ovh-Signature", OvhSignature.Of(settings, method, url, body, seconds));
        return request;
    }

    private async Task<long> AheadAsync(CancellationToken ct)
    {
        var text = await http.GetStringAsync($"{settings.Endpoint.TrimEnd('/')}/auth/time", ct);
        return long.Parse(text, CultureInfo.InvariantCulture) - clock.GetUtcNow().ToUnixTimeSeconds();
    }
}
