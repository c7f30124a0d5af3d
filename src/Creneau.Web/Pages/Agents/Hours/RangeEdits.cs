using Creneau.Availability.Openings;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>What the typed line makes of a draft.</summary>
internal static class RangeEdits
{
    /// <summary>Edits for the chosen desks: the others keep what they have.</summary>
    /// <param name="edited">The ranges that were opened, with their keys; none: a new one.</param>
    /// <param name="next">As it shall be; null: it is taken away.</param>
    /// <param name="all">The desks of the planning at the site.</param>
    public static IReadOnlyList<HoursEdit> Of(
        IReadOnlyList<(string Key, RuleItem Item)> edited,
        RuleItem? next,
        (EditScope Scope, DateOnly Date) when,
        IReadOnlyCollection<int> all,
        IReadOnlyCollection<int> chosen)
    {
        if (edited is [var (key, ofAll)] && ofAll.DeskId is null)
        {
            return [.. DraftEdits.ForDesks(DraftEdits.Replace(key, ofAll, next, when.Scope, when.Date), ofAll, all, chosen)];
        }

        List<HoursEdit> edits = [];
        foreach (var (own, item) in edited.Where(one => one.Item.DeskId is { } desk && chosen.Contains(desk)))
        {
            edits.AddRange(DraftEdits.Replace(own, item, next is null ? null : next with { DeskId = item.DeskId }, when.Scope, when.Date));
        }

        var had = edited.Select(one => one.Item.DeskId).OfType<int>().ToHashSet();
        if (next is not null)
        {
            var added = InScope(next, edited.Count > 0 ? when : (EditScope.All, when.Date));
            edits.AddRange(DraftEdits.ForDesks(
                [new HoursEdit(null, added)], null, all, [.. chosen.Where(desk => !had.Contains(desk))]));
        }

        return edits;
    }

    /// <summary>What a desk that did not have the range gets of it.</summary>
    private static RuleItem InScope(RuleItem next, (EditScope Scope, DateOnly Date) when) => when.Scope switch
    {
        EditScope.ThisDay => next with
        {
            When = StoredRecurrence.Of(new Recurrence.OnDate(when.Date)),
        },
        EditScope.FromThisDay => next with { When = next.When with { From = when.Date } },
        EditScope.All => next,
    };
}
