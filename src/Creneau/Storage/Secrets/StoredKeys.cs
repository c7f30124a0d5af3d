using System.Security.Cryptography;
using Creneau.Keys;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage.Secrets;

/// <summary>The platform's keys as they lie in the database, wrapped by the master key.</summary>
internal static class StoredKeys
{
    private const string ClaimsPurpose = "claims";
    private const string PlatformPurpose = "platform";

    /// <summary>Reads the keys, or makes them in an empty database.</summary>
    /// <exception cref="CryptographicException">The master key is not the one of this database.</exception>
    public static async Task<PlatformKeys> LoadAsync(CreneauDb db, MasterKey master, DateTime nowUtc, CancellationToken ct)
    {
        var rows = await db.Set<SecretKey>().AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0)
        {
            rows = [Fresh(PlatformPurpose, master, nowUtc), Fresh(ClaimsPurpose, master, nowUtc)];
            db.AddRange(rows);
            await db.SaveChangesAsync(ct);
        }

        var claims = Newest(rows, ClaimsPurpose);
        return PlatformKeys.Of((master.Unwrap(claims.Wrapped), claims.Version), master.Unwrap(Newest(rows, PlatformPurpose).Wrapped));
    }

    private static SecretKey Newest(List<SecretKey> rows, string purpose) =>
        rows.Where(row => row.Purpose == purpose).MaxBy(row => row.Version)!;

    private static SecretKey Fresh(string purpose, MasterKey master, DateTime nowUtc) =>
        new(purpose, 1, master.Wrap(RandomNumberGenerator.GetBytes(32)), nowUtc);
}
