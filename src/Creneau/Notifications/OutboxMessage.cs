using Creneau.Notifications.Sms;

namespace Creneau.Notifications;

public enum MessagePurpose : short
{
    Code = 0,
    Confirmation = 1,
    Moved = 2,
    Cancelled = 3,
    PartyChanged = 4,
    SomebodyTried = 5,
    /// <summary>To an agent: set a password and join a town hall.</summary>
    AgentInvitation = 6,
    /// <summary>To an agent: set another password.</summary>
    PasswordLink = 7,
    /// <summary>To an agent who has an account already: a town hall more.</summary>
    AgentAdded = 8,
    /// <summary>To an agent who has not signed in for long: the account will be suspended.</summary>
    AccountUnused = 10,
    /// <summary>It was cancelled and is confirmed again.</summary>
    Restored = 9,
    /// <summary>It is soon: does the contact come?</summary>
    Reminder = 11,
}

public enum MessageChannel : short
{
    Email = 0,
    Sms = 1,
}

public enum MessageState : short
{
    Waiting = 0,
    Sent = 1,
    Failed = 2,

    /// <summary>Not sent because it had become useless (an old code, a past appointment).</summary>
    Useless = 3,

    /// <summary>Handed over, and nobody answered: it may have gone out. Its provider's report settles it.</summary>
    Unknown = 4,
}

/// <summary>
/// A message that is due: written in the booking's transaction, sent afterwards with retries. What is said is made
/// from <see cref="Facts"/> when it is sent, so that no link or code lies about in the clear.
/// </summary>
public sealed class OutboxMessage
{
    public const int DaysKept = 30;

    /// <summary>A code goes when the hold that it was asked for goes.</summary>
    public const int DaysCodesAreKept = 1;

    private OutboxMessage()
    {
    }

    public OutboxMessage(Guid id, Guid? appointmentId, MessagePurpose purpose, string occasion, Recipient to, MessageTiming timing)
    {
        Id = id;
        AppointmentId = appointmentId;
        Purpose = purpose;
        Occasion = occasion;
        Channel = to.Channel;
        Address = to.Address;
        Language = to.Language;
        CreatedUtc = timing.NowUtc;
        NextTryUtc = timing.DueUtc ?? timing.NowUtc;
        UselessAfterUtc = timing.UselessAfterUtc;
        AtAnyHour = timing.AtAnyHour;
        DeleteAfterUtc = timing.NowUtc.AddDays(purpose == MessagePurpose.Code ? DaysCodesAreKept : DaysKept);
    }

    public Guid Id { get; private set; }
    public Guid? AppointmentId { get; private set; }
    public MessagePurpose Purpose { get; private set; }

    /// <summary>The event, lead time or number of the sending; with appointment, purpose and address it is unique (I5).</summary>
    public string Occasion { get; private set; } = "";

    public MessageChannel Channel { get; private set; }
    public string Address { get; private set; } = "";
    public string Language { get; private set; } = "fr";

    /// <summary>What the message says, as JSON of <see cref="MessageFacts"/> or <see cref="AgentFacts"/>: no code, no token.</summary>
    public string Facts { get; private set; } = "";

    /// <summary>Encrypted code; erased on sending.</summary>
    public byte[]? Secret { get; private set; }

    public MessageState State { get; private set; }
    public int Tries { get; private set; }
    public DateTime CreatedUtc { get; private set; }

    /// <summary>When to try next. A node that takes it upon itself puts it off by a lease; every change compares it,
    /// so that of two nodes only one sends.</summary>
    public DateTime NextTryUtc { get; private set; }

    public DateTime UselessAfterUtc { get; private set; }

    /// <summary>Somebody waits for it, or it cannot wait; all others leave in the town hall's sending hours.</summary>
    public bool AtAnyHour { get; private set; }

    /// <summary>The other way to reach the person, if they gave one: what fails goes there. Null for codes.</summary>
    public string? OtherAddress { get; private set; }

    /// <summary>The message that failed and that this one replaces by the other way; null for all others.</summary>
    public Guid? InsteadOf { get; private set; }

    public DateTime? SentUtc { get; private set; }
    public DateTime DeleteAfterUtc { get; private set; }

    /// <summary>Whose message it is, and of which planning: what parts are counted by; null for accounts.</summary>
    public int? TownHallId { get; private set; }

    public int? PlanningId { get; private set; }

    /// <summary>SMS that it went as; 0 for mail and while it was not handed over.</summary>
    public int Parts { get; private set; }

    /// <summary>What it cost, in thousandths of a euro at the price of that day.</summary>
    public int CostMillis { get; private set; }

    /// <summary>Which provider has it; null for mail and while none has.</summary>
    public SmsProvider? Provider { get; private set; }

    /// <summary>By which the provider knows it, if it said so.</summary>
    public string? ProviderId { get; private set; }

    /// <summary>What the provider said became of it; null while it said nothing.</summary>
    public SmsReportState? Report { get; private set; }

    /// <summary>Why it failed, for an agent: the answer of the server without addresses; null while all is well.</summary>
    public string? Failure { get; private set; }

    public OutboxMessage Saying(MessageFacts facts, byte[]? secret = null)
    {
        Facts = facts.ToJson();
        Secret = secret;
        return this;
    }

    public OutboxMessage Saying(AgentFacts facts)
    {
        Facts = facts.ToJson();
        return this;
    }

    /// <param name="townHallId">Where the appointment is.</param>
    public OutboxMessage Of(int townHallId, int planningId)
    {
        (TownHallId, PlanningId) = (townHallId, planningId);
        return this;
    }

    /// <param name="address">Phone number of a mail, e-mail address of an SMS; null when the person gave one way only.</param>
    public OutboxMessage Else(string? address)
    {
        OtherAddress = Purpose == MessagePurpose.Code ? null : address;
        return this;
    }

    /// <summary>The same message by the other way, once this one has failed.</summary>
    /// <returns>Null when there is no other way, or nothing failed.</returns>
    public OutboxMessage? ByOtherWay(DateTime nowUtc)
    {
        if (State != MessageState.Failed || OtherAddress is not { } address || UselessAfterUtc <= nowUtc)
        {
            return null;
        }

        var channel = Channel == MessageChannel.Email ? MessageChannel.Sms : MessageChannel.Email;
        var timing = new MessageTiming(nowUtc, UselessAfterUtc) { AtAnyHour = AtAnyHour };
        var to = new Recipient(channel, address, Language);
        return new OutboxMessage(Guid.CreateVersion7(nowUtc), AppointmentId, Purpose, Occasion, to, timing)
        {
            // What is said is as old as the message that failed: a newer one overtakes both
            CreatedUtc = CreatedUtc,
            Facts = Facts,
            TownHallId = TownHallId,
            PlanningId = PlanningId,
            InsteadOf = Id,
        };
    }

    /// <summary>What it was handed over as, and to whom.</summary>
    /// <param name="price">Euros a part.</param>
    public void HandedOver(SmsProvider? provider, int parts, decimal price)
    {
        Provider = provider;
        Parts = parts;
        CostMillis = (int)Math.Round(parts * price * 1000, MidpointRounding.AwayFromZero);
    }

    /// <summary>It may have gone out: nobody tries again before its provider was asked.</summary>
    public void Doubt(string failure, DateTime nextLookUtc)
    {
        State = MessageState.Unknown;
        Failure = failure;
        NextTryUtc = nextLookUtc;
        Secret = null;
    }

    /// <summary>The provider never had it.</summary>
    public void SendAgain(DateTime nowUtc)
    {
        State = MessageState.Waiting;
        NextTryUtc = nowUtc;
    }

    /// <summary>Nobody took it: it cost nothing.</summary>
    public void ForgetCost() => (Parts, CostMillis) = (0, 0);

    /// <summary>What its provider says; a late « on its way » changes nothing once it is known.</summary>
    /// <returns>Whether it said something new.</returns>
    public bool Reported(SmsReport report, DateTime nowUtc)
    {
        if (Channel != MessageChannel.Sms || Report is SmsReportState.Delivered or SmsReportState.Failed)
        {
            return false;
        }

        Report = report.State;
        ProviderId ??= report.ProviderId;
        // While it waits, the sender is about to note what it just handed over
        if (report.State == SmsReportState.Failed)
        {
            Failure = report.Reason ?? "";
            State = State == MessageState.Waiting ? State : MessageState.Failed;
        }
        else if (State == MessageState.Unknown)
        {
            Sent(nowUtc);
        }

        return true;
    }

    public void Sent(DateTime nowUtc, string? providerId = null)
    {
        ProviderId = providerId ?? ProviderId;
        State = Report == SmsReportState.Failed ? MessageState.Failed : MessageState.Sent;
        SentUtc = nowUtc;
        Secret = null;
        Failure = State == MessageState.Failed ? Failure : null;
    }

    /// <summary>Nobody tries before then: its server is down, or it is night.</summary>
    /// <param name="untilUtc">Whole milliseconds, which both databases keep as they are.</param>
    public void Postpone(DateTime untilUtc) => NextTryUtc = untilUtc;

    /// <summary>Tries again after a growing pause: 5 s, 20 s, 80 s, … at most <paramref name="longest"/>.</summary>
    public void TryLater(string failure, DateTime nowUtc, TimeSpan longest)
    {
        Tries++;
        Failure = failure;
        NextTryUtc = nowUtc + TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, 5 * Math.Pow(4, Math.Min(Tries - 1, 6))));
    }

    public void GiveUp(MessageState state, string failure)
    {
        State = state;
        Failure = failure;
        Secret = null;
    }
}

public sealed record Recipient(MessageChannel Channel, string Address, string Language);

public sealed record MessageTiming(DateTime NowUtc, DateTime UselessAfterUtc)
{
    /// <summary>When it is sent at the earliest; null: at once.</summary>
    public DateTime? DueUtc { get; init; }

    /// <summary>The recipient waits for it, or it cannot wait until the morning.</summary>
    public bool AtAnyHour { get; init; }
}
