using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Notifications.Carriers;
using Creneau.Notifications.Costs;
using Creneau.Notifications.Rules;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Creneau.Booking;

/// <summary>
/// Whether a code may go by SMS. Strangers can ask for codes and each costs the town hall: limits per block of numbers and per
/// network, and a ceiling per town hall and day. Codes by e-mail go on whatever is spent.
/// </summary>
public sealed class SmsCodes(
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    AvailabilityIndex availability,
    PlatformKeys keys,
    CodeLimits limits,
    MessageCarriers carriers,
    SendingMetrics metrics,
    ILogger<SmsCodes> log)
{
    /// <summary>A thousand numbers in a row share all but their last digits.</summary>
    private const int DigitsOfABlock = 3;

    private const string Block = "sms-block";
    private const string Network = "sms-network";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Whether the page offers SMS at all for an appointment at a town hall.</summary>
    public async Task<bool> AreOfferedAsync(int townHallId, CancellationToken ct) =>
        carriers.SendsSms && (await contexts.ReadAsync(storage, db => SendingRules.OfAsync(db, townHallId, ct), ct)).CodesBySms;

    /// <summary>Counts the SMS when it may leave.</summary>
    /// <returns>Null when it may.</returns>
    internal async Task<CodeRefusal?> RefusalAsync(Transaction transaction, Appointment hold, string phone, CancellationToken ct)
    {
        var (db, nowUtc) = (transaction.Db, transaction.NowUtc);
        var rules = await SendingRules.OfAsync(db, hold.TownHallId, ct);
        if (!carriers.SendsSms || !rules.CodesBySms)
        {
            return CodeRefusal.NoCodesBySms;
        }

        if (carriers.Prices.Of(phone) is null)
        {
            return CodeRefusal.NoSmsToCountry;
        }

        var limit =
            await SmsBudget.AreCodesSpentAsync(db, rules, availability.Places.DateAt(hold.TownHallId, nowUtc), ct) ? "day"
            : !await LimitCounter.TryUseAsync(
                db, new Limit(Block, keys.Subjects.Of(Block, phone[..^DigitsOfABlock]), limits.SmsCodesPerBlockAndHour, Hour, nowUtc), ct)
                ? "block"
            : !await LimitCounter.TryUseAsync(
                db, new Limit(Network, transaction.Actor.NetworkHash, limits.SmsCodesPerNetworkAndHour, Hour, nowUtc), ct) ? "network"
            : null;
        if (limit is null)
        {
            return null;
        }

        // Somebody may be making the town hall pay: whoever watches the platform is told
        metrics.SmsCodeRefused(limit);
        log.LogWarning("A code by SMS is refused at town hall {TownHall}: limit {Limit} is reached", hold.TownHallId, limit);
        return CodeRefusal.TooManySms;
    }
}
