using Creneau.Hours.Drafts;
using Creneau.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>What changes a draft; nothing of it is in force before it is published.</summary>
public sealed partial class IndexModel
{
    /// <summary>The field at which a refusal is said; where there is none, above the page.</summary>
    private static readonly Dictionary<(PostedSection, HoursRefusal), string> Fields = new()
    {
        [(PostedSection.Range, HoursRefusal.NoRange)] = "Range.To",
        [(PostedSection.Range, HoursRefusal.BadStep)] = "Range.Step",
        [(PostedSection.Range, HoursRefusal.NoService)] = "Range.Services",
        [(PostedSection.Range, HoursRefusal.NoDay)] = "Range.Last",
        [(PostedSection.Range, HoursRefusal.NoDesk)] = "Range.Desks",
        [(PostedSection.Range, HoursRefusal.Overlaps)] = "Range.From",
        [(PostedSection.Range, HoursRefusal.BadRelease)] = "Range.Kept",
        [(PostedSection.Closure, HoursRefusal.Reversed)] = "Closure.Until",
        [(PostedSection.Closure, HoursRefusal.TooLong)] = "Closure.Told",
        [(PostedSection.Closure, HoursRefusal.NoRange)] = "Closure.FromTime",
        [(PostedSection.Closure, HoursRefusal.NotFound)] = "Closure.What",
        [(PostedSection.Closure, HoursRefusal.Retired)] = "Closure.Until",
        [(PostedSection.Shift, HoursRefusal.NoRange)] = "Shift.To",
        [(PostedSection.Shift, HoursRefusal.NoDay)] = "Shift.Last",
        [(PostedSection.Shift, HoursRefusal.NoAgent)] = "Shift.Agent",
        [(PostedSection.Window, HoursRefusal.BadWindow)] = "Window.Horizon",
        [(PostedSection.Window, HoursRefusal.BadRelease)] = "Window.ReleaseMonthDay",
    };

    /// <summary>« Garder en brouillon », « Retirer », « Rétablir » of the typed line.</summary>
    public async Task<IActionResult> OnPostRangeAsync(string? act, CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        FindEdited(Range.KeyList.ToHashSet());
        if (Edited.Count != Range.KeyList.Distinct().Count())
        {
            return await RefusedAsync(HoursRefusal.ChangedSince, null, PostedSection.None, ct);
        }

        if (act == "retablir")
        {
            var published = Shown.Published.Items;
            HoursEdit[] back = [.. Edited.Select(one => new HoursEdit(one.Key, published.GetValueOrDefault(one.Key)))];
            return await ChangeAsync(back, PostedSection.Range, ct);
        }

        var reader = new RangeReader(ModelState, Range, words);
        var next = act == "retirer" ? null : reader.Read(Here!, Edited.Select(one => one.Item).FirstOrDefault());
        if (!ModelState.IsValid)
        {
            return await ShowAsync(PostedSection.Range, ct);
        }

        if (next is not null && Edited.Count > 0)
        {
            next = next with { Services = next.Services | (Edited[0].Item.Services & ~Known()) };
        }

        var all = Desks.Select(desk => desk.Desk.Id).ToList();
        var chosen = Range.Desks.Where(all.Contains).ToList();
        if (chosen.Count == 0)
        {
            return await RefusedAsync(HoursRefusal.NoDesk, null, PostedSection.Range, ct);
        }

        var date = TypedTime.Date(Range.Occurrence) ?? Here!.Monday;
        return await ChangeAsync(RangeEdits.Of(Edited, next, (reader.Scope, date), all, chosen), PostedSection.Range, ct);
    }

    /// <summary>The week of the desk that is shown goes to others.</summary>
    public async Task<IActionResult> OnPostCopyAsync(int[] to, CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        int[] others = [.. Desks.Select(desk => desk.Desk.Id).Where(desk => to.Contains(desk) && desk != Here!.DeskId)];
        if (Here!.DeskId is not { } from || others.Length == 0)
        {
            ModelState.AddModelError("to", words["NoDeskToCopyTo"]);
            return await ShowAsync(PostedSection.None, ct);
        }

        var edits = DraftEdits.CopyDesk(Shown.Items, (Here.PlanningId, Here.SiteId, from), others);
        return await ChangeAsync([.. edits], PostedSection.None, ct);
    }

    public async Task<IActionResult> OnPostClosureAsync(CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        if (IsGone(Closure.Key, EditedClosure))
        {
            Closure.Key = null;
            return await RefusedAsync(HoursRefusal.ChangedSince, null, PostedSection.Closure, ct);
        }

        if (new SectionReader(ModelState, words).Read(Closure, EditedClosure, Here!, TownHallId!.Value) is not { } closure)
        {
            return await ShowAsync(PostedSection.Closure, ct);
        }

        // A row goes on closing what it closes: another desk is another closure
        var isSame = EditedClosure is { } before
            && (before.TownHallId, before.SiteId, before.DeskId) == (closure.TownHallId, closure.SiteId, closure.DeskId);
        HoursEdit[] edits = (EditedClosure, isSame) switch
        {
            (null, _) => [new HoursEdit(null, closure)],
            (_, true) => [new HoursEdit(Closure.Key, closure)],
            (_, false) => [new HoursEdit(Closure.Key, null), new HoursEdit(null, closure)],
        };
        return await ChangeAsync(edits, PostedSection.Closure, ct);
    }

    public async Task<IActionResult> OnPostShiftAsync(CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        if (IsGone(Shift.Key, EditedShift))
        {
            Shift.Key = null;
            return await RefusedAsync(HoursRefusal.ChangedSince, null, PostedSection.Shift, ct);
        }

        if (new SectionReader(ModelState, words).Read(Shift, EditedShift, Here!) is not { } shift)
        {
            return await ShowAsync(PostedSection.Shift, ct);
        }

        var isAnyones = shift.AgentId is { } id
            ? id == EditedShift?.AgentId || Agents.Any(agent => agent.AgentId == id)
            : !shift.IsAbsence;
        var key = EditedShift is null ? null : Shift.Key;
        return isAnyones
            ? await ChangeAsync([new HoursEdit(key, shift)], PostedSection.Shift, ct)
            : await RefusedAsync(HoursRefusal.NoAgent, null, PostedSection.Shift, ct);
    }

    /// <summary>Takes away all presences and absences of an agent, whatever the planning and the site.</summary>
    public async Task<IActionResult> OnPostAgentAsync(int agent, CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        HoursEdit[] edits =
        [
            .. Shown.Items.Where(shown => shown.Item is ShiftItem shift && shift.AgentId == agent)
                .Select(shown => new HoursEdit(shown.Key, null)),
        ];
        return await ChangeAsync(edits, PostedSection.None, ct);
    }

    /// <summary>Takes back the last edit of the draft.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        var of = new DraftOf(TownHallId!.Value, Draft, Revision);
        if (await endings.TakeBack.RunAsync(HttpContext.AgentActor(), of, ct) is ChangeDraftResult.Refused refused)
        {
            return await RefusedAsync(refused.Reason, refused.Other, PostedSection.None, ct);
        }

        Notice = words["TakenBack"];
        return Redirect("~" + Here!.Href);
    }

    public async Task<IActionResult> OnPostWindowAsync(CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        var key = Shown.Items.First(item => item.Item is WindowItem window && window.PlanningId == Here!.PlanningId).Key;
        return new SectionReader(ModelState, words).Read(Window, Here!.PlanningId) is { } window
            ? await ChangeAsync([new HoursEdit(key, window)], PostedSection.Window, ct)
            : await ShowAsync(PostedSection.Window, ct);
    }

    /// <summary>Takes away, or puts back, one item of the lists below the week.</summary>
    public async Task<IActionResult> OnPostItemAsync(string key, bool back, CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        return await ChangeAsync([new HoursEdit(key, back ? Shown.Published.Items.GetValueOrDefault(key) : null)], PostedSection.None, ct);
    }

    /// <summary>What was edited is not there any more: what was typed becomes a new one, if it is sent again.</summary>
    private static bool IsGone(string? key, HoursItem? edited) => !string.IsNullOrEmpty(key) && edited is null;

    private async Task<IActionResult?> LoadPostedAsync(CancellationToken ct)
    {
        var answer = await LoadAsync(Draft ?? 0, ct);
        if (answer is NotFoundResult && Draft is not null && await LoadAsync(null, ct) is null && Here is not null)
        {
            return await RefusedAsync(HoursRefusal.NotFound, null, PostedSection.None, ct);
        }

        return answer ?? (Here is null ? NotFound() : null);
    }

    private long Known() => words.Services(Here!.PlanningId).Aggregate(0L, (bits, service) => bits | (1L << service.Ordinal));

    private async Task<IActionResult> ChangeAsync(
        IReadOnlyList<HoursEdit> edits, PostedSection posted, CancellationToken ct)
    {
        var of = new DraftOf(TownHallId!.Value, Draft, Revision);
        return await changing.RunAsync(HttpContext.AgentActor(), of, edits, ct) switch
        {
            ChangeDraftResult.Changed changed => Redirect("~" + (Here! with { DraftId = changed.DraftId }).Href),
            ChangeDraftResult.Refused { Reason: var reason, Other: var other } => await RefusedAsync(reason, other, posted, ct),
            _ => throw new InvalidOperationException("An answer that is not known."),
        };
    }

    /// <summary>The page again, with what was typed and what is wrong with it.</summary>
    private Task<PageResult> RefusedAsync(HoursRefusal why, RuleItem? other, PostedSection posted, CancellationToken ct)
    {
        ModelState.AddModelError(Fields.GetValueOrDefault((posted, why), ""), words.Refusal(why, other));
        return ShowAsync(posted, ct);
    }
}
