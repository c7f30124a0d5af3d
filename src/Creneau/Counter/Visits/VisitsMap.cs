using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Counter.Visits;

internal sealed class VisitMap : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> builder)
    {
        builder.ToTable("visit");
        builder.Property(visit => visit.Id).ValueGeneratedNever();
        builder.Property(visit => visit.TicketLetter).HasMaxLength(2);
        builder.Property(visit => visit.StepsText).HasColumnName("steps");
        builder.Property(visit => visit.Version).IsConcurrencyToken();
        builder.Ignore(visit => visit.Steps);
        builder.Ignore(visit => visit.Course);
        builder.Ignore(visit => visit.Ticket);
        builder.Ignore(visit => visit.UndoUntilUtc);
        builder.HasIndex(visit => visit.AppointmentId).IsUnique();
        builder.HasIndex(visit => visit.AtDeskId).IsUnique();
        builder.HasIndex(visit => new { visit.SiteId, visit.Date, visit.TicketLetter, visit.TicketNumber }).IsUnique();
        builder.HasIndex(visit => visit.DeleteAfterUtc);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(visit => visit.AppointmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Site>().WithMany().HasForeignKey(visit => visit.SiteId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Planning>().WithMany().HasForeignKey(visit => visit.PlanningId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DeskSignOnMap : IEntityTypeConfiguration<DeskSignOn>
{
    public void Configure(EntityTypeBuilder<DeskSignOn> builder)
    {
        builder.ToTable("desk_sign_on");
        builder.HasKey(one => one.DeskId);
        builder.Property(one => one.DeskId).ValueGeneratedNever();
        builder.HasIndex(one => one.AgentId).IsUnique();
        builder.HasOne<Desk>().WithMany().HasForeignKey(one => one.DeskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Agents.AgentAccount>().WithMany().HasForeignKey(one => one.AgentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class TicketCounterMap : IEntityTypeConfiguration<TicketCounter>
{
    public void Configure(EntityTypeBuilder<TicketCounter> builder)
    {
        builder.ToTable("ticket_counter");
        builder.HasKey(counter => new { counter.SiteId, counter.Letter, counter.Date });
        builder.Property(counter => counter.Letter).HasMaxLength(2);
        builder.HasOne<Site>().WithMany().HasForeignKey(counter => counter.SiteId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class VisitSets
{
    extension(CreneauDb db)
    {
        public DbSet<Visit> Visits => db.Set<Visit>();

        public DbSet<DeskSignOn> DeskSignOns => db.Set<DeskSignOn>();
    }
}
