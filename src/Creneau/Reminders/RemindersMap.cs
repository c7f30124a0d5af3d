using Creneau.Appointments;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Reminders;

internal sealed class ReminderMap : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("reminder", table => table.HasCheckConstraint("reminder_is_before_the_start", "due_utc < start_utc"));
        builder.HasIndex(reminder => new { reminder.AppointmentId, reminder.LeadMinutes }).IsUnique();
        builder.HasIndex(reminder => reminder.DueUtc).HasFilter("state = 0");
        builder.HasOne<Appointment>().WithMany().HasForeignKey(reminder => reminder.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class ReminderSets
{
    extension(CreneauDb db)
    {
        public DbSet<Reminder> Reminders => db.Set<Reminder>();
    }
}
