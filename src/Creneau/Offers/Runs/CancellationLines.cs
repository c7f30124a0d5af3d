using Creneau.Appointments;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Offers.Runs;

/// <summary>Puts appointments, offers and what became of the messages together.</summary>
internal static class CancellationLines
{
    public static async Task<IReadOnlyList<CancellationLine>> OfRunAsync(
        CreneauDb db, CancellationRun run, bool sendsSms, CancellationToken ct)
    {
        var ids = run.Items.Select(item => item.AppointmentId).ToList();
        var rows = await db.Appointments.AsNoTracking().Include(row => row.Applicants).Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, ct);
        var offers = await db.Offers.AsNoTracking().Where(offer => offer.RunId == run.Id)
            .ToDictionaryAsync(offer => offer.AppointmentId, ct);
        var unreached = await UnreachedAsync(db, ids, ct);
        return
        [
            .. run.Items.OrderBy(item => item.Ordinal).Where(item => rows.ContainsKey(item.AppointmentId)).Select(item =>
            {
                var (row, offer) = (rows[item.AppointmentId], offers.GetValueOrDefault(item.AppointmentId));
                var state = offer is not null ? StateOf(offer)
                    : row.CancelRunId == run.Id && row.CancelAtUtc is not null ? CancellationState.Waiting
                    : item.IsStopped || IsAsItWas(row, item) ? CancellationState.Stopped
                    : CancellationState.LeftAlone;
                return Line(row, offer, state, sendsSms, unreached) with { Date = item.Date, StartMinute = item.StartMinute };
            }),
        ];
    }

    /// <summary>Of offers without a cancellation of several, or whatever it was: the appointments of one town hall's bookings.</summary>
    public static async Task<IReadOnlyList<CancellationLine>> OfOffersAsync(
        CreneauDb db, IReadOnlyList<Offer> offers, bool sendsSms, CancellationToken ct)
    {
        var ids = offers.Select(offer => offer.AppointmentId).ToList();
        var rows = await db.Appointments.AsNoTracking().Include(row => row.Applicants).Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, ct);
        var unreached = await UnreachedAsync(db, ids, ct);
        return [.. offers.Select(offer => Line(rows[offer.AppointmentId], offer, StateOf(offer), sendsSms, unreached))];
    }

    /// <summary>An agent took back its cancellation on the appointment's own page.</summary>
    private static bool IsAsItWas(Appointment row, CancellationItem item) =>
        row.Status != AppointmentStatus.Cancelled
        && (row.SiteId, row.Date, row.StartMinute) == (item.SiteId, item.Date, item.StartMinute);

    private static CancellationLine Line(
        Appointment row, Offer? offer, CancellationState state, bool sendsSms, IReadOnlySet<Guid> unreached)
    {
        var starts = offer?.ReadStarts() ?? [];
        var isKept = offer?.KeptUntilUtc is not null;
        return new CancellationLine(CancelledAppointment.Of(row, sendsSms), state, row.Date, row.StartMinute)
        {
            Kept = isKept ? starts[0] : null,
            KeptUntilUtc = offer?.KeptUntilUtc,
            Shown = [.. starts.Skip(isKept ? 1 : 0)],
            IsUnreached = unreached.Contains(row.Id),
        };
    }

    private static CancellationState StateOf(Offer offer) => offer.State switch
    {
        OfferState.Open => offer.ReadStarts().Count == 0 ? CancellationState.NothingFree : CancellationState.Offered,
        OfferState.Taken => CancellationState.Taken,
        OfferState.Declined => CancellationState.Declined,
        OfferState.Withdrawn => CancellationState.Restored,
    };

    /// <summary>Whose message about the cancellation failed.</summary>
    private static async Task<IReadOnlySet<Guid>> UnreachedAsync(CreneauDb db, List<Guid> ids, CancellationToken ct) =>
        (await db.OutboxMessages.AsNoTracking()
            .Where(message => message.AppointmentId != null && ids.Contains(message.AppointmentId.Value)
                && message.Purpose == MessagePurpose.Cancelled && message.State == MessageState.Failed
                && !db.Set<OutboxMessage>().Any(other => other.InsteadOf == message.Id && other.State != MessageState.Failed))
            .Select(message => message.AppointmentId!.Value)
            .ToListAsync(ct)).ToHashSet();
}
