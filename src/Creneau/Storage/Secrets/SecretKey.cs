namespace Creneau.Storage.Secrets;

/// <summary>A key of the platform, wrapped by the master key that lives outside the database.</summary>
public sealed class SecretKey
{
    private SecretKey()
    {
    }

    public SecretKey(string purpose, int version, byte[] wrapped, DateTime createdUtc)
    {
        Purpose = purpose;
        Version = version;
        Wrapped = wrapped;
        CreatedUtc = createdUtc;
    }

    public string Purpose { get; private set; } = "";
    public int Version { get; private set; }
    public byte[] Wrapped { get; private set; } = [];
    public DateTime CreatedUtc { get; private set; }
}
