using Creneau.Appointments;
using Creneau.Hours.Drafts;
using Creneau.Storage.Checks;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Hours.Publishing;

/// <summary>I4, for starts that drafts of hours keep: each is of a move that an open draft proposes, and the other way round.</summary>
internal sealed class DraftHoldCheck : IInvariantCheck
{
    public string Invariant => "I4";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        var holds = await rows.Db.Appointments.AsNoTracking()
            .Where(row => row.DraftId != null && row.Status == AppointmentStatus.Held)
            .Select(row => new { row.Id, row.DraftId, row.HeldUntilUtc })
            .ToListAsync(ct);
        var drafts = await rows.Db.HoursDrafts.AsNoTracking().Where(draft => draft.State == DraftState.Open).ToListAsync(ct);
        var proposed = drafts.SelectMany(draft => draft.ReadChoices().Select(choice => (DraftId: (int?)draft.Id, choice.HoldId)))
            .Where(one => one.HoldId is not null).ToHashSet();
        rows.Found(
            "start kept for no move of an open draft",
            holds.Where(hold => !proposed.Contains((hold.DraftId, hold.Id))).Select(hold => hold.Id.ToString()));
        rows.Found(
            "open draft whose kept start is none",
            drafts.Where(draft => draft.TouchedUtc + HoursDraft.KeepsStarts > nowUtc)
                .SelectMany(draft => draft.ReadChoices().Select(choice => choice.HoldId).OfType<Guid>())
                .Where(id => holds.TrueForAll(hold => hold.Id != id)).Select(id => id.ToString()));
        await rows.CountAsync("drafts of hours", "hours_draft", ct);
    }
}
