using Creneau.Places;
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

internal sealed class PlanningMap : IEntityTypeConfiguration<Planning>
{
    public void Configure(EntityTypeBuilder<Planning> builder)
    {
        builder.ToTable("planning");
        builder.Ignore(planning => planning.Window);
        builder.HasOne<TownHall>().WithMany().HasForeignKey(planning => planning.TownHallId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(planning => planning.Services).WithOne().HasForeignKey(service => service.PlanningId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ServiceMap : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("service", table => table.HasCheckConstraint("service_ordinal_is_a_bit", "ordinal BETWEEN 0 AND 63"));
        builder.Ignore(service => service.Minutes);
        builder.HasIndex(service => new { service.PlanningId, service.Ordinal }).IsUnique();
    }
}
