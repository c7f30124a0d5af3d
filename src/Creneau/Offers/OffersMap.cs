using Creneau.Appointments;
using Creneau.Offers.Runs;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Offers;

internal sealed class OfferMap : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> builder)
    {
        builder.ToTable("offer");
        builder.Property(offer => offer.Id).ValueGeneratedNever();
        builder.HasIndex(offer => offer.AppointmentId).IsUnique().HasFilter("state = 0").HasDatabaseName("one_open_offer_per_appointment");
        builder.HasIndex(offer => offer.RunId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(offer => offer.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CancellationRunMap : IEntityTypeConfiguration<CancellationRun>
{
    public void Configure(EntityTypeBuilder<CancellationRun> builder)
    {
        builder.ToTable("cancellation_run");
        builder.Property(run => run.Reason).HasMaxLength(Appointment.LongestCancelReason);
        builder.HasIndex(run => new { run.TownHallId, run.StartedUtc });
        builder.HasIndex(run => run.UntilDate);
        builder.HasIndex(run => run.DeleteAfterUtc);
        builder.HasOne<TownHall>().WithMany().HasForeignKey(run => run.TownHallId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(run => run.Items).WithOne().HasForeignKey(item => item.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CancellationItemMap : IEntityTypeConfiguration<CancellationItem>
{
    public void Configure(EntityTypeBuilder<CancellationItem> builder)
    {
        builder.ToTable("cancellation_item");
        builder.HasKey(item => new { item.RunId, item.Ordinal });
        builder.HasIndex(item => item.AppointmentId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(item => item.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class OfferSets
{
    extension(CreneauDb db)
    {
        public DbSet<Offer> Offers => db.Set<Offer>();

        public DbSet<CancellationRun> CancellationRuns => db.Set<CancellationRun>();

        public DbSet<CancellationItem> CancellationItems => db.Set<CancellationItem>();
    }
}
