using Creneau.Booking;
using Creneau.Privacy;
using Creneau.Web.Html;

namespace Creneau.Web.Pages.Booking;

/// <summary>Who sits at this browser: what is kept for them, and which appointment they have proven to be theirs.</summary>
public sealed class Booker(VisitorCookie visitors, BookingCookie cookie, TypedCookie typed, FindAppointment find, Keys keys, TimeProvider clock)
{
    public DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public Visitor VisitorOf(HttpContext context) => visitors.Of(context);

    public BookingState StateOf(HttpContext context) => cookie.Read(context);

    /// <summary>The hold that this browser is at, whatever has become of it.</summary>
    public async Task<Appointment?> HoldAsync(HttpContext context, CancellationToken ct)
    {
        if (await HoldUnseenAsync(context, ct) is not { } hold)
        {
            return null;
        }

        cookie.Write(context, StateOf(context));
        return hold;
    }

    /// <summary>For what a script sends on its own: its answer may come after the next page's, and must not set the state back.</summary>
    public async Task<Appointment?> HoldUnseenAsync(HttpContext context, CancellationToken ct) =>
        StateOf(context).HoldId is { } id && await find.ByIdAsync(id, ct) is { } hold && hold.BrowserHash == VisitorOf(context).BrowserHash ? hold : null;

    /// <summary>The appointment that this browser has opened by link, by reference and contact, or by confirming it.</summary>
    public async Task<Appointment?> AppointmentAsync(HttpContext context, CancellationToken ct)
    {
        var state = StateOf(context);
        if (state.AppointmentId is not { } id || await find.ByIdAsync(id, ct) is not { } appointment || appointment.TokenVersion != state.TokenVersion)
        {
            return null;
        }

        cookie.Write(context, state);
        return appointment.Status is AppointmentStatus.Held or AppointmentStatus.Expired ? null : appointment;
    }

    /// <param name="search">Query of the search, to go back to; null: the one known stays.</param>
    public void Keep(HttpContext context, Guid holdId, string? search)
    {
        var state = StateOf(context);
        cookie.Write(context, state with { HoldId = holdId, Search = search ?? state.Search, Told = state.Told?.HoldId == holdId ? state.Told : null });
    }

    /// <param name="leaver">First name of who was just removed from it.</param>
    /// <param name="comer">First name of who was just added to it.</param>
    public void Open(HttpContext context, Appointment appointment, News news, string? leaver = null, string? comer = null)
    {
        var state = StateOf(context);
        if (state.HoldId == appointment.Id)
        {
            // The hold has become it: what another tab still typed for it is nobody's any more
            typed.Forget(context);
        }

        cookie.Write(context, state with
        {
            AppointmentId = appointment.Id,
            TokenVersion = appointment.TokenVersion,
            News = news,
            Leaver = leaver,
            Comer = comer,
            HoldId = state.HoldId == appointment.Id ? null : state.HoldId,
            Told = state.Told?.HoldId == appointment.Id ? null : state.Told,
        });
    }

    /// <summary>The slot is given back, what was typed for it is nobody's any more, and an appointment there is beside it is no news.</summary>
    public void GaveUp(HttpContext context)
    {
        cookie.Write(context, StateOf(context) with { HoldId = null, Told = null, News = News.None });
        typed.Forget(context);
    }

    /// <summary>Since when what is typed counts; see <see cref="Typed"/>.</summary>
    public string? TypedSince(HttpContext context) => typed.Read(context)?.Since;

    /// <summary>Something was left to look for another slot.</summary>
    public bool KeepsTyped(HttpContext context) => typed.Read(context)?.Input?.HasAny == true;

    /// <summary>What stands in « Qui vient ? » when it is opened: what was left there to look for another slot, else what was sent.</summary>
    public PartyInput FilledIn(HttpContext context, Appointment hold)
    {
        var left = typed.Read(context);
        return left?.Input ?? PartyInput.From(hold, keys).With(left?.Behind);
    }

    /// <summary>What was sent for a slot that is given up for another one, which may have place for fewer people: the one after that may have it for all.</summary>
    public void KeepSent(HttpContext context, Appointment before)
    {
        if (before.Contact is not null && !before.Status.Claims()) typed.Write(context, new Typed(FilledIn(context, before), TypedSince(context)));
    }

    /// <summary>
    /// People for whom the slot has no place now stay behind those who come, and so do numbers that it does not ask for:
    /// the next slot may.
    /// </summary>
    /// <param name="blocks">What the form asked of each person.</param>
    public void KeepTyped(HttpContext context, PartyInput input, IReadOnlyList<PersonBlock> blocks)
    {
        var before = typed.Read(context);
        typed.Write(context, new Typed(input.With(BehindOf(before, blocks)), before?.Since));
    }

    /// <summary>What was sent for a slot that this browser has no more waits for the next one.</summary>
    /// <returns>False when there is nothing, or more than a browser can keep.</returns>
    public bool KeepTyped(HttpContext context, PartyInput input)
    {
        input.Fit(Math.Min(input.People.Count, Appointment.MaxPeople));
        return input.HasAny && typed.Write(context, new Typed(input, TypedSince(context)));
    }

    /// <summary>The form is empty from now on, whatever was typed before.</summary>
    public void EmptyTyped(HttpContext context) => typed.Write(context, new Typed(new PartyInput(), FormId.New()));

    /// <summary>What is typed has been sent, and is noted with the hold; what was not asked for waits on.</summary>
    /// <param name="blocks">What the form asked of each person.</param>
    public void Sent(HttpContext context, IReadOnlyList<PersonBlock> blocks)
    {
        typed.Write(context, new Typed(null, FormId.New(), BehindOf(typed.Read(context), blocks)));
        // People or contact are others now: what was told counts no more
        Untell(context);
    }

    /// <summary>Fewer people come than it was sent for: what is typed would stand beside the wrong ones, and what is noted counts.</summary>
    public void LeftOut(HttpContext context) => typed.Write(context, new Typed(null, FormId.New()));

    private static PartyInput? BehindOf(Typed? before, IReadOnlyList<PersonBlock> blocks) => (before?.Input ?? before?.Behind)?.Behind(blocks);

    /// <summary>Notes what became of a hold, so that the page that says so can be opened again.</summary>
    /// <returns>The name of that page; null when the answer is about the code.</returns>
    public async Task<string?> AnswerAsync(HttpContext context, Guid holdId, ConfirmResult result, CancellationToken ct)
    {
        switch (result)
        {
            case ConfirmResult.Confirmed confirmed:
                await OpenAsync(context, confirmed.AppointmentId, News.Confirmed, ct);
                return "Index";
            case ConfirmResult.Duplicate duplicate:
                Tell(context, new Told(holdId, duplicate.Ordinals, duplicate.OwnAppointmentId));
                await OpenAsync(context, duplicate.OwnAppointmentId, News.None, ct);
                return "Code";
            case ConfirmResult.NotConfirmed:
                Tell(context, new Told(holdId, []));
                return "Code";
            case ConfirmResult.HoldGone:
                return "People";
            default:
                return null;
        }
    }

    private async Task OpenAsync(HttpContext context, Guid? id, News news, CancellationToken ct)
    {
        if (id is not null && await find.ByIdAsync(id.Value, ct) is { } appointment)
        {
            Open(context, appointment, news);
        }
    }

    private void Tell(HttpContext context, Told told) => cookie.Write(context, StateOf(context) with { Told = told });

    /// <summary>What was told counts no more.</summary>
    public void Untell(HttpContext context) => cookie.Write(context, StateOf(context) with { Told = null });

    /// <summary>For somebody else's computer: this browser forgets the appointment.</summary>
    public void Leave(HttpContext context)
    {
        cookie.Write(context, new BookingState());
        typed.Forget(context);
    }
}
