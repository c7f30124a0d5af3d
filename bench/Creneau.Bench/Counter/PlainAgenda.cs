using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Creneau.Acting;
using Creneau.Storage;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Npgsql;

namespace Creneau.Bench.Counter;

/// <summary>
/// The baseline of the agenda: an endpoint of the same server, behind the same steps, that reads the appointments by one plain
/// Npgsql query and has all the rest of the same bytes ready.
/// </summary>
internal static class PlainAgenda
{
    public const string Address = "api/v1/agenda-plain";
    private const string Sql =
        """
        SELECT a.id, a.reference, a.desk_id, a.planning_id, a.date, a.start_minute, a.end_minute,
            a.email IS NOT NULL OR a.phone IS NOT NULL, p.birth_name, p.first_given_name
        FROM appointment AS a JOIN applicant AS p ON p.appointment_id = a.id
        WHERE a.site_id = $1 AND a.date BETWEEN $2 AND $3 AND a.status = 1
        ORDER BY a.date, a.start_minute, a.desk_id, p.ordinal
        """;

    private static readonly JsonWriterOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static byte[] _before = [];
    private static byte[] _after = [];
    private static string _service = "";

    private static ReadOnlySpan<byte> Beginning => "\"appointments\":["u8;

    private static ReadOnlySpan<byte> Ending => "],\"free\":["u8;

    public static void MapPlainAgenda(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, GetAsync)
            .WithMetadata(new RequireRightAttribute(Rights.Appointments)).RequireRateLimiting(RateLimits.Agents);
        routes.MapPut(Address, PrepareAsync).AllowAnonymous();
    }

    /// <summary>Takes what is written before and after the appointments from an answer of ours.</summary>
    private static async Task PrepareAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var bytes = body.ToArray();
        var from = bytes.AsSpan().IndexOf(Beginning) + Beginning.Length;
        (_before, _after) = (bytes[..from], bytes[bytes.AsSpan().IndexOf(Ending)..]);
        using var document = JsonDocument.Parse(bytes);
        _service = document.RootElement.GetProperty("appointments")[0].GetProperty("people")[0].GetProperty("service").GetString()!;
    }

    private static async Task GetAsync(int site, DateOnly from, DateOnly to, HttpContext context, StorageProvider storage)
    {
        var response = context.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        await response.BodyWriter.WriteAsync(_before);
        await using var command = ((PostgresStorage)storage).DataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = site });
        command.Parameters.Add(new NpgsqlParameter { Value = from });
        command.Parameters.Add(new NpgsqlParameter { Value = to });
        await using (var rows = await command.ExecuteReaderAsync())
        {
            var isFirst = true;
            while (await rows.ReadAsync())
            {
                Write(response, rows, isFirst);
                isFirst = false;
            }
        }

        await response.BodyWriter.WriteAsync(_after);
    }

    private static void Write(HttpResponse response, NpgsqlDataReader row, bool isFirst)
    {
        if (!isFirst)
        {
            response.BodyWriter.GetSpan(1)[0] = (byte)',';
            response.BodyWriter.Advance(1);
        }

        using var json = new Utf8JsonWriter(response.BodyWriter, Plain);
        json.WriteStartObject();
        json.WriteString("id"u8, row.GetGuid(0));
        json.WriteString("reference"u8, row.GetString(1));
        json.WriteNumber("desk"u8, row.GetInt32(2));
        json.WriteNumber("planning"u8, row.GetInt32(3));
        json.WriteString("date"u8, row.GetFieldValue<DateOnly>(4).ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("start"u8, Clock(row.GetInt32(5)));
        json.WriteString("end"u8, Clock(row.GetInt32(6)));
        json.WriteString("status"u8, "confirmed"u8);
        json.WriteString("channel"u8, "counter"u8);
        json.WriteStartArray("people"u8);
        json.WriteStartObject();
        json.WriteString("service"u8, _service);
        json.WriteString("birthName"u8, row.GetString(8));
        json.WriteString("givenName"u8, row.GetString(9));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteBoolean("contact"u8, row.GetBoolean(7));
        json.WriteEndObject();
    }

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
