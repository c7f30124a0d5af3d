using Creneau.Acting;
using Creneau.Notifications;
using Creneau.Notifications.Carriers;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Offers.Runs;

public abstract record PreviewCancellationResult
{
    /// <param name="ToCancel">In the order of their starts.</param>
    /// <param name="ToSettle">Who has arrived or should have: the agent's first.</param>
    /// <param name="InProgress">Visits that go on.</param>
    public sealed record Shown(
        IReadOnlyList<CancelledAppointment> ToCancel, IReadOnlyList<CancelledAppointment> ToSettle, int InProgress)
        : PreviewCancellationResult
    {
        /// <summary>SMS that leave, in parts that are paid each; 0 where none leave.</summary>
        public int SmsParts { get; init; }

        /// <summary>What the first who is written to reads; null when nobody is.</summary>
        public WrittenMessage? Sample { get; init; }

        public int Count(ToldBy way) => ToCancel.Count(one => one.Told == way);

        public decimal SmsPrice => SmsParts * PartPrice;
    }

    public sealed record Refused(CancellationRefusal Reason) : PreviewCancellationResult;

    /// <summary>Euros for a part of an SMS.</summary>
    public const decimal PartPrice = 0.07m;
}

/// <summary>Shows whom a cancellation would reach and how, before anything is written (D1): nothing is promised that nobody gets.</summary>
public sealed class PreviewCancellation(
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    AffectedAppointments affected,
    CancellationSample sample,
    MessageCarriers carriers,
    TimeProvider clock)
{
    /// <param name="reason">What the people would be told; empty while it is not chosen.</param>
    public async Task<PreviewCancellationResult> ReadAsync(Actor actor, CancellationTarget target, string reason, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        if (affected.WhyNot(actor, target, nowUtc) is { } refusal)
        {
            return new PreviewCancellationResult.Refused(refusal);
        }

        return await contexts.ReadAsync<PreviewCancellationResult>(storage, async db =>
        {
            var found = await affected.ReadAsync(db, target, nowUtc, isTracked: false, ct);
            var sendsSms = carriers.SendsSms;
            var written = await sample.OfAsync(db, target, found.ToCancel, (reason, nowUtc), ct);
            return new PreviewCancellationResult.Shown(
                [.. found.ToCancel.Select(row => CancelledAppointment.Of(row, sendsSms))],
                [.. found.ToSettle.Select(row => CancelledAppointment.Of(row, sendsSms))],
                found.InProgress)
            {
                Sample = written.First,
                SmsParts = sendsSms ? written.SmsParts : 0,
            };
        }, ct);
    }
}
