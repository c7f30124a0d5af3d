namespace Creneau.Notifications.Sending;

/// <summary>What a round of sending did.</summary>
/// <param name="Sent">Taken over by a server or gateway.</param>
/// <param name="Later">Will be tried again.</param>
/// <param name="Failed">Given up, for good.</param>
/// <param name="Useless">Not sent because nobody needs it any more.</param>
/// <param name="Unknown">Handed over without an answer.</param>
public readonly record struct OutboxCounts(int Sent, int Later, int Failed, int Useless, int Unknown = 0)
{
    internal OutboxCounts And(MessageState state) => state switch
    {
        MessageState.Waiting => this with { Later = Later + 1 },
        MessageState.Sent => this with { Sent = Sent + 1 },
        MessageState.Failed => this with { Failed = Failed + 1 },
        MessageState.Useless => this with { Useless = Useless + 1 },
        MessageState.Unknown => this with { Unknown = Unknown + 1 },
    };
}
