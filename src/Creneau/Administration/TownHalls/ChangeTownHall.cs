using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.TownHalls;

/// <summary>How a town hall is reached.</summary>
/// <param name="Phone">Told where neither planning nor site has its own; null: none.</param>
public sealed record TownHallContact(string? Phone)
{
    public static TownHallContact From(TownHall townHall) => new(townHall.Phone);
}

/// <summary>Changes how a town hall is reached.</summary>
public sealed class ChangeTownHall(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Writes the contact; a refusal has written nothing but its audit row.</summary>
    /// <param name="seen">See <see cref="SectionVersion"/>.</param>
    public Task<SaveResult> RunAsync(Actor actor, int townHallId, string seen, TownHallContact contact, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "town-hall-change", async transaction =>
        {
            var entry = new AuditEntry("town-hall-change", Subject(townHallId));
            if (!await MayAsync(transaction, townHallId, entry, ct)
                || await transaction.Db.TownHalls.SingleOrDefaultAsync(row => row.Id == townHallId, ct) is not { } townHall)
            {
                return Refused(SaveRefusal.NotFound);
            }

            var before = TownHallContact.From(townHall);
            if (SectionVersion.Of(before) != seen)
            {
                return Refused(SaveRefusal.ChangedSince);
            }

            var phone = TypedText.OrNull(contact.Phone);
            var checks = new FieldChecks().Phone(nameof(TownHallContact.Phone), phone);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            townHall.SetPhone(phone);
            transaction.Audit(entry with { After = SectionVersion.Changes(before, TownHallContact.From(townHall)) });
            return await SavedAsync(transaction, availability, townHallId, ct);
        }, ct);
}
