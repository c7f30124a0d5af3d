using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Creneau.Availability.Search;
using Creneau.Scheduling;
using Creneau.Web.Search;

namespace Creneau.Web.Api;

/// <summary>
/// Writes the result straight into the response, without an object or string per start: serializing those cost ten times the search.
/// <see cref="SlotsBody"/> describes the same shape.
/// </summary>
internal sealed class SlotsJson(SearchQuery query, SlotsFound found) : IResult
{
    private const int StartLength = 16;
    private const int LongestId = 11;
    private static readonly JsonWriterOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonEncodedText Sites = JsonEncodedText.Encode("sites");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText Commune = JsonEncodedText.Encode("commune");
    private static readonly JsonEncodedText Km = JsonEncodedText.Encode("km");
    private static readonly JsonEncodedText Minutes = JsonEncodedText.Encode("minutes");
    private static readonly JsonEncodedText TimeZone = JsonEncodedText.Encode("timeZone");
    private static readonly JsonEncodedText Slots = JsonEncodedText.Encode("slots");
    private static readonly JsonEncodedText Start = JsonEncodedText.Encode("start");
    private static readonly JsonEncodedText Url = JsonEncodedText.Encode("url");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        Write(httpContext.Request, response);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(HttpRequest request, HttpResponse response)
    {
        var root = Encoding.UTF8.GetBytes($"{request.Scheme}://{request.Host}{request.PathBase}/mairies/");
        var pairs = string.Join('&', query.PartyPairs().Select(pair => $"{pair.Name}={pair.Value}"));
        var party = Encoding.UTF8.GetBytes($"?{pairs}&week=");
        var url = new byte[root.Length + LongestId + party.Length + 2 * StartLength];
        root.CopyTo(url, 0);
        using var json = new Utf8JsonWriter(response.BodyWriter, Plain);
        json.WriteStartObject();
        json.WriteStartArray(Sites);
        foreach (var site in found.Sites)
        {
            WriteSite(json, site, url, root.Length, party);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSite(Utf8JsonWriter json, SiteFound found, Span<byte> url, int rootLength, ReadOnlySpan<byte> party)
    {
        Utf8Formatter.TryFormat(found.Site.Id, url[rootLength..], out var idLength);
        party.CopyTo(url[(rootLength + idLength)..]);
        json.WriteStartObject();
        json.WriteNumber(Id, found.Site.Id);
        json.WriteString(Name, found.Site.Name);
        json.WriteString(Commune, found.TownHall.Name);
        json.WriteNumber(Km, Math.Round(found.Km, 1));
        json.WriteNumber(Minutes, found.Minutes);
        json.WriteString(TimeZone, found.TownHall.TimeZone);
        json.WriteStartArray(Slots);
        foreach (var start in found.Starts)
        {
            WriteSlot(json, start, url, rootLength + idLength + party.Length);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>`…&amp;week=2026-11-27#2026-11-27T14:20`.</summary>
    private static void WriteSlot(Utf8JsonWriter json, SlotStart start, Span<byte> url, int length)
    {
        Span<byte> clock = stackalloc byte[StartLength];
        WriteClock(start, clock);
        clock[..10].CopyTo(url[length..]);
        url[length + 10] = (byte)'#';
        clock.CopyTo(url[(length + 11)..]);
        json.WriteStartObject();
        json.WriteString(Start, clock);
        json.WriteString(Url, url[..(length + 11 + StartLength)]);
        json.WriteEndObject();
    }

    /// <summary>`2026-11-27T14:20`.</summary>
    private static void WriteClock(SlotStart start, Span<byte> clock)
    {
        start.Date.TryFormat(clock, out _, "O", CultureInfo.InvariantCulture);
        clock[10] = (byte)'T';
        Two(clock[11..], start.Minute / 60);
        clock[13] = (byte)':';
        Two(clock[14..], start.Minute % 60);
    }

    private static void Two(Span<byte> to, int number) => (to[0], to[1]) = ((byte)('0' + number / 10), (byte)('0' + number % 10));
}
