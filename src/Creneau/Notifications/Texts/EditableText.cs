namespace Creneau.Notifications.Texts;

/// <summary>A text that can be changed: how it is called, and what it may say.</summary>
/// <param name="Slug">In addresses.</param>
/// <param name="File">Of the text that is sent where nobody wrote another, without language and channel.</param>
public sealed record EditableText(TextPurpose Purpose, string Slug, string File, IReadOnlyList<TextVariable> Variables)
{
    /// <summary>Adding a text: a line here, and its files in `Templates`.</summary>
    public static readonly IReadOnlyList<EditableText> All =
    [
        new(TextPurpose.Code, "code", "code", TextVariables.OfCode) { Required = TextVariables.Code },
        new(TextPurpose.Confirmation, "confirmation", "confirmation", [.. TextVariables.Appointment, .. TextVariables.Documents]),
        new(TextPurpose.Change, "changement", "change", [
            .. TextVariables.Change, .. TextVariables.Appointment, .. TextVariables.Documents]),
        new(TextPurpose.CancelledByPerson, "annulation-personne", "cancelled-by-person", TextVariables.Appointment),
        new(TextPurpose.CancelledByTownHall, "annulation-mairie", "cancelled-by-town-hall", [
            .. TextVariables.Offers, .. TextVariables.Appointment]),
        new(TextPurpose.Invitation, "invitation", "invitation", TextVariables.OfInvitation) { OfPlatform = true, Sms = false },
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
    internal static EditableText? Of(OutboxMessage message) => message.Purpose switch
    {
        MessagePurpose.Code => Of(TextPurpose.Code),
        MessagePurpose.Confirmation => Of(TextPurpose.Confirmation),
        MessagePurpose.Moved or MessagePurpose.PartyChanged => Of(TextPurpose.Change),
        MessagePurpose.Cancelled when MessageFacts.From(message.Facts).ByTownHall => Of(TextPurpose.CancelledByTownHall),
        MessagePurpose.Cancelled => Of(TextPurpose.CancelledByPerson),
        MessagePurpose.AgentInvitation => Of(TextPurpose.Invitation),
        _ => null,
    };
}
