using Creneau.Appointments;
using Creneau.Hours.Publishing;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Hours.Drafts;

internal sealed class HoursDraftMap : IEntityTypeConfiguration<HoursDraft>
{
    public void Configure(EntityTypeBuilder<HoursDraft> builder)
    {
        builder.ToTable("hours_draft");
        builder.HasIndex(draft => new { draft.TownHallId, draft.State });
        builder.HasOne<TownHall>().WithMany().HasForeignKey(draft => draft.TownHallId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany<Appointment>().WithOne().HasForeignKey(hold => hold.DraftId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HoursPublicationMap : IEntityTypeConfiguration<HoursPublication>
{
    public void Configure(EntityTypeBuilder<HoursPublication> builder)
    {
        builder.ToTable("hours_publication");
        builder.HasIndex(publication => new { publication.TownHallId, publication.AtUtc });
        builder.HasOne<TownHall>().WithMany().HasForeignKey(publication => publication.TownHallId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class HoursSets
{
    extension(CreneauDb db)
    {
        public DbSet<HoursDraft> HoursDrafts => db.Set<HoursDraft>();

        public DbSet<HoursPublication> HoursPublications => db.Set<HoursPublication>();
    }
}
