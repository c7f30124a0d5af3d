using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Catalogue;

internal sealed class ProcedureMap : IEntityTypeConfiguration<Procedure>
{
    public void Configure(EntityTypeBuilder<Procedure> builder)
    {
        builder.ToTable("procedure");
        builder.Property(procedure => procedure.Id).ValueGeneratedNever();
        builder.HasData(
            new Procedure(Procedure.IdCard, "CNI"),
            new Procedure(Procedure.Passport, "PASSPORT"));
    }
}

internal sealed class ServiceKindMap : IEntityTypeConfiguration<ServiceKind>
{
    public void Configure(EntityTypeBuilder<ServiceKind> builder)
    {
        builder.ToTable("service_kind", table => table.HasCheckConstraint("service_kind_is_a_bit", "id BETWEEN 0 AND 63"));
        builder.Property(kind => kind.Id).ValueGeneratedNever();
        builder.Property(kind => kind.Texts).HasConversion(texts => texts.ToJson(), json => ServiceTexts.From(json));
        builder.Ignore(kind => kind.Minutes);
        builder.HasIndex(kind => kind.Code).IsUnique();
        builder.HasData(ServiceKind.IdCard, ServiceKind.Passport, ServiceKind.IdCardAndPassport, ServiceKind.Collection);
    }
}

internal sealed class PlanningMap : IEntityTypeConfiguration<Planning>
{
    public void Configure(EntityTypeBuilder<Planning> builder)
    {
        builder.ToTable("planning");
        builder.Ignore(planning => planning.Window);
        builder.Property(planning => planning.Phone).HasMaxLength(TownHall.LongestPhone);
        builder.Property(planning => planning.Reminders)
            .HasConversion(leads => leads.Text, text => ReminderLeads.From(text))
            .HasMaxLength(40)
            .HasDefaultValue(ReminderLeads.Usual);
        builder.Property(planning => planning.IsPublished).HasDefaultValue(true).HasSentinel(true);
        builder.HasOne<TownHall>().WithMany().HasForeignKey(planning => planning.TownHallId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(planning => planning.Services)
            .WithOne()
            .HasForeignKey(service => service.PlanningId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ServiceMap : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("service", table => table.HasCheckConstraint("service_ordinal_is_a_bit", "ordinal BETWEEN 0 AND 63"));
        builder.ToTable(table => table.HasCheckConstraint("service_takes_a_desk", "groups BETWEEN 1 AND 255"));
        builder.ToTable(table => table.HasCheckConstraint(
            "service_hides_whole_units",
            "before_minutes >= 0 AND before_minutes % 5 = 0 AND after_minutes >= 0 AND after_minutes % 5 = 0"));
        builder.ToTable(table => table.HasCheckConstraint(
            "service_without_kind_has_minutes",
            "kind_id IS NOT NULL OR (first_minutes IS NOT NULL AND further_minutes IS NOT NULL)"));
        builder.Property(service => service.OwnTexts).HasConversion(texts => texts!.ToJson(), json => ServiceTexts.From(json));
        builder.Ignore(service => service.Minutes);
        builder.Ignore(service => service.Texts);
        builder.Ignore(service => service.OnlyWhereFiled);
        builder.Ignore(service => service.TakesPreRequest);
        builder.HasOne(service => service.Kind).WithMany().HasForeignKey(service => service.KindId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(service => new { service.PlanningId, service.Ordinal }).IsUnique();
        builder.HasIndex(service => new { service.PlanningId, service.KindId }).IsUnique();
    }
}

/// <summary>This room's sets of the context.</summary>
public static class CatalogueSets
{
    extension(CreneauDb db)
    {
        public DbSet<Procedure> Procedures => db.Set<Procedure>();

        public DbSet<ServiceKind> ServiceKinds => db.Set<ServiceKind>();

        public DbSet<Planning> Plannings => db.Set<Planning>();

        public DbSet<Service> Services => db.Set<Service>();
    }
}
