using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Appointments;

/// <summary>Counts look-ups that found nothing, by contact and network.</summary>
public sealed class LookUps(
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    Transactions transactions,
    PlatformKeys keys,
    LookUpLimits limits,
    TimeProvider clock)
{
    private const string Purpose = "look-up";
    private const string ShortLinkPurpose = "short-link";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    internal Task<bool> AreSpentAsync(Actor actor, Contact contact, CancellationToken ct) => contexts.ReadAsync(
        storage, db => LimitCounter.IsSpentAsync(db, Use(actor, contact, clock.GetUtcNow().UtcDateTime), ct), ct);

    internal Task CountFailureAsync(Actor actor, Contact contact, CancellationToken ct) => transactions.RunAsync(
        actor, Purpose, async transaction =>
            Commit(await LimitCounter.TryUseAsync(transaction.Db, Use(actor, contact, transaction.NowUtc), ct)), ct);

    /// <summary>Of short links, which name no contact: whether the network has typed too many wrong ones.</summary>
    internal Task<bool> AreSpentAsync(Actor actor, CancellationToken ct) => contexts.ReadAsync(
        storage, db => LimitCounter.IsSpentAsync(db, Use(actor, clock.GetUtcNow().UtcDateTime), ct), ct);

    internal Task CountFailureAsync(Actor actor, CancellationToken ct) => transactions.RunAsync(
        actor, Purpose, async transaction =>
            Commit(await LimitCounter.TryUseAsync(transaction.Db, Use(actor, transaction.NowUtc), ct)), ct);

    private Limit Use(Actor actor, Contact contact, DateTime nowUtc) =>
        new(Purpose, contact.SubjectIn(keys, actor.NetworkHash), limits.LookUpsPerContactAndHour, Hour, nowUtc);

    private Limit Use(Actor actor, DateTime nowUtc) => new(
        ShortLinkPurpose, keys.Subjects.Of("network", actor.NetworkHash), limits.WrongShortLinksPerNetworkAndHour, Hour, nowUtc);
}
