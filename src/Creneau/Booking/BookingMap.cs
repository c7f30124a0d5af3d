using Creneau.Appointments;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Booking;

internal sealed class OneTimeCodeMap : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> builder)
    {
        builder.ToTable("one_time_code", table => table.HasCheckConstraint("one_time_code_dies_after_five_tries", "tries BETWEEN 0 AND 5"));
        builder.HasIndex(code => code.AppointmentId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(code => code.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DraftMap : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("draft");
        builder.HasKey(draft => draft.SessionHash);
        builder.HasIndex(draft => draft.DeleteAfterUtc);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class BookingSets
{
    extension(CreneauDb db)
    {
        public DbSet<OneTimeCode> OneTimeCodes => db.Set<OneTimeCode>();
    }
}
