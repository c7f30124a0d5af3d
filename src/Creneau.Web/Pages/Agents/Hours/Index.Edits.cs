using Creneau.Hours.Drafts;
using Creneau.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>What changes a draft; nothing of it is in force before it is published.</summary>
public sealed partial class IndexModel
{
    private static readonly Dictionary<HoursRefusal, string> RangeFields = new()
    {
        [HoursRefusal.NoRange] = "Range.To",
        [HoursRefusal.BadStep] = "Range.Step",
        [HoursRefusal.NoService] = "Range.Services",
        [HoursRefusal.NoDay] = "Range.Last",
        [HoursRefusal.NoDesk] = "Range.Desks",
        [HoursRefusal.Overlaps] = "Range.From",
        [HoursRefusal.BadRelease] = "Range.Kept",
    };

    private static readonly Dictionary<HoursRefusal, string> ClosureFields = new()
    {
        [HoursRefusal.Reversed] = "Closure.Until",
        [HoursRefusal.NoRange] = "Closure.FromTime",
        [HoursRefusal.NotFound] = "Closure.What",
    };

    private static readonly Dictionary<HoursRefusal, string> ShiftFields = new()
    {
        [HoursRefusal.NoRange] = "Shift.To",
        [HoursRefusal.NoDay] = "Shift.Last",
        [HoursRefusal.NoAgent] = "Shift.Agent",
    };

    private static readonly Dictionary<HoursRefusal, string> WindowFields = new()
    {
        [HoursRefusal.BadWindow] = "Window.Horizon",
        [HoursRefusal.BadRelease] = "Window.ReleaseMonthDay",
    };

    private static readonly Dictionary<HoursRefusal, string> NoFields = [];

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
            return Refused(HoursRefusal.ChangedSince, null, NoFields);
        }

        if (act == "retablir")
        {
            var published = Shown.Published.Items;
            HoursEdit[] back = [.. Edited.Select(one => new HoursEdit(one.Key, published.GetValueOrDefault(one.Key)))];
            return await ChangeAsync(back, RangeFields, ct);
        }

        var reader = new RangeReader(ModelState, Range, words);
        var next = act == "retirer" ? null : reader.Read(Here!, Edited.Select(one => one.Item).FirstOrDefault());
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (next is not null && Edited.Count > 0)
        {
            next = next with { Services = next.Services | (Edited[0].Item.Services & ~Known()) };
        }

        var all = Desks.Select(desk => desk.Desk.Id).ToList();
        var chosen = Range.Desks.Where(all.Contains).ToList();
        if (chosen.Count == 0)
        {
            return Refused(HoursRefusal.NoDesk, null, RangeFields);
        }

        var date = TypedTime.Date(Range.Occurrence) ?? Here!.Monday;
        return await ChangeAsync(RangeEdits.Of(Edited, next, (reader.Scope, date), all, chosen), RangeFields, ct);
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
            return Page();
        }

        var edits = DraftEdits.CopyDesk(Shown.Items, (Here.PlanningId, Here.SiteId, from), others);
        return await ChangeAsync([.. edits], NoFields, ct);
    }

    public async Task<IActionResult> OnPostClosureAsync(CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        return new SectionReader(ModelState, words).Read(Closure, Here!, TownHallId!.Value) is { } closure
            ? await ChangeAsync([new HoursEdit(null, closure)], ClosureFields, ct)
            : Page();
    }

    public async Task<IActionResult> OnPostShiftAsync(CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        if (new SectionReader(ModelState, words).Read(Shift, Here!) is not { } shift)
        {
            return Page();
        }

        return shift.AgentId is { } id && Agents.All(agent => agent.AgentId != id)
            ? Refused(HoursRefusal.NoAgent, null, ShiftFields)
            : shift is { IsAbsence: true, AgentId: null } ? Refused(HoursRefusal.NoAgent, null, ShiftFields)
            : await ChangeAsync([new HoursEdit(null, shift)], ShiftFields, ct);
    }

    public async Task<IActionResult> OnPostWindowAsync(CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        var key = Shown.Items.First(item => item.Item is WindowItem window && window.PlanningId == Here!.PlanningId).Key;
        return new SectionReader(ModelState, words).Read(Window, Here!.PlanningId) is { } window
            ? await ChangeAsync([new HoursEdit(key, window)], WindowFields, ct)
            : Page();
    }

    /// <summary>Takes away, or puts back, one item of the lists below the week.</summary>
    public async Task<IActionResult> OnPostItemAsync(string key, bool back, CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        return await ChangeAsync([new HoursEdit(key, back ? Shown.Published.Items.GetValueOrDefault(key) : null)], NoFields, ct);
    }

    private async Task<IActionResult?> LoadPostedAsync(CancellationToken ct)
    {
        var answer = await LoadAsync(Draft ?? 0, ct);
        if (answer is NotFoundResult && Draft is not null && await LoadAsync(null, ct) is null && Here is not null)
        {
            return Refused(HoursRefusal.NotFound, null, NoFields);
        }

        return answer ?? (Here is null ? NotFound() : null);
    }

    private long Known() => words.Services(Here!.PlanningId).Aggregate(0L, (bits, service) => bits | (1L << service.Ordinal));

    private async Task<IActionResult> ChangeAsync(
        IReadOnlyList<HoursEdit> edits, Dictionary<HoursRefusal, string> fields, CancellationToken ct)
    {
        var of = new DraftOf(TownHallId!.Value, Draft, Revision);
        return await changing.RunAsync(HttpContext.AgentActor(), of, edits, ct) switch
        {
            ChangeDraftResult.Changed changed => Redirect("~" + (Here! with { DraftId = changed.DraftId }).Href),
            ChangeDraftResult.Refused { Reason: var reason, Other: var other } => Refused(reason, other, fields),
            _ => throw new InvalidOperationException("An answer that is not known."),
        };
    }

    /// <summary>The page again, with what was typed and what is wrong with it.</summary>
    private PageResult Refused(HoursRefusal why, RuleItem? other, Dictionary<HoursRefusal, string> fields)
    {
        ModelState.AddModelError(fields.GetValueOrDefault(why, ""), words.Refusal(why, other));
        return Page();
    }
}
