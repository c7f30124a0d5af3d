using Creneau.Acting;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Services;

/// <summary>
/// Changes the minutes that a kind of service has on the whole platform. Town halls that have set their own keep them; appointments
/// that are made keep their length.
/// </summary>
public sealed class ChangeServiceKind(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Writes the minutes; a refusal has written nothing but its audit row.</summary>
    /// <param name="seen">The minutes with which the form was opened, see <see cref="SectionVersion"/>.</param>
    public Task<SaveResult> RunAsync(Actor actor, string kindCode, string seen, ServiceMinutes minutes, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "service-kind-change", async transaction =>
        {
            var entry = new AuditEntry("service-kind-change", $"kind:{kindCode}");
            if (!await MayAsPlatformAsync(transaction, entry, ct)
                || await transaction.Db.ServiceKinds.SingleOrDefaultAsync(row => row.Code == kindCode, ct) is not { } kind)
            {
                return Refused(SaveRefusal.NotFound);
            }

            if (SectionVersion.Of(kind.Minutes) != seen)
            {
                return Refused(SaveRefusal.ChangedSince);
            }

            var checks = new FieldChecks()
                .Range(nameof(ServiceMinutes.First), minutes.First, 5, ServiceDetails.MostMinutes)
                .Range(nameof(ServiceMinutes.Further), minutes.Further, 0, ServiceDetails.MostMinutes);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            transaction.Audit(entry with { Before = Text(kind.Minutes), After = Text(minutes) });
            kind.SetMinutes(minutes);
            return await SavedAsync(transaction, availability, kind.Id, ct);
        }, ct);

    private static string Text(ServiceMinutes minutes) => FormattableString.Invariant($"first:{minutes.First} further:{minutes.Further}");
}
