using Creneau.Agents.Passkeys;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Agents;

internal sealed class AgentAccountMap : IEntityTypeConfiguration<AgentAccount>
{
    public void Configure(EntityTypeBuilder<AgentAccount> builder)
    {
        builder.ToTable("agent");
        builder.HasIndex(agent => agent.NormalizedEmail).IsUnique();
        builder.Property(agent => agent.Name).HasMaxLength(AgentAccount.LongestName);
        builder.Property(agent => agent.Email).HasMaxLength(AgentAccount.LongestEmail);
        builder.Property(agent => agent.NormalizedEmail).HasMaxLength(AgentAccount.LongestEmail);
        builder.Property(agent => agent.ProviderIssuer).HasMaxLength(AgentAccount.LongestIssuer);
        builder.HasIndex(agent => agent.ProviderSubjectHash).IsUnique();
        builder.Property(agent => agent.ConcurrencyStamp).IsConcurrencyToken();
        // The address is the name; phones and lock-outs are not kept in accounts
        builder.Ignore(agent => agent.PhoneNumber);
        builder.Ignore(agent => agent.PhoneNumberConfirmed);
        builder.Ignore(agent => agent.LockoutEnd);
        builder.Ignore(agent => agent.LockoutEnabled);
        builder.Ignore(agent => agent.AccessFailedCount);
        builder.Ignore(agent => agent.HasJoined);
    }
}

internal sealed class AgentMembershipMap : IEntityTypeConfiguration<AgentMembership>
{
    public void Configure(EntityTypeBuilder<AgentMembership> builder)
    {
        builder.ToTable("agent_membership", table => table.HasCheckConstraint(
            "agent_membership_is_of_a_town_hall_or_the_platform", "(role IN (4, 5)) = (town_hall_id IS NULL)"));
        builder.HasIndex(membership => new { membership.AgentId, membership.TownHallId }).IsUnique();
        builder.HasIndex(membership => membership.AgentId, "ix_agent_membership_of_the_platform").IsUnique()
            .HasFilter("town_hall_id IS NULL");
        builder.HasIndex(membership => membership.TownHallId);
        builder.HasOne(membership => membership.Agent).WithMany().HasForeignKey(membership => membership.AgentId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<TownHall>().WithMany().HasForeignKey(membership => membership.TownHallId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AgentSessionMap : IEntityTypeConfiguration<AgentSession>
{
    public void Configure(EntityTypeBuilder<AgentSession> builder)
    {
        builder.ToTable("agent_session");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Device).HasMaxLength(AgentSession.LongestDevice);
        builder.HasIndex(session => session.AgentId);
        builder.HasIndex(session => session.EndsUtc);
        builder.HasOne<AgentAccount>().WithMany().HasForeignKey(session => session.AgentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<TownHall>().WithMany().HasForeignKey(session => session.TownHallId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoveryCodeMap : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("agent_recovery_code");
        builder.HasKey(code => new { code.AgentId, code.CodeHash });
        builder.HasOne<AgentAccount>().WithMany().HasForeignKey(code => code.AgentId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class AgentSets
{
    extension(CreneauDb db)
    {
        public DbSet<AgentAccount> Agents => db.Set<AgentAccount>();

        public DbSet<AgentMembership> AgentMemberships => db.Set<AgentMembership>();

        public DbSet<AgentSession> AgentSessions => db.Set<AgentSession>();

        public DbSet<AgentPasskey> AgentPasskeys => db.Set<AgentPasskey>();

        public DbSet<RecoveryCode> RecoveryCodes => db.Set<RecoveryCode>();
    }
}
