using Creneau.Appointments;
using Creneau.Storage.Checks;

namespace Creneau.Offers.Checks;

/// <summary>I4, for offers: what is kept has its offer and its cancelled appointment, and an offer that keeps something has it.</summary>
internal sealed class OfferCheck : IInvariantCheck
{
    public string Invariant => "I4";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        var (held, cancelled) = ((short)AppointmentStatus.Held, (short)AppointmentStatus.Cancelled);
        await rows.NoneAsync("kept without an open offer of a cancelled appointment", $"""
            SELECT h.id FROM appointment AS h
            LEFT JOIN appointment AS a ON a.id = h.replaces_id AND a.status = {cancelled}
            LEFT JOIN offer AS o ON o.appointment_id = h.replaces_id AND o.state = {(short)OfferState.Open}
            WHERE h.status = {held} AND h.replaces_id IS NOT NULL AND (a.id IS NULL OR o.id IS NULL)
            """, ct);
        await rows.NoneAsync("offer of which nothing is kept before its end", $$"""
            SELECT o.id FROM offer AS o
            WHERE o.state = {{(short)OfferState.Open}} AND o.kept_until_utc > {0}
                AND NOT EXISTS (SELECT 1 FROM appointment AS h
                    WHERE h.replaces_id = o.appointment_id AND h.status = {{held}} AND h.held_until_utc = o.kept_until_utc)
            """, ct, nowUtc);
        await rows.NoneAsync("open offer of an appointment that is not cancelled", $"""
            SELECT o.id FROM offer AS o JOIN appointment AS a ON a.id = o.appointment_id
            WHERE o.state = {(short)OfferState.Open} AND a.status <> {cancelled}
            """, ct);
        await rows.CountAsync("offers", "offer", ct);
    }
}
