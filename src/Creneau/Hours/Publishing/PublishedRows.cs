using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Storage;

namespace Creneau.Hours.Publishing;

/// <summary>Writes changes of hours into the rows that are in force.</summary>
public sealed class PublishedRows(DeskLocks desks, AvailabilityIndex availability)
{
    /// <summary>
    /// Applies changes to tracked rows, saves them, and lets every node read the touched desks again. What is in force already,
    /// such as by somebody else, is left out.
    /// </summary>
    /// <returns>The changes that were applied, with the keys of the rows that came of them.</returns>
    internal async Task<IReadOnlyList<DraftChange>> PutInForceAsync(
        Transaction transaction, PublishedHours published, IReadOnlyList<DraftChange> changes, CancellationToken ct)
    {
        var keys = changes.Where(change => !published.IsInForce(change))
            .Select(change => (Change: change, KeyOf: Apply(transaction, published, change))).ToList();
        desks.ScheduleChanged(transaction, TouchedPlaces.By(changes, availability.Places).DeskIds);
        await transaction.Db.SaveChangesAsync(ct);
        if (changes.Any(change => change.After is WindowItem))
        {
            await availability.RaiseDirectoryAsync(transaction, ct);
        }

        return [.. keys.Select(one => one.Change with { PublishedKey = one.KeyOf?.Invoke() })];
    }

    /// <summary>Back to what was before: what was added is removed, and the other way round.</summary>
    internal static IReadOnlyList<DraftChange> Inverse(IReadOnlyList<DraftChange> changes) =>
        [.. changes.Select(change => new DraftChange(change.PublishedKey ?? change.Key, change.After, change.Before))];

    /// <returns>The key of the row, known once it is saved; null when it is gone.</returns>
    private static Func<string>? Apply(Transaction transaction, PublishedHours published, DraftChange change) =>
        change.After is null ? Remove(transaction, published, change.Key)
        : change.IsNew ? Add(transaction, change.After)
        : Set(published, change);

    private static Func<string>? Remove(Transaction transaction, PublishedHours published, string key)
    {
        var row = published.Rule(key) ?? published.Shift(key) ?? (object?)published.Closure(key);
        transaction.Db.Remove(row ?? throw new InvalidOperationException($"{key} is not published."));
        return null;
    }

    private static Func<string> Add(Transaction transaction, HoursItem item)
    {
        switch (item)
        {
            case RuleItem rule:
                var addedRule = PublishedHours.NewRule(rule);
                transaction.Db.Add(addedRule);
                return () => HoursKey.OfRule(addedRule.Id);
            case ShiftItem shift:
                var addedShift = PublishedHours.NewShift(shift);
                transaction.Db.Add(addedShift);
                return () => HoursKey.OfShift(addedShift.Id);
            case ClosureItem closure:
                var addedClosure = closure.ToClosure();
                transaction.Db.Add(addedClosure);
                return () => HoursKey.OfClosure(addedClosure.Id);
            default:
                throw new InvalidOperationException($"A {item.GetType().Name} is not added.");
        }
    }

    private static Func<string> Set(PublishedHours published, DraftChange change)
    {
        switch (change.After)
        {
            case RuleItem rule:
                published.Rule(change.Key)!.SetOpening(rule.DeskId, rule.ToOpening());
                break;
            case ShiftItem shift:
                published.Shift(change.Key)!.SetPresence(shift.ToPresence());
                break;
            case ClosureItem closure:
                published.Closure(change.Key)!.Set(closure.When, closure.Reason, closure.Told);
                break;
            case WindowItem window:
                published.Planning(change.Key)!.SetWindow(window.ToWindow());
                published.Planning(change.Key)!.SetStaffed(window.Staffed);
                break;
        }

        return () => change.Key;
    }
}
