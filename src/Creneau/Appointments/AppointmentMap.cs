using Creneau.Appointments.Notes;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Appointments;

internal sealed class AppointmentMap : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("appointment", table => table.HasCheckConstraint(
            "appointment_is_on_the_grid",
            "start_minute % 5 = 0 AND end_minute % 5 = 0 AND start_minute >= 0 AND end_minute <= 1440 AND start_minute < end_minute"));
        builder.Property(appointment => appointment.Id).ValueGeneratedNever();
        builder.Property(appointment => appointment.Reference).HasMaxLength(10);
        builder.Property(appointment => appointment.CommuneInsee).HasMaxLength(5);
        builder.Property(appointment => appointment.CancelReason).HasMaxLength(Appointment.LongestCancelReason);
        builder.Property(appointment => appointment.Urgency).HasMaxLength(Appointment.LongestReason);
        builder.Property(appointment => appointment.OutsideHoursReason).HasMaxLength(Appointment.LongestReason);
        builder.Property(appointment => appointment.ShortLinkHash).HasMaxLength(64);
        builder.Ignore(appointment => appointment.Slot);
        builder.Ignore(appointment => appointment.Contact);
        builder.Ignore(appointment => appointment.HoldLimitUtc);
        builder.Ignore(appointment => appointment.People);
        builder.Ignore(appointment => appointment.ServiceIds);
        builder.Ignore(appointment => appointment.HoldTerms);
        builder.HasIndex(appointment => appointment.Reference).IsUnique();
        builder.HasIndex(appointment => appointment.SessionHash)
            .IsUnique()
            .HasFilter("status = 0")
            .HasDatabaseName("one_live_hold_per_session");
        builder.HasIndex(appointment => appointment.ReplacesId)
            .IsUnique()
            .HasFilter("status = 0")
            .HasDatabaseName("one_live_hold_per_cancelled_appointment");
        builder.HasIndex(appointment => appointment.DraftId).HasFilter("draft_id IS NOT NULL");
        builder.HasIndex(appointment => appointment.CancelRunId).HasFilter("cancel_run_id IS NOT NULL");
        builder.HasIndex(appointment => appointment.HeldUntilUtc).HasFilter("status = 0");
        builder.HasIndex(appointment => appointment.CancelAtUtc).HasFilter("cancel_at_utc IS NOT NULL");
        builder.HasIndex(appointment => appointment.BookedByTownHallId).HasFilter("booked_by_town_hall_id IS NOT NULL");
        builder.HasIndex(appointment => appointment.ShortLinkHash).IsUnique();
        builder.HasIndex(appointment => appointment.DeleteAfterUtc);
        builder.HasIndex(appointment => new { appointment.SiteId, appointment.Date });
        builder.HasOne<Desk>().WithMany().HasForeignKey(appointment => appointment.DeskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(appointment => appointment.ReplacesId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(appointment => appointment.Applicants)
            .WithOne()
            .HasForeignKey(applicant => applicant.AppointmentId)
            .OnDelete(DeleteBehavior.Cascade);
        // What lower rooms hold of an appointment they know by its id alone; the keys are drawn from here
        builder.HasMany<Occupancy>().WithOne().HasForeignKey(occupancy => occupancy.AppointmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<OutboxMessage>().WithOne().HasForeignKey(message => message.AppointmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany<AuditDetail>().WithOne().HasForeignKey(detail => detail.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ApplicantMap : IEntityTypeConfiguration<Applicant>
{
    public void Configure(EntityTypeBuilder<Applicant> builder)
    {
        builder.ToTable("applicant", table => table.HasCheckConstraint("applicant_is_one_of_six", "ordinal BETWEEN 0 AND 5"));
        builder.Ignore(applicant => applicant.PersonName);
        builder.Ignore(applicant => applicant.BirthDate);
        builder.Ignore(applicant => applicant.IsNamed);
        builder.Ignore(applicant => applicant.CalledName);
        builder.HasIndex(applicant => new { applicant.AppointmentId, applicant.Ordinal }).IsUnique();
        builder.HasOne<Service>().WithMany().HasForeignKey(applicant => applicant.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(applicant => applicant.PreRequests)
            .WithOne()
            .HasForeignKey(number => number.ApplicantId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PreRequestMap : IEntityTypeConfiguration<PreRequest>
{
    public void Configure(EntityTypeBuilder<PreRequest> builder) => builder.ToTable("pre_request");
}

internal sealed class AppointmentEventMap : IEntityTypeConfiguration<AppointmentEvent>
{
    /// <summary>No foreign key: events name nobody and outlive the appointment, for statistics.</summary>
    public void Configure(EntityTypeBuilder<AppointmentEvent> builder)
    {
        builder.ToTable("appointment_event");
        builder.HasIndex(happened => happened.AppointmentId);
        // Confirmed, moved there, restored: which appointments a day has had, for what has left it since
        builder.HasIndex(happened => new { happened.SiteId, happened.Date }).HasFilter("kind IN (3, 4, 12)");
    }
}

internal sealed class AppointmentNoteMap : IEntityTypeConfiguration<AppointmentNote>
{
    /// <summary>No foreign key to the agent: what was written stays readable when the account has gone.</summary>
    public void Configure(EntityTypeBuilder<AppointmentNote> builder)
    {
        builder.ToTable("appointment_note");
        builder.Property(note => note.Text).HasMaxLength(AppointmentNote.Longest);
        builder.Property(note => note.AgentName).HasMaxLength(AppointmentNote.LongestAgentName);
        builder.HasIndex(note => note.AppointmentId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(note => note.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class AppointmentSets
{
    extension(CreneauDb db)
    {
        public DbSet<Appointment> Appointments => db.Set<Appointment>();

        public DbSet<Applicant> Applicants => db.Set<Applicant>();

        public DbSet<AppointmentEvent> AppointmentEvents => db.Set<AppointmentEvent>();

        public DbSet<AppointmentNote> AppointmentNotes => db.Set<AppointmentNote>();
    }
}
