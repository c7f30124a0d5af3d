using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications;

/// <summary>Reads what the demo sent. Empty in any other database.</summary>
public sealed class DemoMailbox(IDbContextFactory<CreneauDb> contexts)
{
    /// <summary>The latest messages, newest first.</summary>
    /// <param name="address">An e-mail address, or a phone number in international form; null or blank for all.</param>
    /// <param name="most">1 to 200.</param>
    public async Task<IReadOnlyList<DemoMessage>> LatestAsync(string? address, int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var messages = db.DemoMessages.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(address))
        {
            // Lower-casing is left to the database, which knows ASCII: enough for addresses
#pragma warning disable CA1304, CA1311, CA1862 // translated to SQL, where cultures and comparisons have no say
            var wanted = address.Trim().ToLowerInvariant();
            messages = messages.Where(message => message.Address.ToLower() == wanted);
#pragma warning restore CA1304, CA1311, CA1862
        }

        return await messages.OrderByDescending(message => message.Id).Take(Math.Clamp(most, 1, 200)).ToListAsync(ct);
    }

    /// <returns>One message, or null.</returns>
    public async Task<DemoMessage?> FindAsync(long id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.DemoMessages.AsNoTracking().SingleOrDefaultAsync(message => message.Id == id, ct);
    }
}
