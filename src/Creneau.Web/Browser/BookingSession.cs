using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Keys;
using Creneau.Web.Pages.Shared.Forms;

namespace Creneau.Web.Browser;

/// <summary>
/// The booking session of a browser: the slot that it holds, the appointment that it has proven to be its own, and the draft of the
/// form. Methods that write the state cookie must be called before the answer starts.
/// </summary>
public sealed class BookingSession(
    VisitorCookie visitors,
    BookingStateCookie cookie,
    BrowserDrafts drafts,
    FindAppointment find,
    CommuneReader communes,
    PlatformKeys keys,
    TimeProvider clock)
{
    public DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public Actor ActorOf(HttpContext context) => visitors.Of(context);

    public BookingState StateOf(HttpContext context) => cookie.Read(context);

    /// <summary>The hold of this browser, live or not; renews the state cookie.</summary>
    public async Task<Appointment?> FindHoldAsync(HttpContext context, CancellationToken ct)
    {
        if (await FindHoldWithoutRenewalAsync(context, ct) is not { } hold)
        {
            return null;
        }

        cookie.Write(context, StateOf(context));
        return hold;
    }

    /// <summary>
    /// For requests that a script sends by itself: their answer may arrive after the next page's, whose cookie must stay.
    /// </summary>
    public async Task<Appointment?> FindHoldWithoutRenewalAsync(HttpContext context, CancellationToken ct) =>
        StateOf(context).HoldId is { } id ? await find.HoldAsync(ActorOf(context), id, ct) : null;

    /// <summary>The appointment that this browser opened by link, by reference and contact, or by confirming it.</summary>
    public async Task<OpenedAppointment?> FindAppointmentAsync(HttpContext context, CancellationToken ct)
    {
        var state = StateOf(context);
        if (state.Access is not { } access || await find.ByAccessAsync(access, ct) is not { } opened)
        {
            return null;
        }

        cookie.Write(context, state);
        return opened;
    }

    /// <param name="search">Query of the search, to return to it; null: the known one stays.</param>
    public void SetHold(HttpContext context, Guid holdId, string? search)
    {
        var state = StateOf(context);
        cookie.Write(context, state with
        {
            HoldId = holdId,
            Search = search ?? state.Search,
            FormVersion = state.FormVersion ?? FormId.New(),
            Refusal = state.Refusal?.HoldId == holdId ? state.Refusal : null,
        });
    }

    /// <summary>Gives this browser access to an appointment. Where its hold has become it, the draft is erased.</summary>
    public async Task SetAppointmentAsync(HttpContext context, AppointmentAccess access, AppointmentNotice notice, CancellationToken ct)
    {
        var state = StateOf(context);
        if (state.HoldId == access.AppointmentId)
        {
            await drafts.EraseAsync(context, ct);
            state = state with { HoldId = null, FormVersion = null };
        }
        else if (await FindPartyNamesAsync(context, ct) is not null)
        {
            await drafts.SaveAsync(context, (await FindDraftAsync(context, ct))! with { PartyNames = null }, null, ct);
        }

        cookie.Write(context, state with
        {
            Access = access,
            Notice = notice,
            Refusal = state.Refusal?.HoldId == access.AppointmentId ? null : state.Refusal,
        });
    }

    /// <summary>As <see cref="SetAppointmentAsync"/>, with the names for the notice; they are kept in the draft.</summary>
    public async Task SetPartyChangedAsync(HttpContext context, AppointmentAccess access, PartyNames names, CancellationToken ct)
    {
        await SetAppointmentAsync(context, access, AppointmentNotice.PartyChanged, ct);
        var version = EnsureFormVersion(context);
        var draft = await drafts.FindAsync(context, version, ct) ?? new DraftContent(version);
        await drafts.SaveAsync(context, draft with { PartyNames = names }, null, ct);
    }

    /// <summary>The names for the notice <see cref="AppointmentNotice.PartyChanged"/>; null when there are none to be shown.</summary>
    public async Task<PartyNames?> FindPartyNamesAsync(HttpContext context, CancellationToken ct) =>
        StateOf(context) is { Notice: AppointmentNotice.PartyChanged } state
            ? (await drafts.FindAsync(context, state.FormVersion, ct))?.PartyNames
            : null;

    /// <summary>After the hold was given back: forgets it and its draft. An appointment beside it is no news any more.</summary>
    public async Task ForgetHoldAsync(HttpContext context, CancellationToken ct)
    {
        cookie.Write(context, StateOf(context) with { HoldId = null, FormVersion = null, Refusal = null, Notice = AppointmentNotice.None });
        await drafts.EraseAsync(context, ct);
    }

    /// <summary>Forgets everything, so that the next person at this browser finds nothing.</summary>
    public async Task CloseAsync(HttpContext context, CancellationToken ct)
    {
        cookie.Write(context, new BookingState());
        await drafts.EraseAsync(context, ct);
    }

    public void SetRefusal(HttpContext context, ConfirmationRefusal? refusal) =>
        cookie.Write(context, StateOf(context) with { Refusal = refusal });

    /// <summary>Whether a form was filled in and not sent.</summary>
    public async Task<bool> HasDraftAsync(HttpContext context, CancellationToken ct) =>
        (await FindDraftAsync(context, ct))?.Input?.HasContent == true;

    /// <summary>
    /// What the form of a hold is filled in with: the draft, else what was sent for it, with what waits for a form that asks for it.
    /// </summary>
    public async Task<PartyInput> FillFormAsync(HttpContext context, Appointment hold, CancellationToken ct)
    {
        var draft = await FindDraftAsync(context, ct);
        if (draft?.Input is { } input)
        {
            return input;
        }

        return StoredWith(hold).MergeWaiting(draft?.Waiting);
    }

    /// <summary>
    /// Saves what was sent for a hold that is replaced: the new one may be for fewer people, and the one after it for all.
    /// </summary>
    public async Task SaveDraftOfReplacedAsync(HttpContext context, Appointment replaced, CancellationToken ct)
    {
        if (replaced.Contact is not null && !replaced.Status.Claims() && StateOf(context).FormVersion is { } version)
        {
            await drafts.SaveAsync(context, new DraftContent(version, await FillFormAsync(context, replaced, ct)), replaced, ct);
        }
    }

    /// <summary>Saves the form as it is filled in, right or wrong, with what waits for a form that asks for it. Writes no cookie.</summary>
    /// <param name="blocks">What the form asks of each person.</param>
    public async Task SaveDraftAsync(
        HttpContext context, Appointment hold, PartyInput input, IReadOnlyList<PersonBlock> blocks, CancellationToken ct)
    {
        if (StateOf(context).FormVersion is { } version)
        {
            var waiting = WaitingFor(await FindDraftAsync(context, ct), blocks);
            await drafts.SaveAsync(context, new DraftContent(version, input.MergeWaiting(waiting)), hold, ct);
        }
    }

    /// <summary>Saves a form whose hold this browser has no more, for the next hold.</summary>
    /// <returns>False when it is empty, or too long to be kept.</returns>
    public async Task<bool> SaveDraftForNextHoldAsync(HttpContext context, PartyInput input, CancellationToken ct)
    {
        input.ResizeTo(Math.Min(input.People.Count, Appointment.MaxPeople));
        return input.HasContent && await drafts.SaveAsync(context, new DraftContent(EnsureFormVersion(context), input), null, ct);
    }

    /// <summary>
    /// The people of an appointment that their town hall cancelled look for another start: the next form is filled in with them. What
    /// somebody was typing in this browser stays.
    /// </summary>
    public async Task SaveDraftOfCancelledAsync(HttpContext context, Appointment cancelled, CancellationToken ct)
    {
        if (!await HasDraftAsync(context, ct))
        {
            await SaveDraftForNextHoldAsync(context, StoredWith(cancelled), ct);
        }
    }

    /// <summary>The form was emptied: erases the draft, and makes forms in other tabs out of date.</summary>
    public async Task ClearFormAsync(HttpContext context, CancellationToken ct)
    {
        SetNewFormVersion(context);
        await drafts.EraseAsync(context, ct);
    }

    /// <summary>
    /// The form was sent and is stored with the hold: only what it does not ask for stays in the draft. Forgets a refusal.
    /// </summary>
    /// <param name="blocks">What the form asks of each person.</param>
    public async Task SetFormSentAsync(HttpContext context, Appointment hold, IReadOnlyList<PersonBlock> blocks, CancellationToken ct)
    {
        var waiting = WaitingFor(await FindDraftAsync(context, ct), blocks);
        var version = SetNewFormVersion(context);
        await drafts.SaveAsync(context, new DraftContent(version, null, waiting), hold, ct);
        SetRefusal(context, null);
    }

    private PartyInput StoredWith(Appointment appointment)
    {
        var stored = PartyInput.From(appointment, keys);
        stored.Contact.Commune = communes.LabelOf(appointment.CommuneInsee);
        return stored;
    }

    private Task<DraftContent?> FindDraftAsync(HttpContext context, CancellationToken ct) =>
        drafts.FindAsync(context, StateOf(context).FormVersion, ct);

    private static PartyInput? WaitingFor(DraftContent? draft, IReadOnlyList<PersonBlock> blocks) =>
        (draft?.Input ?? draft?.Waiting)?.NotAskedBy(blocks);

    private string EnsureFormVersion(HttpContext context) => StateOf(context).FormVersion ?? SetNewFormVersion(context);

    private string SetNewFormVersion(HttpContext context)
    {
        var version = FormId.New();
        cookie.Write(context, StateOf(context) with { FormVersion = version });
        return version;
    }
}
