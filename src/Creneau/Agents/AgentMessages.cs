using Creneau.Notifications;
using Creneau.Storage;

namespace Creneau.Agents;

/// <summary>The messages that accounts owe; rows of the same transaction.</summary>
internal static class AgentMessages
{
    /// <summary>How long an invitation counts.</summary>
    public static readonly TimeSpan InvitationLength = TimeSpan.FromDays(7);

    /// <summary>How long a link for another password counts.</summary>
    public static readonly TimeSpan PasswordLinkLength = TimeSpan.FromHours(2);

    /// <summary>Starts a new link and queues the message that carries it.</summary>
    /// <param name="place">Name of the town hall, or of the platform.</param>
    /// <param name="by">Name of who invites; empty when nobody does.</param>
    public static void SendLink(Transaction transaction, AgentAccount agent, MessagePurpose purpose, string place = "", string by = "")
    {
        var length = purpose == MessagePurpose.AgentInvitation ? InvitationLength : PasswordLinkLength;
        agent.StartLink(transaction.NowUtc + length);
        Add(transaction, agent, purpose, new AgentFacts(agent.Id, agent.LinkVersion, place, by, (int)length.TotalHours), length);
    }

    /// <summary>Says to somebody who has an account that it opens one more town hall.</summary>
    public static void SendAdded(Transaction transaction, AgentAccount agent, string place, string by) => Add(
        transaction,
        agent,
        MessagePurpose.AgentAdded,
        new AgentFacts(agent.Id, agent.LinkVersion, place, by, (int)InvitationLength.TotalHours),
        InvitationLength);

    /// <summary>Says to somebody who has not signed in for long that the account will be suspended.</summary>
    public static void SendUnused(Transaction transaction, AgentAccount agent, TimeSpan left) => Add(
        transaction, agent, MessagePurpose.AccountUnused, new AgentFacts(agent.Id, agent.LinkVersion, "", "", (int)left.TotalHours), left);

    private static void Add(Transaction transaction, AgentAccount agent, MessagePurpose purpose, AgentFacts facts, TimeSpan useful)
    {
        var timing = new MessageTiming(transaction.NowUtc, transaction.NowUtc + useful);
        var id = Guid.CreateVersion7(transaction.NowUtc);
        transaction.Db.Add(new OutboxMessage(
            id, null, purpose, id.ToString("N"), new Recipient(MessageChannel.Email, agent.Email!, "fr"), timing).Saying(facts));
    }
}
