using System.Globalization;
using Creneau.Acting;
using Creneau.Audit;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.Text;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Audit;

/// <summary>Says in the language of the page what a row of the audit notes.</summary>
public sealed class AuditWords(IStringLocalizer<AuditTexts> texts, AuditCodes codes, AvailabilityIndex availability)
{
    private const int NetworkDigits = 4;
    private const string OperationPrefix = "Op_";

    /// <summary>Every operation that has a text, with it, by text.</summary>
    public IEnumerable<(string Operation, string Text)> Operations => texts.GetAllStrings(includeParentCultures: true)
        .Where(text => text.Name.StartsWith(OperationPrefix, StringComparison.Ordinal))
        .Select(text => (Operation: text.Name[OperationPrefix.Length..], Text: texts[text.Name].Value))
        .Distinct()
        .OrderBy(one => one.Text, StringComparer.CurrentCulture);

    /// <summary>« 24/11/2026 09:20:05 » on the wall clock of the town hall where it was done; of the platform: in Paris.</summary>
    public string When(AuditRow row) =>
        WallClock.ToLocal(row.AtUtc, ZoneOf(row.TownHallId ?? row.ActorTownHallId)).ToString("G", CultureInfo.CurrentCulture);

    public TimeZoneInfo ZoneOf(int? townHallId) =>
        townHallId is { } id && availability.Places.TownHalls.TryGetValue(id, out var townHall)
            ? availability.Places.ZoneOf(townHall)
            : Territory.Metropole;

    /// <summary>« Nadia Berthod », « ancien agent (n° 12) », « la plateforme ».</summary>
    public string Who(AuditRow row, AuditPage page) => row switch
    {
        { ActorKind: ActorKind.Agent or ActorKind.RelayAgent, ActorId: { } id } =>
            page.Names.TryGetValue(id, out var name) ? name : texts["FormerAgent", id],
        { ActorKind: ActorKind.ApiClient, ActorId: { } id } => texts["ApiClient", id],
        { ActorKind: ActorKind.Tablet, ActorId: { } id } => texts["Tablet", id],
        _ => texts["ThePlatform"],
    };

    /// <summary>« Passy » where somebody acted for another town hall than the one that is read, or all are read; else empty.</summary>
    public string For(AuditRow row, int? readTownHallId) => row switch
    {
        { ActorTownHallId: { } id } when id != readTownHallId => availability.Places.TownHalls.GetValueOrDefault(id)?.Name ?? "",
        { ActorTownHallId: null, TownHallId: not null } => texts["Platform"],
        _ => "",
    };

    public string Operation(AuditRow row) => codes.Named("Op", row.Operation);

    /// <summary>« Rendez-vous 482 190 377 2 », « DR 2 », « compte de Nadia Berthod »; empty when the operation says it all.</summary>
    public string Subject(AuditRow row, AuditPage page) => row.Subject.Split(':', 2) switch
    {
        ["appointment", _] => page.AppointmentOf(row) is { } known
            ? texts["Appointment", Wording.Reference(known.Reference)]
            : texts["AppointmentUnknown"],
        ["visit", _] => page.AppointmentOf(row) is { } booked ? texts["Appointment", Wording.Reference(booked.Reference)] : texts["Visit"],
        ["agent", var id] => page.Names.TryGetValue(Number(id), out var name) ? texts["Account", name] : texts["AccountUnknown", id],
        ["slot", var slot] => Slot(slot),
        ["desk", var id] when !IsReadable(Number(id), page) => texts["DeskUnknown", id],
        [""] => "",
        _ => codes.Words(row.Subject),
    };

    /// <summary>The appointment's own page, where the reader may open it.</summary>
    public static string? Href(AuditRow row, AuditPage page) =>
        page.AppointmentOf(row) is { Opens: true, Id: var id } ? $"/agents/rendez-vous/{id}" : null;

    /// <summary>« guichet, réseau 3f2a »: how it came in, and a label of the network's keyed hash, never an address.</summary>
    public string From(AuditRow row)
    {
        var channel = texts[$"Channel_{row.Channel}"].Value;
        return row.NetworkHash.Length == 0
            ? channel
            : texts["FromNetwork", channel, row.NetworkHash[..Math.Min(NetworkDigits, row.NetworkHash.Length)]];
    }

    public string Codes(string? noted) => codes.Words(noted);

    public string Field(string field) => codes.Field(field);

    /// <summary>« horaire déjà pris »: why it was refused; null when it was done, empty when the word « refusé » says it all.</summary>
    public string? Refusal(AuditRow row) => row.Refusal is not { } refusal ? null
        : refusal == "Refused" ? ""
        : codes.Refusal(refusal.Split(' ')[^1]);

    /// <summary>A start that was asked for: « site/planning/date/minute/services ».</summary>
    private string Slot(string content) => content.Split('/') is [var site, _, var date, var minute, ..]
        ? $"{codes.Words($"site:{site}")}, {codes.Words(date)}, {Wording.Current.Time(Math.Clamp(Number(minute), 0, 1440))}"
        : content;

    private bool IsReadable(int desk, AuditPage page) => page.TownHallId is not { } townHall
        || (availability.Places.Desks.TryGetValue(desk, out var known) && availability.Places.Sites[known.SiteId].TownHallId == townHall);

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
