using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Notes;
using Creneau.Appointments.Slips;
using Creneau.Availability;
using Creneau.Changes;
using Creneau.Changes.Cancelling;
using Creneau.Counter.People;
using Creneau.Offers;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Shared.Forms;
using Creneau.Web.Pages.Shared.Slots;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Appointments;

public sealed class DetailsInput
{
    /// <summary>« Téléphone ou e-mail »; empty: nobody can be written to.</summary>
    public string? Contact { get; set; }

    public string? Commune { get; set; }

    /// <summary>False: « ne pas prévenir ».</summary>
    public bool Tells { get; set; } = true;

    public string? Note { get; set; }
}

/// <summary>One appointment as agents see it, with everything that they do to it.</summary>
[RequireRight(Rights.Appointments | Rights.Relay, AnyOf = true)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(
    DetailsReading reading,
    ChangeContact changeContact,
    UndoCancellation undo,
    FreeNow freeNow,
    RestoreAppointment restore,
    WriteNote writeNote,
    RemoveNote removeNote,
    PrintSlip printSlip,
    ReadOffer offers,
    PartyFormReader reader,
    CommuneReader communes,
    SlotWords slotWords,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<CounterTexts> texts) : AppointmentPage(reading)
{
    [BindProperty, FromForm]
    public DetailsInput Input { get; set; } = new();

    public int AgentId => HttpContext.SignedInAgent().AgentId;

    public bool IsAhead => Appointment.IsAhead(availability.Places, NowUtc);

    public bool MayBeRestored =>
        Appointment.Status == AppointmentStatus.Cancelled && availability.Places.StartUtc(Appointment.Slot) > NowUtc;

    /// <summary>Other starts are offered instead of it.</summary>
    public bool HasOffer { get; private set; }

    /// <summary>Until a cancellation is carried out; zero when it is due. Null: none is asked for.</summary>
    public int? CancelledInSeconds =>
        Appointment.CancelAtUtc is { } at ? Math.Max(0, (int)Math.Ceiling((at - NowUtc).TotalSeconds)) : null;

    public string? CommuneName => communes.LabelOf(Appointment.CommuneInsee);

    /// <summary>What stands in the way of restoring, when the agent may see it.</summary>
    public Guid? InTheWay { get; private set; }

    public IReadOnlyList<SlotOffer> Offers { get; private set; } = [];

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        FillIn();
        HasOffer = await offers.OfAsync(Appointment, ct) is not null;
        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return ToDetails($"Undo_{await undo.RunAsync(Agent, Access, ct)}");
    }

    public async Task<IActionResult> OnPostFreeNowAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return ToDetails($"FreeNow_{await freeNow.RunAsync(Agent, Access, ct)}");
    }

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        switch (await restore.RunAsync(Agent, Access, silent: !Input.Tells, ct))
        {
            case RestoreResult.Restored:
                return ToDetails("Restored");
            case RestoreResult.Taken taken:
                (Refusal, InTheWay) = (texts["RestoreTaken"], taken.AppointmentId);
                Offers = slotWords.Offers(taken.Instead);
                break;
            case RestoreResult.Duplicate duplicate:
                (Refusal, InTheWay) = (texts["RestoreDuplicate"], duplicate.Seen.Count > 0 ? duplicate.Seen[0].AppointmentId : null);
                break;
            case RestoreResult.NotTold:
                Refusal = texts["ToldEnough"];
                break;
            case RestoreResult.NotCancelled:
                return ToDetails("Restored");
            default:
                Refusal = texts["GoneMeanwhile"];
                break;
        }

        FillIn();
        return Page();
    }

    public async Task<IActionResult> OnPostContactAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var contact = reader.ReadEither(ModelState, "Input.Contact", Input.Contact, Appointment.Language);
        var commune = communes.Read(ModelState, "Input.Commune", Input.Commune);
        if (!ModelState.IsValid || HasChangedSince())
        {
            return Page();
        }

        return ToDetails($"Contact_{await changeContact.RunAsync(Agent, Access, contact, commune, silent: !Input.Tells, ct)}");
    }

    public async Task<IActionResult> OnPostNoteAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        switch (await writeNote.RunAsync(Agent, Access, HttpContext.SignedInAgent().Name, Input.Note, ct))
        {
            case WriteNoteResult.Written:
                return ToDetails("NoteWritten");
            case WriteNoteResult.Empty:
                ModelState.AddModelError("Input.Note", texts["NoteEmpty"]);
                break;
            case WriteNoteResult.TooLong:
                ModelState.AddModelError("Input.Note", texts["NoteTooLong", AppointmentNote.Longest, Input.Note!.Trim().Length]);
                break;
            default:
                Refusal = texts["GoneMeanwhile"];
                break;
        }

        FillInContact();
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveNoteAsync(Guid id, long noteId, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return ToDetails(await removeNote.RunAsync(Agent, Access, noteId, ct) ? "NoteRemoved" : "GoneMeanwhile");
    }

    public async Task<IActionResult> OnPostSlipAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await printSlip.RunAsync(Agent, Access, ct) ? RedirectToPage("Slip", new { id }) : ToDetails("GoneMeanwhile");
    }

    private void FillIn()
    {
        ModelState.Clear();
        FillInContact();
    }

    private void FillInContact() =>
        (Input.Contact, Input.Commune) = (
            Appointment.Email ?? (Appointment.Phone is { } phone ? ContactReader.Shown(phone) : null), CommuneName);
}
