using Creneau.Notifications.Costs;
using Creneau.Notifications.Rules;
using Creneau.Notifications.Texts;
using Creneau.Storage;
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
        builder.Property(message => message.Report).IsConcurrencyToken();
        builder.HasIndex(message => new { message.AppointmentId, message.Purpose, message.Address, message.Occasion }).IsUnique();
        builder.Property(message => message.ProviderId).HasMaxLength(60);
        builder.HasIndex(message => message.NextTryUtc).HasFilter("state = 0");
        builder.HasIndex(message => new { message.TownHallId, message.CreatedUtc });
    }
}

internal sealed class SendingPauseMap : IEntityTypeConfiguration<SendingPause>
{
    public void Configure(EntityTypeBuilder<SendingPause> builder)
    {
        builder.ToTable("sending_pause", table => table.HasCheckConstraint("ck_sending_pause_one", "id = 1"));
        builder.Property(pause => pause.Id).ValueGeneratedNever();
    }
}

internal sealed class SmsCountMap : IEntityTypeConfiguration<SmsCount>
{
    public void Configure(EntityTypeBuilder<SmsCount> builder)
    {
        builder.ToTable("sms_count");
        builder.HasKey(count => new { count.TownHallId, count.Date, count.PlanningId, count.Purpose });
    }
}

internal sealed class DemoMessageMap : IEntityTypeConfiguration<DemoMessage>
{
    public void Configure(EntityTypeBuilder<DemoMessage> builder) => builder.ToTable("demo_message");
}

/// <summary>This room's sets of the context.</summary>
public static class NotificationSets
{
    extension(CreneauDb db)
    {
        public DbSet<OutboxMessage> OutboxMessages => db.Set<OutboxMessage>();

        public DbSet<SendingRules> SendingRules => db.Set<SendingRules>();

        public DbSet<SendingPause> SendingPauses => db.Set<SendingPause>();

        public DbSet<SmsCount> SmsCounts => db.Set<SmsCount>();

        public DbSet<MessageText> MessageTexts => db.Set<MessageText>();

        public DbSet<MessageTextChange> MessageTextChanges => db.Set<MessageTextChange>();

        public DbSet<DemoMessage> DemoMessages => db.Set<DemoMessage>();
    }
}
