using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Agents.Passkeys;

/// <summary>A passkey of an agent: the public half of a key that a device or a security key holds.</summary>
public sealed class AgentPasskey
{
    public const int LongestName = 60;

    /// <summary>An account holds no more of them.</summary>
    public const int Most = 10;

    private AgentPasskey()
    {
    }

    /// <param name="name">As its owner calls it: « Téléphone », « Poste du guichet 2 ».</param>
    public AgentPasskey(int agentId, string name, UserPasskeyInfo checkedKey, DateTime nowUtc)
    {
        (AgentId, Name, CreatedUtc) = (agentId, name, nowUtc);
        (CredentialId, PublicKey, IsBackupEligible) = (checkedKey.CredentialId, checkedKey.PublicKey, checkedKey.IsBackupEligible);
        Transports = string.Join(' ', checkedKey.Transports ?? []);
        (SignCount, IsBackedUp) = (checkedKey.SignCount, checkedKey.IsBackedUp);
    }

    public int Id { get; private set; }

    public int AgentId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The authenticator's name for it, by which it is found.</summary>
    public byte[] CredentialId { get; private set; } = [];

    public byte[] PublicKey { get; private set; } = [];

    /// <summary>How the browser reaches it, separated by spaces: "internal hybrid".</summary>
    public string Transports { get; private set; } = "";

    /// <summary>How often it was used, as the authenticator counts; 0 for those that do not count.</summary>
    public long SignCount { get; private set; }

    /// <summary>It may be copied to other devices of its owner.</summary>
    public bool IsBackupEligible { get; private set; }

    public bool IsBackedUp { get; private set; }

    public DateTime CreatedUtc { get; private set; }

    /// <summary>When it last opened a session; null: never.</summary>
    public DateTime? LastUsedUtc { get; private set; }

    /// <summary>As Identity checks it.</summary>
    internal UserPasskeyInfo ToInfo() => new(
        CredentialId, PublicKey, CreatedUtc, (uint)SignCount, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        isUserVerified: true, IsBackupEligible, IsBackedUp, attestationObject: [], clientDataJson: []);
}

internal sealed class AgentPasskeyMap : IEntityTypeConfiguration<AgentPasskey>
{
    public void Configure(EntityTypeBuilder<AgentPasskey> builder)
    {
        builder.ToTable("agent_passkey");
        builder.Property(passkey => passkey.Name).HasMaxLength(AgentPasskey.LongestName);
        builder.HasIndex(passkey => passkey.CredentialId).IsUnique();
        builder.HasIndex(passkey => passkey.AgentId);
        builder.HasOne<AgentAccount>().WithMany().HasForeignKey(passkey => passkey.AgentId).OnDelete(DeleteBehavior.Cascade);
    }
}
