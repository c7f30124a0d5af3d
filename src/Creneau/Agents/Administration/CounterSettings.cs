using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Agents.Administration;

/// <summary>What a town hall has set for its counter.</summary>
public sealed record CounterSetting(bool RequiresSecondFactor, int CancelDelaySeconds);

/// <summary>Reads the settings that <see cref="ChangeCounterSettings"/> writes.</summary>
public sealed class CounterSettings(IDbContextFactory<CreneauDb> contexts, StorageProvider storage)
{
    /// <returns>Null when there is no such town hall.</returns>
    public Task<CounterSetting?> OfAsync(int townHallId, CancellationToken ct) => contexts.ReadAsync(
        storage,
        db => db.TownHalls.Where(row => row.Id == townHallId)
            .Select(row => new CounterSetting(row.RequiresSecondFactor, row.CancelDelaySeconds)).SingleOrDefaultAsync(ct),
        ct);
}
