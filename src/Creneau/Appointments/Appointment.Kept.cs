using Creneau.Acting;
using Creneau.Availability;

namespace Creneau.Appointments;

/// <summary>Starts that are kept for known people: what a town hall that cancels offers (rule 7), and moves in drafts of hours.</summary>
public sealed partial class Appointment
{
    /// <summary>Of a start that is kept for somebody: the cancelled appointment that it may replace; null for all others.</summary>
    public Guid? ReplacesId { get; private set; }

    /// <summary>The cancellation of several that it is, or was, part of; null for all others.</summary>
    public int? CancelRunId { get; private set; }

    /// <summary>Keeps a start for the people of an appointment that their town hall cancels; nobody is named.</summary>
    internal static Appointment HoldInsteadOf(
        Appointment cancelled, Guid id, SlotTime slot, IReadOnlyList<int> serviceIds, (DateTime NowUtc, DateTime UntilUtc) kept)
    {
        var hold = new Appointment
        {
            Id = id,
            Reference = Appointments.Reference.Create(),
            ReplacesId = cancelled.Id,
            Status = AppointmentStatus.Held,
            Channel = BookingChannel.Platform,
            CreatedUtc = kept.NowUtc,
            HeldUntilUtc = kept.UntilUtc,
            Language = cancelled.Language,
            DeleteAfterUtc = kept.UntilUtc + AbandonedKept,
        };
        hold.SetApplicants(serviceIds.Select((service, ordinal) => new Applicant(ordinal, service)));
        hold.SetSlot(slot);
        hold.AddEvent(AppointmentEventKind.Held, null, kept.NowUtc, EventReasons.Offer);
        return hold;
    }

    /// <summary>Confirmed again, under the same reference and link, at a start that the town hall offered.</summary>
    /// <param name="serviceIds">Of the planning there, one per person in the order of the form.</param>
    internal void TakeOffered(SlotTime slot, IReadOnlyList<int> serviceIds, DateTime nowUtc, DateTime deleteAfterUtc)
    {
        _applicants.ForEach(applicant => applicant.SetService(serviceIds[applicant.Ordinal]));
        Restore(slot, nowUtc, deleteAfterUtc, EventReasons.Offer);
    }

    /// <summary>Of a start that is kept for a draft of hours; null for all others.</summary>
    public int? DraftId { get; private set; }

    /// <summary>Keeps a start to which a draft of hours would move an appointment; nobody is named.</summary>
    internal static Appointment HoldForDraft(
        Appointment moved, Guid id, SlotTime slot, int draftId, (DateTime NowUtc, DateTime UntilUtc) kept)
    {
        var hold = new Appointment
        {
            Id = id,
            Reference = Appointments.Reference.Create(),
            DraftId = draftId,
            Status = AppointmentStatus.Held,
            Channel = BookingChannel.Platform,
            CreatedUtc = kept.NowUtc,
            HeldUntilUtc = kept.UntilUtc,
            Language = moved.Language,
            DeleteAfterUtc = kept.UntilUtc + AbandonedKept,
        };
        hold.SetApplicants(moved.ServiceIds.Select((service, ordinal) => new Applicant(ordinal, service)));
        hold.SetSlot(slot);
        hold.AddEvent(AppointmentEventKind.Held, null, kept.NowUtc, EventReasons.Hours);
        return hold;
    }

    /// <summary>The draft was touched: its start is kept for as long again.</summary>
    internal void KeepForDraft(DateTime untilUtc) => SetHeldUntil(untilUtc);
}
