using System.Globalization;
using Creneau.Appointments;
using Creneau.Counter.Visits;

namespace Creneau.Web.Pages.Agents.Queue;

/// <summary>
/// What became of a step, for the agenda that is shown next: part of its address, as a code and ids alone, so that a reload says
/// the same.
/// </summary>
/// <param name="Code">Name of a <see cref="VisitRefusal"/>, <see cref="DeskTaken"/> or <see cref="TicketGiven"/>.</param>
/// <param name="VisitId">The visit that it was about; null for none.</param>
/// <param name="DeskId">The desk that it was about; null for none.</param>
public sealed record Said(string Code, Guid? VisitId, int? DeskId)
{
    /// <summary>Somebody else is signed on at the desk.</summary>
    public const string DeskTaken = "DeskTaken";

    public const string TicketGiven = "TicketGiven";

    private static readonly string[] Codes = [.. Enum.GetNames<VisitRefusal>(), DeskTaken, TicketGiven];

    /// <summary>Of a call that may be made again.</summary>
    public DateTime? AtUtc { get; init; }

    /// <summary>Of a ticket that was not given: what it was for.</summary>
    public int? ServiceId { get; init; }

    /// <summary>Of a ticket that was not given: for how many people, at least 1.</summary>
    public int People { get; init; } = 1;

    /// <summary>To be added to the address of the agenda; empty when there is nothing to say.</summary>
    public string Query => string.Create(
        CultureInfo.InvariantCulture,
        $"&dit={Code}{(VisitId is { } visit ? $"&passage={visit}" : "")}{(DeskId is { } desk ? $"&poste={desk}" : "")}"
        + $"{(AtUtc is { } at ? $"&des={at:yyyyMMddHHmmss}" : "")}"
        + $"{(ServiceId is { } service ? $"&demarche={service}&personnes={People}" : "")}");

    /// <returns>Null for what is no such thing.</returns>
    public static Said? Read(IQueryCollection query) =>
        query["dit"].ToString() is var code && Codes.Contains(code)
            ? new Said(
                code,
                Guid.TryParse(query["passage"], out var visit) ? visit : null,
                int.TryParse(query["poste"], CultureInfo.InvariantCulture, out var desk) ? desk : null)
            {
                AtUtc = DateTime.TryParseExact(
                    query["des"],
                    "yyyyMMddHHmmss",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var at) ? at : null,
                ServiceId = int.TryParse(query["demarche"], CultureInfo.InvariantCulture, out var service) ? service : null,
                People = int.TryParse(query["personnes"], CultureInfo.InvariantCulture, out var people)
                    ? Math.Clamp(people, 1, Appointment.MaxPeople) : 1,
            }
            : null;

    public static Said Of(VisitResult.Refused refused, Guid? visitId) =>
        new(refused.Reason.ToString(), visitId, refused.DeskId) { AtUtc = refused.AtUtc };
}
