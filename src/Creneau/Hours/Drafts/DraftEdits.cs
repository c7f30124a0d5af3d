using Creneau.Availability.Openings;
using Creneau.Scheduling;

namespace Creneau.Hours.Drafts;

/// <summary>Which occurrences of a repeated range an edit is about.</summary>
public enum EditScope
{
    /// <summary>« Tous ».</summary>
    All,

    /// <summary>« Ce jour ».</summary>
    ThisDay,

    /// <summary>« À partir de ce jour ».</summary>
    FromThisDay,
}

/// <summary>What edits make of a draft's changes.</summary>
public static class DraftEdits
{
    /// <summary>
    /// The changes with edits applied; one that brings an item back to what was published, or is now, is no change any more.
    /// An edit that puts again what the draft has starts from what is published now: it is meant in spite of that.
    /// </summary>
    public static IReadOnlyList<DraftChange> Apply(
        IReadOnlyList<DraftChange> changes, PublishedHours published, IEnumerable<HoursEdit> edits, DateTime nowUtc)
    {
        var list = changes.ToList();
        foreach (var (key, item) in edits)
        {
            var index = list.FindIndex(change => change.Key == key);
            if (index >= 0)
            {
                var isMeant = list[index].After == item && !list[index].IsNew;
                list[index] = list[index] with
                {
                    Before = isMeant && published.Items.TryGetValue(key!, out var now) ? now : list[index].Before,
                    After = item,
                };
            }
            else if (key is not null && published.Items.TryGetValue(key, out var before))
            {
                list.Add(new DraftChange(key, before, item));
            }
            else if (item is not null)
            {
                list.Add(new DraftChange(HoursKey.New(nowUtc), null, item));
            }
        }

        list.RemoveAll(change => change.Before == change.After || published.IsInForce(change));
        return list;
    }

    /// <summary>
    /// Puts a range in the place of another, for some of its days: the rest of it stays, up to the day before and from the day
    /// after; also from the day after a last day that was typed with « à partir de ce jour ».
    /// </summary>
    /// <param name="key">Of the range that is edited.</param>
    /// <param name="item">The range as it is.</param>
    /// <param name="next">As it shall be; null: it is taken away.</param>
    /// <param name="scope">Which of its days.</param>
    /// <param name="date">The day, unless all are meant.</param>
    public static IEnumerable<HoursEdit> Replace(string key, RuleItem item, RuleItem? next, EditScope scope, DateOnly date)
    {
        if (scope == EditScope.All || item.When.OnDate is not null)
        {
            return [new HoursEdit(key, next)];
        }

        List<HoursEdit> edits = [new HoursEdit(key, Until(item, date.AddDays(-1)))];
        if (next is not null)
        {
            var when = scope == EditScope.ThisDay ? StoredRecurrence.Of(new Recurrence.OnDate(date)) : next.When with { From = date };
            edits.Add(new HoursEdit(null, next with { When = when }));
        }

        if (Resumes(item, next, scope, date) is { } first && From(item, first) is { } rest)
        {
            edits.Add(new HoursEdit(null, rest));
        }

        return edits;
    }

    /// <summary>
    /// A range for some desks only: where it held for all, the others keep it as it was.
    /// </summary>
    /// <param name="all">The desks of the planning at the site.</param>
    /// <param name="chosen">Those that the edit is about.</param>
    public static IEnumerable<HoursEdit> ForDesks(
        IEnumerable<HoursEdit> edits, RuleItem? before, IReadOnlyCollection<int> all, IReadOnlyCollection<int> chosen)
    {
        var ofAll = all.All(chosen.Contains);
        foreach (var edit in edits)
        {
            if (edit.Item is not RuleItem rule)
            {
                yield return edit;
                continue;
            }

            var first = true;
            foreach (var desk in ofAll ? [null] : chosen.Order().Select(id => (int?)id))
            {
                yield return new HoursEdit(first ? edit.Key : null, rule with { DeskId = desk });
                first = false;
            }
        }

        foreach (var desk in before is { DeskId: null } && !ofAll ? all.Except(chosen) : [])
        {
            yield return new HoursEdit(null, before! with { DeskId = desk });
        }
    }

    /// <summary>The week of a desk copied to others: what they had of the planning there is replaced.</summary>
    public static IEnumerable<HoursEdit> CopyDesk(
        IReadOnlyList<ShownItem> items, (int PlanningId, int SiteId, int DeskId) from, IReadOnlyCollection<int> to)
    {
        var rules = items.Where(shown => shown.Item is RuleItem rule && (rule.PlanningId, rule.SiteId) == (from.PlanningId, from.SiteId))
            .Select(shown => (shown.Key, Rule: (RuleItem)shown.Item!)).ToList();
        var removed = rules.Where(one => one.Rule.DeskId is { } desk && to.Contains(desk)).Select(one => new HoursEdit(one.Key, null));
        var added = rules.Where(one => one.Rule.DeskId == from.DeskId)
            .SelectMany(one => to.Select(desk => new HoursEdit(null, one.Rule with { DeskId = desk })));
        return [.. removed, .. added];
    }

    /// <summary>When the range goes on as it was: after the day, or after a last day that it did not have.</summary>
    private static DateOnly? Resumes(RuleItem item, RuleItem? next, EditScope scope, DateOnly date) => scope switch
    {
        EditScope.ThisDay => date.AddDays(1),
        _ when next?.When.Until is { } last && last != item.When.Until && last >= date => last.AddDays(1),
        _ => null,
    };

    private static RuleItem? Until(RuleItem item, DateOnly last) =>
        item.When.From is { } from && last < from ? null
        : item with { When = item.When with { Until = item.When.Until is { } until && until < last ? until : last } };

    private static RuleItem? From(RuleItem item, DateOnly first) =>
        item.When.Until is { } until && first > until ? null
        : item with { When = item.When with { From = item.When.From is { } from && from > first ? from : first } };
}
