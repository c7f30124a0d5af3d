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
        [(PostedSection.Closure, HoursRefusal.NoRange)] = "Closure.FromTime",
        [(PostedSection.Closure, HoursRefusal.NotFound)] = "Closure.What",
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

        return new SectionReader(ModelState, words).Read(Closure, Here!, TownHallId!.Value) is { } closure
            ? await ChangeAsync([new HoursEdit(null, closure)], PostedSection.Closure, ct)
            : await ShowAsync(PostedSection.Closure, ct);
    }

    public async Task<IActionResult> OnPostShiftAsync(CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        if (new SectionReader(ModelState, words).Read(Shift, Here!) is not { } shift)
        {
            return await ShowAsync(PostedSection.Shift, ct);
        }

        return shift.AgentId is { } id && Agents.All(agent => agent.AgentId != id)
            ? await RefusedAsync(HoursRefusal.NoAgent, null, PostedSection.Shift, ct)
            : shift is { IsAbsence: true, AgentId: null } ? await RefusedAsync(HoursRefusal.NoAgent, null, PostedSection.Shift, ct)
            : await ChangeAsync([new HoursEdit(null, shift)], PostedSection.Shift, ct);
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
