using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.TownHalls;

/// <summary>What citizens are told, and on which days.</summary>
/// <param name="English">Null: in French to everybody.</param>
/// <param name="Last">Included.</param>
public sealed record NewNotice(string French, string? English, DateOnly First, DateOnly Last);

/// <summary>Tells everybody who looks for an appointment at a town hall something, for some days.</summary>
public sealed class PostNotice(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Writes the notice; a refusal has written nothing but its audit row.</summary>
    public Task<SaveResult> RunAsync(Actor actor, int townHallId, NewNotice notice, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "notice-post", async transaction =>
        {
            var entry = new AuditEntry("notice-post", Subject(townHallId));
            if (!await MayAsync(transaction, townHallId, entry, ct)
                || await transaction.Db.TownHalls.AsNoTracking().SingleOrDefaultAsync(row => row.Id == townHallId, ct) is not { } townHall)
            {
                return Refused(SaveRefusal.NotFound);
            }

            var checks = new FieldChecks()
                .Text(nameof(NewNotice.French), notice.French, Notice.LongestText)
                .Text(nameof(NewNotice.English), notice.English, Notice.LongestText, isRequired: false)
                .When(
                    notice.Last < notice.First || notice.Last < Today(townHall, transaction.NowUtc),
                    nameof(NewNotice.Last),
                    FieldProblem.Reversed);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            var made = new Notice(
                townHallId, notice.French.Trim(), TypedText.OrNull(notice.English), (notice.First, notice.Last));
            transaction.Db.Add(made);
            await transaction.Db.SaveChangesAsync(ct);
            transaction.Audit(entry with { After = FormattableString.Invariant($"{notice.First:yyyy-MM-dd} {notice.Last:yyyy-MM-dd}") });
            return await SavedAsync(transaction, availability, made.Id, ct);
        }, ct);
}
