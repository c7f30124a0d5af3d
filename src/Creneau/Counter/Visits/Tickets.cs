using Creneau.Availability;
using Creneau.Storage;

namespace Creneau.Counter.Visits;

/// <summary>The last number that was given for a letter at a site on a day; its row is the lock of the next one.</summary>
public sealed class TicketCounter
{
    private TicketCounter()
    {
    }

    public int SiteId { get; private set; }

    public string Letter { get; private set; } = "";

    public DateOnly Date { get; private set; }

    public int Last { get; private set; }
}

/// <summary>Numbers of the waiting room: a letter per planning, from 1 on each day at each site.</summary>
internal static class Tickets
{
    private const int Letters = 26;

    /// <summary>Gives the next number, and has the day's counter locked until the end.</summary>
    public static async Task<Ticket> NextAsync(Transaction transaction, VisitPlace place, PlaceDirectory places, CancellationToken ct)
    {
        var letter = LetterOf(places, place.TownHallId, place.PlanningId);
        var numbers = await transaction.Db.ReadAsync(
            $"""
            INSERT INTO ticket_counter (site_id, letter, date, last) VALUES ({place.SiteId}, {letter}, {place.Date}, 1)
            ON CONFLICT (site_id, letter, date) DO UPDATE SET last = ticket_counter.last + 1
            RETURNING last
            """,
            row => row.GetInt32(0),
            ct);
        return new Ticket(letter, numbers[0]);
    }

    /// <summary>« A » for the first planning of a town hall, « B » for the second; after « Z » comes « AA ».</summary>
    private static string LetterOf(PlaceDirectory places, int townHallId, int planningId)
    {
        var before = places.Plannings.Values.Count(planning => planning.TownHallId == townHallId && planning.Id < planningId);
        return before < Letters ? LetterAt(before) : LetterAt((before / Letters) - 1) + LetterAt(before % Letters);
    }

    private static string LetterAt(int index) => ((char)('A' + index)).ToString();
}
