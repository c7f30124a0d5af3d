using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;
using Creneau.Web.Access;
using Creneau.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>What becomes of an appointment outside, as it was chosen.</summary>
public sealed class OutsideInput
{
    public Guid Appointment { get; set; }

    public OutsideDeed Deed { get; set; }

    /// <summary>Where to; see <see cref="StartOf"/>.</summary>
    public string? To { get; set; }

    /// <summary>Who has nowhere to go stays.</summary>
    public OutsideChoice Choice(OutsideDeed deed) => (deed, StartOf()) switch
    {
        (OutsideDeed.Move, { } start) => new OutsideChoice(Appointment, OutsideDeed.Move, start),
        (OutsideDeed.Move, null) => new OutsideChoice(Appointment, OutsideDeed.Keep),
        _ => new OutsideChoice(Appointment, deed),
    };

    public static string Text(ProposedStart start) =>
        FormattableString.Invariant($"{start.SiteId} {start.Date:yyyy-MM-dd} {start.StartMinute}");

    public ProposedStart? StartOf() =>
        To?.Split(' ') is [var site, var date, var minute]
        && TypedTime.Number(site) is { } siteId && TypedTime.Date(date) is { } day && TypedTime.Number(minute) is { } start
            ? new ProposedStart(siteId, day, start)
            : null;
}

/// <summary>Publishing, giving up, and going back.</summary>
public sealed partial class IndexModel
{
    [BindProperty, FromForm]
    public List<OutsideInput> Outside { get; set; } = [];

    /// <summary>Saves what becomes of those who fall outside.</summary>
    /// <param name="all">The same for each of them; null: as each says. Who has nowhere to go stays.</param>
    public async Task<IActionResult> OnPostOutsideAsync(OutsideDeed? all, CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        var of = new DraftOf(TownHallId!.Value, Draft, Revision);
        OutsideChoice[] choices = [.. Outside.DistinctBy(one => one.Appointment).Select(one => one.Choice(all ?? one.Deed))];
        if (await endings.Choose.RunAsync(HttpContext.AgentActor(), of, choices, ct) is ChangeDraftResult.Refused refused)
        {
            return await RefusedAsync(refused.Reason, null, PostedSection.None, ct);
        }

        if (!Request.Headers.ContainsKey("HX-Request"))
        {
            return Redirect("~" + Here!.Href + "#avant");
        }

        Response.Headers["HX-Reswap"] = HtmxFormTagHelper.KeepScroll;
        ModelState.Clear();
        AskedDraft = Draft;
        return await OnGetAsync(ct);
    }

    public async Task<IActionResult> OnPostPublishAsync(string? seen, CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        var of = new DraftOf(TownHallId!.Value, Draft, Revision);
        var shown = (seen ?? "").Split(',').Select(id => Guid.TryParse(id, out var one) ? one : Guid.Empty).ToHashSet();
        switch (await endings.Publish.RunAsync(HttpContext.AgentActor(), of, shown, ct))
        {
            case PublishResult.Published published:
                Notice = published.HoldsEnded > 0 ? words["HoldsEnded", published.HoldsEnded] : null;
                var after = Here! with { DraftId = null };
                return Redirect(FormattableString.Invariant($"~{after.Href}&publie={published.PublicationId}"));
            case PublishResult.Conflicts:
                ModelState.AddModelError("", words["PublishConflicts"]);
                return await ShowAsync(PostedSection.None, ct);
            case PublishResult.OthersOutside:
                ModelState.AddModelError("", words["PublishOthersOutside"]);
                return await ShowAsync(PostedSection.None, ct);
            case PublishResult.StartTaken { AppointmentId: var id }:
                var page = await ShowAsync(PostedSection.None, ct);
                var who = Preview?.Preview.NewlyOutside.FirstOrDefault(one => one.Appointment.Id == id)?.Appointment;
                ModelState.AddModelError("", words["PublishStartTaken", who is null ? "" : words.People(who)]);
                return page;
            case PublishResult.Refused refused:
                return await RefusedAsync(refused.Reason, null, PostedSection.None, ct);
            default:
                throw new InvalidOperationException("An answer that is not known.");
        }
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        await endings.Discard.RunAsync(HttpContext.AgentActor(), TownHallId!.Value, Draft ?? 0, ct);
        Notice = words["Discarded"];
        return Redirect("~" + (Here! with { DraftId = null }).Href);
    }

    public async Task<IActionResult> OnPostUndoAsync(int publication, CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        switch (await endings.Undo.RunAsync(HttpContext.AgentActor(), TownHallId!.Value, publication, ct))
        {
            case UndoPublicationResult.Undone undone:
                Notice = string.Join(' ', Sentences(undone));
                return Redirect("~" + (Here! with { DraftId = null }).Href);
            case UndoPublicationResult.Conflicts:
                ModelState.AddModelError("", words["UndoConflicts"]);
                return await ShowAsync(PostedSection.None, ct);
            case UndoPublicationResult.Retired:
                ModelState.AddModelError("", words["Refused_Retired"]);
                return await ShowAsync(PostedSection.None, ct);
            default:
                // A second click on the same button: what was wanted is done
                Notice = words["UndoneAlready"];
                return Redirect("~" + (Here! with { DraftId = null }).Href);
        }
    }

    /// <summary>Ends a conflict with what somebody else has published: theirs, or mine in spite of it.</summary>
    public async Task<IActionResult> OnPostConflictAsync(string key, bool mine, CancellationToken ct)
    {
        if (await LoadPostedAsync(ct) is { } answer)
        {
            return answer;
        }

        var conflicts = Shown.Published.ConflictsWith(Shown.Draft?.ReadChanges() ?? []);
        if (conflicts.FirstOrDefault(one => one.Change.Key == key) is not { } conflict)
        {
            return Redirect("~" + Here!.Href);
        }

        HoursEdit[] edits = (mine, conflict.Published, conflict.Change.After) switch
        {
            (true, not null, var own) => [new HoursEdit(key, own)],
            (true, null, { } own) => [new HoursEdit(key, null), new HoursEdit(null, own)],
            _ => [new HoursEdit(key, conflict.Published)],
        };
        return await ChangeAsync(edits, PostedSection.None, ct);
    }

    private IEnumerable<string> Sentences(UndoPublicationResult.Undone undone)
    {
        yield return words[undone.WithPeople ? "UndoneWithPeople" : "UndoneHours"];
        if (undone.Left.Count > 0)
        {
            yield return words["UndoneLeft", undone.Left.Count];
        }

        if (undone.Outside.Count > 0)
        {
            yield return words["UndoneOutside", undone.Outside.Count];
        }
    }
}
