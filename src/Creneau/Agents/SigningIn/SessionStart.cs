using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;

namespace Creneau.Agents.SigningIn;

/// <param name="TownHallId">Where they act first; null for the platform's staff.</param>
/// <param name="Device">Such as « Firefox, Windows ».</param>
internal sealed record SessionFacts(SessionStage Stage, int? TownHallId, string Device);

/// <summary>The last step of every way in.</summary>
internal static class SessionStart
{
    /// <summary>Adds the session, and notes the sign-in when nothing is left to do of it.</summary>
    public static (AgentSession Session, SessionSecret Secret) Begin(
        Transaction transaction, PlatformKeys keys, AgentAccount agent, SessionFacts facts)
    {
        var secret = SessionSecret.NewSecret();
        var session = new AgentSession(
            agent, SessionSecret.HashOf(keys, secret), facts.Stage, facts.TownHallId, facts.Device, transaction.NowUtc);
        transaction.Db.Add(session);
        if (facts.Stage == SessionStage.Open)
        {
            agent.NoteSignIn(transaction.NowUtc);
        }

        return (session, new SessionSecret(session.Id, secret));
    }

    /// <summary>A code is asked for where there is an app; one must be set up where any of the person's town halls asks for it.</summary>
    public static SessionStage StageOf(AgentAccount agent, IReadOnlyList<MembershipPlace> places) =>
        agent.TwoFactorEnabled ? SessionStage.NeedsCode
        : places.Any(place => place.RequiresSecondFactor) ? SessionStage.NeedsEnrolment
        : SessionStage.Open;

    /// <summary>Who signs in, once it is known whose account it is: without any right yet.</summary>
    public static Actor ActorOf(Actor visitor, int agentId) =>
        Actor.Agent(agentId, townHallId: null, Rights.None, visitor.SessionHash, visitor.NetworkHash);
}
