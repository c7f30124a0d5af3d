namespace Creneau.Notifications.Texts;

/// <summary>A text that can be changed: how it is called, which messages it is for, and what it may say.</summary>
/// <param name="Slug">In addresses.</param>
/// <param name="File">Of the text that is sent where nobody wrote another, without language and channel.</param>
/// <param name="Sends">The first is shown as a sample.</param>
public sealed record EditableText(
    TextPurpose Purpose, string Slug, string File, MessagePurpose[] Sends, IReadOnlyList<TextVariable> Variables)
{
    /// <summary>Adding a text: a line here, its title among the texts of its page, and its files in `Templates`.</summary>
    public static readonly IReadOnlyList<EditableText> All =
    [
        new(TextPurpose.Code, "code", "code", [MessagePurpose.Code], TextVariables.OfCode) { Required = TextVariables.Code },
        new(
            TextPurpose.Confirmation, "confirmation", "confirmation", [MessagePurpose.Confirmation],
            [.. TextVariables.Appointment, .. TextVariables.Documents]),
        new(
            TextPurpose.Change, "changement", "change", [MessagePurpose.Moved, MessagePurpose.PartyChanged],
            [.. TextVariables.Change, .. TextVariables.Appointment, .. TextVariables.Documents]),
        new(
            TextPurpose.CancelledByPerson, "annulation-personne", "cancelled-by-person", [MessagePurpose.Cancelled],
            TextVariables.Appointment),
        new(
            TextPurpose.CancelledByTownHall, "annulation-mairie", "cancelled-by-town-hall", [MessagePurpose.Cancelled],
            [.. TextVariables.Appointment, .. TextVariables.Offers]),
        new(
            TextPurpose.Reminder, "rappel", "reminder", [MessagePurpose.Reminder],
            [.. TextVariables.Appointment, .. TextVariables.Documents]),
        new(TextPurpose.Invitation, "invitation", "invitation", [MessagePurpose.AgentInvitation], TextVariables.OfInvitation)
        {
            OfPlatform = true,
            Sms = false,
        },
    ];

    /// <summary>Must stand in every body.</summary>
    public TextVariable? Required { get; init; }

    /// <summary>Only administrators of the platform change it.</summary>
    public bool OfPlatform { get; init; }

    public bool Sms { get; init; } = true;

    public IReadOnlyList<MessageChannel> Channels => Sms ? [MessageChannel.Sms, MessageChannel.Email] : [MessageChannel.Email];

    public static EditableText Of(TextPurpose purpose) => All.Single(text => text.Purpose == purpose);

    public static EditableText? Named(string? slug) => All.FirstOrDefault(text => text.Slug == slug);

    /// <returns>Null: what it says cannot be changed.</returns>
    internal static EditableText? Of(OutboxMessage message) => message.Purpose == MessagePurpose.Cancelled
        ? Of(MessageFacts.From(message.Facts).ByTownHall ? TextPurpose.CancelledByTownHall : TextPurpose.CancelledByPerson)
        : All.FirstOrDefault(text => text.Sends.Contains(message.Purpose));
}
