using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Availability;

internal sealed class DeskMap : IEntityTypeConfiguration<Desk>
{
    public void Configure(EntityTypeBuilder<Desk> builder)
    {
        builder.ToTable("desk");
        builder.Property(desk => desk.Name).HasMaxLength(Desk.LongestName);
        builder.HasOne<Site>().WithMany().HasForeignKey(desk => desk.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(desk => desk.Plannings).WithOne().HasForeignKey(use => use.DeskId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DeskPlanningMap : IEntityTypeConfiguration<DeskPlanning>
{
    public void Configure(EntityTypeBuilder<DeskPlanning> builder)
    {
        builder.ToTable("desk_planning", table => table.HasCheckConstraint("desk_planning_group_is_a_bit", "\"group\" BETWEEN 0 AND 7"));
        builder.HasKey(use => new { use.DeskId, use.PlanningId });
        builder.HasOne<Planning>().WithMany().HasForeignKey(use => use.PlanningId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DirectoryVersionMap : IEntityTypeConfiguration<DirectoryVersion>
{
    public void Configure(EntityTypeBuilder<DirectoryVersion> builder)
    {
        builder.ToTable("directory_version", table => table.HasCheckConstraint("directory_version_is_one_row", "id = 1"));
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new DirectoryVersion(DirectoryVersion.TheOne, 1));
    }
}

internal sealed class OpeningRuleMap : IEntityTypeConfiguration<OpeningRule>
{
    public void Configure(EntityTypeBuilder<OpeningRule> builder)
    {
        builder.ToTable("opening_rule", table => table.HasCheckConstraint(
            "opening_rule_is_on_the_grid",
            "start_minute % 5 = 0 AND end_minute % 5 = 0 AND start_minute >= 0 AND end_minute <= 1440 AND start_minute < end_minute "
            + "AND step_minutes >= 5 AND step_minutes % 5 = 0 AND share_kept >= 0 AND share_kept <= share_of "
            + "AND online_minute BETWEEN 0 AND 1439"));
        builder.HasIndex(rule => new { rule.PlanningId, rule.SiteId });
        builder.HasOne<Planning>().WithMany().HasForeignKey(rule => rule.PlanningId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Site>().WithMany().HasForeignKey(rule => rule.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Desk>().WithMany().HasForeignKey(rule => rule.DeskId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClosureMap : IEntityTypeConfiguration<Closure>
{
    public void Configure(EntityTypeBuilder<Closure> builder)
    {
        builder.ToTable("closure", table => table.HasCheckConstraint(
            "closure_names_one_place",
            "(CASE WHEN town_hall_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN site_id IS NULL THEN 0 ELSE 1 END) "
            + "+ (CASE WHEN desk_id IS NULL THEN 0 ELSE 1 END) = 1"));
        builder.HasOne<TownHall>().WithMany().HasForeignKey(closure => closure.TownHallId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Site>().WithMany().HasForeignKey(closure => closure.SiteId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Desk>().WithMany().HasForeignKey(closure => closure.DeskId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RetirementMap : IEntityTypeConfiguration<Retirement>
{
    public void Configure(EntityTypeBuilder<Retirement> builder)
    {
        builder.ToTable("retirement", table => table.HasCheckConstraint(
            "retirement_names_one_thing",
            "(CASE WHEN site_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN desk_id IS NULL THEN 0 ELSE 1 END) "
            + "+ (CASE WHEN planning_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN service_id IS NULL THEN 0 ELSE 1 END) <= 1"));
        builder.Ignore(row => row.Thing);
        builder.HasIndex(row => row.TownHallId, "ix_retirement_whole_town_hall").IsUnique()
            .HasFilter("site_id IS NULL AND desk_id IS NULL AND planning_id IS NULL AND service_id IS NULL");
        builder.HasIndex(row => row.SiteId).IsUnique();
        builder.HasIndex(row => row.DeskId).IsUnique();
        builder.HasIndex(row => row.PlanningId).IsUnique();
        builder.HasIndex(row => row.ServiceId).IsUnique();
        builder.HasOne<TownHall>().WithMany().HasForeignKey(row => row.TownHallId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Site>().WithMany().HasForeignKey(row => row.SiteId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Desk>().WithMany().HasForeignKey(row => row.DeskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Planning>().WithMany().HasForeignKey(row => row.PlanningId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AgentShiftMap : IEntityTypeConfiguration<AgentShift>
{
    public void Configure(EntityTypeBuilder<AgentShift> builder)
    {
        builder.ToTable("agent_shift");
        builder.HasIndex(shift => new { shift.PlanningId, shift.SiteId });
        builder.HasOne<Planning>().WithMany().HasForeignKey(shift => shift.PlanningId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Site>().WithMany().HasForeignKey(shift => shift.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OccupancyMap : IEntityTypeConfiguration<Occupancy>
{
    public void Configure(EntityTypeBuilder<Occupancy> builder)
    {
        builder.ToTable("occupancy", table => table.HasCheckConstraint(
            "occupancy_is_on_the_grid",
            "start_minute % 5 = 0 AND end_minute % 5 = 0 AND start_minute >= 0 AND end_minute <= 1440 AND start_minute < end_minute"));
        builder.HasIndex(occupancy => new { occupancy.DeskId, occupancy.Date });
        builder.HasIndex(occupancy => occupancy.AppointmentId);
        builder.HasIndex(occupancy => occupancy.OwnerHash).HasFilter("owner_hash IS NOT NULL");
        builder.Ignore(occupancy => occupancy.Range);
        builder.Ignore(occupancy => occupancy.Hold);
        builder.HasOne<Desk>().WithMany().HasForeignKey(occupancy => occupancy.DeskId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class AvailabilitySets
{
    extension(CreneauDb db)
    {
        public DbSet<Desk> Desks => db.Set<Desk>();

        public DbSet<OpeningRule> OpeningRules => db.Set<OpeningRule>();

        public DbSet<Closure> Closures => db.Set<Closure>();

        public DbSet<Retirement> Retirements => db.Set<Retirement>();

        public DbSet<AgentShift> AgentShifts => db.Set<AgentShift>();

        public DbSet<Occupancy> Occupancies => db.Set<Occupancy>();

        public DbSet<DirectoryVersion> DirectoryVersions => db.Set<DirectoryVersion>();
    }
}
