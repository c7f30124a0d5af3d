using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Creneau.Availability;
using Creneau.Counter;
using Creneau.Scheduling;
using Creneau.Web.Localization;

namespace Creneau.Web.Api;

/// <summary>
/// Writes days of a site straight into the response. Times are wall clock of the town hall, « 09:15 »; codes are those of the
/// enumerations in lower case.
/// </summary>
internal sealed class AgendaJson(Agenda agenda, PlaceDirectory places) : IResult
{
    private const int FlushAt = 32 * 1024;
    private static readonly JsonWriterOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Every minute of the grid as it is written.</summary>
    private static readonly JsonEncodedText[] Clocks =
        [.. Enumerable.Range(0, DayBits.Units + 1).Select(unit => JsonEncodedText.Encode(Clock(unit * DayBits.UnitMinutes)))];

    private readonly Dictionary<DateOnly, JsonEncodedText> _dates =
        agenda.Dates.ToDictionary(date => date, date => JsonEncodedText.Encode(date.ToString("O", CultureInfo.InvariantCulture)));

    private readonly Dictionary<int, JsonEncodedText> _services = [];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(response.BodyWriter, Plain))
        {
            Write(json);
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("site"u8, agenda.Site.Id);
        json.WriteString("timeZone"u8, places.TownHalls[agenda.Site.TownHallId].TimeZone);
        WriteList(json, "desks"u8, agenda.Desks, WriteDesk);
        WriteList(json, "appointments"u8, agenda.Appointments, WriteAppointment);
        WriteList(json, "free"u8, agenda.Free, WriteFree);
        WriteList(json, "closures"u8, agenda.Closures, WriteClosed);
        json.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < items.Count; i++)
        {
            json.WriteStartObject();
            write(json, items[i]);
            json.WriteEndObject();
            if (json.BytesPending > FlushAt)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    private void WriteDesk(Utf8JsonWriter json, AgendaDesk desk)
    {
        json.WriteNumber("id"u8, desk.Id);
        json.WriteString("name"u8, desk.Name);
        json.WriteString("state"u8, Code(desk.Now));
        WriteCode(json, "reason"u8, desk.Reason);
        WriteText(json, "told"u8, desk.Told);
        WriteList(json, "open"u8, [.. agenda.Open.Where(open => open.DeskId == desk.Id)], WriteOpen);
    }

    private void WriteOpen(Utf8JsonWriter json, OpenTime open) => WriteTime(json, open.Date, open.StartMinute, open.EndMinute);

    private void WriteAppointment(Utf8JsonWriter json, AgendaAppointment one)
    {
        json.WriteString("id"u8, one.Id);
        json.WriteString("reference"u8, one.Reference);
        json.WriteNumber("desk"u8, one.DeskId);
        json.WriteNumber("planning"u8, one.PlanningId);
        WriteTime(json, one.Date, one.StartMinute, one.EndMinute);
        if ((one.TakenFrom, one.TakenUntil) != (one.StartMinute, one.EndMinute))
        {
            json.WriteString("takenFrom"u8, ClockOf(one.TakenFrom));
            json.WriteString("takenUntil"u8, ClockOf(one.TakenUntil));
        }

        json.WriteString("status"u8, Code(one.Status));
        json.WriteString("channel"u8, Code(one.Channel));
        WriteList(json, "people"u8, one.People, WritePerson);
        json.WriteBoolean("contact"u8, one.HasContact);
        WriteTrue(json, "note"u8, one.HasNote);
        WriteTrue(json, "unreached"u8, one.IsUnreached);
        WriteTrue(json, "urgent"u8, one.IsUrgent);
        WriteTrue(json, "outsideHours"u8, one.IsOutsideHours);
        if (one.CancelAtUtc is { } cancelAt)
        {
            json.WriteString("cancelAtUtc"u8, cancelAt);
        }
    }

    private void WritePerson(Utf8JsonWriter json, AgendaPerson person)
    {
        json.WriteString("service"u8, ServiceName(person.ServiceId));
        WriteText(json, "birthName"u8, person.BirthName is { Length: > 0 } birthName ? birthName : null);
        WriteText(json, "givenName"u8, person.FirstGivenName is { Length: > 0 } givenName ? givenName : null);
    }

    private void WriteFree(Utf8JsonWriter json, FreeStart free)
    {
        json.WriteNumber("desk"u8, free.DeskId);
        json.WriteNumber("planning"u8, free.PlanningId);
        json.WriteString("date"u8, _dates[free.Date]);
        json.WriteString("start"u8, ClockOf(free.StartMinute));
        json.WriteNumber("minutes"u8, free.Minutes);
        WriteTrue(json, "counterOnly"u8, free.IsCounterOnly);
    }

    private void WriteClosed(Utf8JsonWriter json, ClosedTime closed)
    {
        json.WriteNumber("desk"u8, closed.DeskId);
        WriteTime(json, closed.Date, closed.Time.Start, closed.Time.End);
        json.WriteString("kind"u8, Code(closed.Kind));
        WriteCode(json, "reason"u8, closed.Reason);
        WriteText(json, "told"u8, closed.Told);
        WriteCode(json, "holiday"u8, closed.Holiday);
    }

    private void WriteTime(Utf8JsonWriter json, DateOnly date, int start, int end)
    {
        json.WriteString("date"u8, _dates[date]);
        json.WriteString("start"u8, ClockOf(start));
        json.WriteString("end"u8, ClockOf(end));
    }

    private JsonEncodedText ServiceName(int id)
    {
        if (!_services.TryGetValue(id, out var name))
        {
            _services[id] = name = JsonEncodedText.Encode(
                places.Services.GetValueOrDefault(id)?.Texts.Words().Name ?? "", JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        }

        return name;
    }

    private static JsonEncodedText ClockOf(int minute) => Clocks[minute / DayBits.UnitMinutes];

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteCode<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, T? value)
        where T : struct, Enum
    {
        if (value is { } code)
        {
            json.WriteString(name, Code(code));
        }
    }

    private static void WriteTrue(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }

    private static JsonEncodedText Code<T>(T value)
        where T : struct, Enum => Codes<T>.Of[value];

    private static class Codes<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, JsonEncodedText> Of =
            Enum.GetValues<T>().ToDictionary(
                value => value, value => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(value.ToString())));
    }
}
