using Creneau.Booking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Notifications;

internal sealed class OutboxMessageMap : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_message");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.NextTryUtc).IsConcurrencyToken();
        builder.HasIndex(message => new { message.AppointmentId, message.Purpose, message.Address, message.Occasion }).IsUnique();
        builder.HasIndex(message => message.NextTryUtc).HasFilter("state = 0");
        builder.HasOne<Appointment>().WithMany().HasForeignKey(message => message.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DemoMessageMap : IEntityTypeConfiguration<DemoMessage>
{
    public void Configure(EntityTypeBuilder<DemoMessage> builder) => builder.ToTable("demo_message");
}
