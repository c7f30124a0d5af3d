using Creneau.Availability;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Booking;

internal sealed class AppointmentMap : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("appointment", table =>
        {
            table.HasCheckConstraint(
                "appointment_is_on_the_grid",
                "start_minute % 5 = 0 AND end_minute % 5 = 0 AND start_minute >= 0 AND end_minute <= 1440 AND start_minute < end_minute");
            table.HasCheckConstraint("appointment_has_one_to_six_people", "people BETWEEN 1 AND 6");
        });
        builder.Property(appointment => appointment.Id).ValueGeneratedNever();
        builder.Property(appointment => appointment.Reference).HasMaxLength(10);
        builder.Ignore(appointment => appointment.Slot);
        builder.Ignore(appointment => appointment.Contact);
        builder.Ignore(appointment => appointment.HoldLimitUtc);
        builder.HasIndex(appointment => appointment.Reference).IsUnique();
        builder.HasIndex(appointment => appointment.BrowserHash).IsUnique().HasFilter("status = 0").HasDatabaseName("one_live_hold_per_browser");
        builder.HasIndex(appointment => appointment.HeldUntilUtc).HasFilter("status = 0");
        builder.HasIndex(appointment => appointment.DeleteAfterUtc);
        builder.HasIndex(appointment => new { appointment.SiteId, appointment.Date });
        builder.HasOne<Desk>().WithMany().HasForeignKey(appointment => appointment.DeskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(appointment => appointment.Applicants).WithOne().HasForeignKey(applicant => applicant.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ApplicantMap : IEntityTypeConfiguration<Applicant>
{
    public void Configure(EntityTypeBuilder<Applicant> builder)
    {
        builder.ToTable("applicant");
        builder.Ignore(applicant => applicant.Name);
        builder.HasMany(applicant => applicant.PreRequests).WithOne().HasForeignKey(number => number.ApplicantId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PreRequestMap : IEntityTypeConfiguration<PreRequest>
{
    public void Configure(EntityTypeBuilder<PreRequest> builder) => builder.ToTable("pre_request");
}

internal sealed class AppointmentEventMap : IEntityTypeConfiguration<AppointmentEvent>
{
    /// <summary>No foreign key: events name nobody and outlive the appointment, for statistics and the audit.</summary>
    public void Configure(EntityTypeBuilder<AppointmentEvent> builder)
    {
        builder.ToTable("appointment_event");
        builder.HasIndex(happened => happened.AppointmentId);
    }
}

internal sealed class PersonClaimMap : IEntityTypeConfiguration<PersonClaim>
{
    public void Configure(EntityTypeBuilder<PersonClaim> builder)
    {
        builder.ToTable("person_claim");
        builder.HasKey(claim => new { claim.Kind, claim.ProcedureId, claim.KeyHash, claim.Distinction, claim.KeyVersion });
        builder.HasIndex(claim => claim.AppointmentId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(claim => claim.AppointmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Catalogue.Procedure>().WithMany().HasForeignKey(claim => claim.ProcedureId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OneTimeCodeMap : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> builder)
    {
        builder.ToTable("one_time_code", table => table.HasCheckConstraint("one_time_code_dies_after_five_tries", "tries BETWEEN 0 AND 5"));
        builder.HasIndex(code => code.AppointmentId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(code => code.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class IdempotencyRecordMap : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency");
        builder.HasKey(record => record.KeyHash);
        builder.HasIndex(record => record.CreatedUtc);
    }
}

internal sealed class LimitUseMap : IEntityTypeConfiguration<LimitUse>
{
    public void Configure(EntityTypeBuilder<LimitUse> builder)
    {
        builder.ToTable("limit_use");
        builder.HasKey(use => new { use.Purpose, use.SubjectHash, use.Occasion });
        builder.HasIndex(use => use.DeleteAfterUtc);
    }
}
