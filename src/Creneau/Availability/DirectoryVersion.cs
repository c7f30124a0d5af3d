using Creneau.Storage;

namespace Creneau.Availability;

/// <summary>
/// One row that counts the changes of places, services, phones and of which desk serves which planning: nodes read the
/// directory again when it moves. Hours, closures and bookings leave it alone.
/// </summary>
public sealed class DirectoryVersion
{
    public const int TheOne = 1;

    private DirectoryVersion()
    {
    }

    internal DirectoryVersion(int id, long version) => (Id, Version) = (id, version);

    public int Id { get; private set; }

    public long Version { get; private set; }

    /// <summary>To be called by whoever changes the directory, in the same transaction.</summary>
    public static Task RaiseAsync(CreneauDb db, CancellationToken ct) =>
        db.WriteAsync($"UPDATE directory_version SET version = version + 1", ct);
}
