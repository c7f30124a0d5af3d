namespace Creneau.Agents;

/// <summary>What a session may be used for.</summary>
public enum SessionStage : short
{
    /// <summary>The first factor was right; the code of the app is still to come.</summary>
    NeedsCode = 0,
    /// <summary>The first factor was right; the town hall asks for a second factor and there is none yet.</summary>
    NeedsEnrolment = 1,
    Open = 2,
}

/// <summary>One sign-in of an agent at one browser, which keeps its secret. Deleting the row signs that browser out at once.</summary>
public sealed class AgentSession
{
    /// <summary>For typing the code of the app.</summary>
    public static readonly TimeSpan UnfinishedLength = TimeSpan.FromMinutes(10);

    /// <summary>Without a request: a counter that was left is closed.</summary>
    public static readonly TimeSpan IdleLength = TimeSpan.FromHours(2);

    /// <summary>A working day, however busy.</summary>
    public static readonly TimeSpan LongestLength = TimeSpan.FromHours(12);

    /// <summary>How exactly the last request is noted.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(2);

    public const int LongestDevice = 80;

    private AgentSession()
    {
    }

    /// <param name="secretHash">Keyed hash of what the browser keeps.</param>
    /// <param name="townHallId">Where they act first; null for the platform's staff.</param>
    /// <param name="device">Such as « Firefox, Windows ».</param>
    public AgentSession(AgentAccount agent, string secretHash, SessionStage stage, int? townHallId, string device, DateTime nowUtc)
    {
        (Id, AgentId, SecretHash) = (Guid.CreateVersion7(nowUtc), agent.Id, secretHash);
        (Stage, TownHallId, Device) = (stage, townHallId, device);
        (CreatedUtc, SeenUtc) = (nowUtc, nowUtc);
        EndsUtc = nowUtc + (stage == SessionStage.Open ? LongestLength : UnfinishedLength);
    }

    public Guid Id { get; private set; }

    public int AgentId { get; private set; }

    public string SecretHash { get; private set; } = "";

    public SessionStage Stage { get; private set; }

    /// <summary>The town hall for which they act now.</summary>
    public int? TownHallId { get; private set; }

    public string Device { get; private set; } = "";

    /// <summary>
    /// Encrypted ID token of the identity provider by which it began, for ending the provider's session too; null for any other
    /// way in.
    /// </summary>
    public byte[]? ProviderHint { get; internal set; }

    public DateTime CreatedUtc { get; private set; }

    public DateTime SeenUtc { get; private set; }

    /// <summary>At the latest; the row goes then.</summary>
    public DateTime EndsUtc { get; private set; }

    public bool IsLive(DateTime nowUtc) => EndsUtc > nowUtc && SeenUtc + IdleLength > nowUtc;

    public bool IsToBeNoted(DateTime nowUtc) => nowUtc - SeenUtc >= SeenEvery;

    public void NoteSeen(DateTime nowUtc) => SeenUtc = nowUtc;

    public void SetTownHall(int? townHallId) => TownHallId = townHallId;

    /// <summary>The second factor is there; the secret is another one from here on.</summary>
    public void Open(string secretHash, DateTime nowUtc)
    {
        (Stage, SecretHash, SeenUtc, EndsUtc) = (SessionStage.Open, secretHash, nowUtc, nowUtc + LongestLength);
    }
}
