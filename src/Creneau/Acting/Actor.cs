namespace Creneau.Acting;

public enum ActorKind : short
{
    /// <summary>A person at a browser of their own.</summary>
    Citizen = 0,
    /// <summary>Staff of a town hall.</summary>
    Agent = 1,
    /// <summary>Staff of a commune without desks, who books for its residents elsewhere.</summary>
    RelayAgent = 2,
    /// <summary>A person on the phone line.</summary>
    Caller = 3,
    ApiClient = 4,
    /// <summary>Takes over what another tool held.</summary>
    Importer = 5,
    /// <summary>The platform itself: a job, or whoever runs it at the command line.</summary>
    Platform = 6,
    /// <summary>A tablet of a waiting room, at which people note their own arrival.</summary>
    Tablet = 7,
}

public enum BookingChannel : short
{
    Web = 0,
    Counter = 1,
    Phone = 2,
    Api = 3,
    Import = 4,
    Platform = 5,
    CommandLine = 6,
    Tablet = 7,
}

/// <summary>What an agent may do at their town hall.</summary>
[Flags]
public enum Rights
{
    None = 0,
    /// <summary>Sees, books, moves and cancels appointments.</summary>
    Appointments = 1,
    /// <summary>Opens, closes and staffs desks.</summary>
    Hours = 2,
    /// <summary>Books outside the opening hours, with a reason; a desk is never doubled.</summary>
    OutsideHours = 4,
    /// <summary>Invites agents, gives and takes roles, changes the town hall's settings.</summary>
    Accounts = 8,
    /// <summary>Sees accounts and settings, without a person of any appointment.</summary>
    ReadAccounts = 16,
    /// <summary>Books for residents in any member commune; sees afterwards only what they booked.</summary>
    Relay = 32,
    /// <summary>Reads the audit: of their town hall, or of the whole platform.</summary>
    Audit = 64,
    /// <summary>Notes arrivals and nothing else: of a tablet.</summary>
    Arrivals = 128,
}

/// <summary>
/// Who acts, through which channel and, where one acts for another, on whose behalf. Made where a request enters (page,
/// API, job, command line) and handed down as a value; events and audit rows are stamped from it.
/// </summary>
public sealed record Actor
{
    private Actor(ActorKind kind, BookingChannel channel) => (Kind, Channel) = (kind, channel);

    public ActorKind Kind { get; }

    public BookingChannel Channel { get; }

    /// <summary>Id of the agent, API client or tablet; null for everybody else.</summary>
    public int? Id { get; private init; }

    /// <summary>The town hall that an agent or a tablet acts for; null for everybody else.</summary>
    public int? TownHallId { get; private init; }

    public Rights Rights { get; private init; }

    /// <summary>For whom an agent acts; null when they act for themselves.</summary>
    public ActorKind? OnBehalfOf { get; private init; }

    /// <summary>
    /// Keyed hash of the browser's or agent's session secret: idempotency keys and holds belong to it. Empty: no
    /// session.
    /// </summary>
    public string SessionHash { get; private init; } = "";

    /// <summary>Keyed hash of the network that the request came from. Empty: from this machine.</summary>
    public string NetworkHash { get; private init; } = "";

    /// <summary>"fr" or "en".</summary>
    public string Language { get; private init; } = "fr";

    /// <summary>Acts for people at a counter or on the phone.</summary>
    public bool AtCounter => Kind is ActorKind.Agent or ActorKind.RelayAgent;

    /// <summary>
    /// Every write and refusal of this actor stands in the audit. An import writes its one row itself; jobs leave
    /// events only.
    /// </summary>
    public bool IsAudited =>
        Kind is ActorKind.Agent or ActorKind.RelayAgent or ActorKind.ApiClient or ActorKind.Tablet
        || Channel == BookingChannel.CommandLine;

    /// <summary>A job of the platform.</summary>
    public static Actor Platform { get; } = new(ActorKind.Platform, BookingChannel.Platform);

    /// <summary>Whoever runs `creneau` at the command line, on behalf of the platform.</summary>
    public static Actor CommandLine { get; } = new(ActorKind.Platform, BookingChannel.CommandLine);

    public static Actor Importer { get; } = new(ActorKind.Importer, BookingChannel.Import);

    public static Actor Citizen(string sessionHash, string networkHash, string language) =>
        new(ActorKind.Citizen, BookingChannel.Web) { SessionHash = sessionHash, NetworkHash = networkHash, Language = language };

    public static Actor Caller(string sessionHash, string networkHash, string language) =>
        new(ActorKind.Caller, BookingChannel.Phone) { SessionHash = sessionHash, NetworkHash = networkHash, Language = language };

    /// <param name="id">Of the agent's account.</param>
    /// <param name="townHallId">The town hall at which they act now; null for staff of the platform.</param>
    /// <param name="sessionHash">Keyed hash of their session.</param>
    /// <param name="networkHash">Keyed hash of the network they sit at.</param>
    public static Actor Agent(int id, int? townHallId, Rights rights, string sessionHash, string networkHash) =>
        new(ActorKind.Agent, BookingChannel.Counter)
        {
            Id = id,
            TownHallId = townHallId,
            Rights = rights,
            SessionHash = sessionHash,
            NetworkHash = networkHash,
        };

    /// <summary>An agent of a commune without desks; see <see cref="Agent"/>.</summary>
    public static Actor RelayAgent(int id, int townHallId, string sessionHash, string networkHash) =>
        new(ActorKind.RelayAgent, BookingChannel.Counter)
        {
            Id = id,
            TownHallId = townHallId,
            Rights = Rights.Relay,
            OnBehalfOf = ActorKind.Citizen,
            SessionHash = sessionHash,
            NetworkHash = networkHash,
        };

    /// <param name="id">Of the client.</param>
    /// <param name="sessionHash">Keyed hash of the session that the client names: each has its own holds and forms.</param>
    /// <param name="networkHash">Keyed hash of the network that the client asks from.</param>
    public static Actor ApiClient(int id, string sessionHash, string networkHash) =>
        new(ActorKind.ApiClient, BookingChannel.Api) { Id = id, SessionHash = sessionHash, NetworkHash = networkHash };

    /// <param name="id">Of the tablet.</param>
    /// <param name="townHallId">Where it stands.</param>
    /// <param name="networkHash">Keyed hash of the network that it is in.</param>
    public static Actor Tablet(int id, int townHallId, string networkHash) => new(ActorKind.Tablet, BookingChannel.Tablet)
    {
        Id = id,
        TownHallId = townHallId,
        Rights = Rights.Arrivals,
        NetworkHash = networkHash,
    };

    /// <summary>
    /// May use what that town hall keeps for its counter, and needs no least notice there. Elsewhere an agent has what the
    /// public has.
    /// </summary>
    public bool AtCounterOf(int townHallId) => AtCounter && May(Rights.Appointments, townHallId);

    /// <summary>The same agent, acting for a person at the counter or on the phone.</summary>
    public Actor For(ActorKind whom) => this with { OnBehalfOf = whom };

    /// <summary>The same agent at a town hall where nobody works: nothing there is theirs.</summary>
    public Actor WithoutRights() => this with { Rights = Rights.None };

    /// <summary>Whether every one of the rights is held at that town hall. The command line holds all of them everywhere.</summary>
    public bool May(Rights rights, int townHallId) =>
        Channel == BookingChannel.CommandLine || (TownHallId == townHallId && (Rights & rights) == rights);

    /// <summary>Whether staff of the platform hold every one of the rights. The command line holds all of them.</summary>
    public bool MayForPlatform(Rights rights) =>
        Channel == BookingChannel.CommandLine || (Kind == ActorKind.Agent && TownHallId is null && (Rights & rights) == rights);
}
