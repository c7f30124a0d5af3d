using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Notifications.Texts;

/// <summary>A text that somebody wrote instead of the one that is nearest otherwise.</summary>
public sealed class MessageText
{
    private MessageText()
    {
    }

    public MessageText(TextKey key) => (TownHallId, PlanningId, Purpose, Channel, Language) =
        (key.TownHallId, key.PlanningId, key.Purpose, key.Channel, key.Language);

    public int Id { get; private set; }

    /// <summary>0: the platform's. No null, which is unequal to itself in a unique key.</summary>
    public int TownHallId { get; private set; }

    /// <summary>0: of all plannings.</summary>
    public int PlanningId { get; private set; }

    public TextPurpose Purpose { get; private set; }
    public MessageChannel Channel { get; private set; }
    public string Language { get; private set; } = "fr";

    /// <summary>Empty for an SMS.</summary>
    public string Subject { get; private set; } = "";

    public string Body { get; private set; } = "";

    public TextKey Key => new(TownHallId, PlanningId, Purpose, Channel, Language);

    public WrittenText Written => new(Subject, Body);

    public void Write(WrittenText text) => (Subject, Body) = (text.Subject, text.Body);
}

/// <summary>A text as it is typed.</summary>
/// <param name="Subject">Empty for an SMS.</param>
public sealed record WrittenText(string Subject, string Body);

/// <summary>That a text was changed, and what had stood there: kept, so that it can be taken back.</summary>
public sealed class MessageTextChange
{
    private MessageTextChange()
    {
    }

    /// <param name="before">Null: nobody had written one.</param>
    public MessageTextChange(TextKey key, WrittenText? before, int? agentId, DateTime nowUtc)
    {
        (TownHallId, PlanningId, Purpose, Channel, Language) = (key.TownHallId, key.PlanningId, key.Purpose, key.Channel, key.Language);
        (Subject, Body, AgentId, ChangedUtc) = (before?.Subject, before?.Body, agentId, nowUtc);
    }

    public long Id { get; private set; }
    public int TownHallId { get; private set; }
    public int PlanningId { get; private set; }
    public TextPurpose Purpose { get; private set; }
    public MessageChannel Channel { get; private set; }
    public string Language { get; private set; } = "fr";
    public string? Subject { get; private set; }
    public string? Body { get; private set; }

    /// <summary>Who changed it; null: at the command line.</summary>
    public int? AgentId { get; private set; }

    public DateTime ChangedUtc { get; private set; }

    public WrittenText? Before => Body is null ? null : new WrittenText(Subject ?? "", Body);
}

internal sealed class MessageTextMap : IEntityTypeConfiguration<MessageText>
{
    public void Configure(EntityTypeBuilder<MessageText> builder)
    {
        builder.ToTable("message_text");
        builder.Property(text => text.Language).HasMaxLength(2);
        builder.Property(text => text.Subject).HasMaxLength(TextChecks.LongestSubject);
        builder.HasIndex(text => new { text.TownHallId, text.PlanningId, text.Purpose, text.Channel, text.Language }).IsUnique();
    }
}

internal sealed class MessageTextChangeMap : IEntityTypeConfiguration<MessageTextChange>
{
    public void Configure(EntityTypeBuilder<MessageTextChange> builder)
    {
        builder.ToTable("message_text_change");
        builder.Property(change => change.Language).HasMaxLength(2);
        builder.Property(change => change.Subject).HasMaxLength(TextChecks.LongestSubject);
        builder.HasIndex(change => new { change.TownHallId, change.PlanningId, change.Purpose, change.Language });
    }
}
