namespace Creneau.Offers.Runs;

/// <summary>What became of one appointment of a cancellation.</summary>
public enum CancellationState
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>Cancelled; what is offered may be taken.</summary>
    Offered,

    /// <summary>Cancelled, and nothing near was free.</summary>
    NothingFree,

    /// <summary>Another start was taken.</summary>
    Taken,

    Declined,

    /// <summary>An agent brought it back.</summary>
    Restored,

    /// <summary>The cancellation was stopped before, or it was taken out of it: it stays as it was.</summary>
    Stopped,

    /// <summary>The person moved or cancelled before: they are left alone (D5).</summary>
    LeftAlone,
}

/// <summary>One appointment of a cancellation, with what is offered instead.</summary>
/// <param name="Appointment">As it is now.</param>
/// <param name="Date">When it was, before.</param>
public sealed record CancellationLine(CancelledAppointment Appointment, CancellationState State, DateOnly Date, int StartMinute)
{
    /// <summary>The start that is kept, or was; null when none is.</summary>
    public OfferedStart? Kept { get; init; }

    public DateTime? KeptUntilUtc { get; init; }

    /// <summary>Starts that are only shown.</summary>
    public IReadOnlyList<OfferedStart> Shown { get; init; } = [];

    /// <summary>The message did not reach them: somebody calls.</summary>
    public bool IsUnreached { get; init; }

    public bool MustBeCalled =>
        State is CancellationState.Offered or CancellationState.NothingFree
        && (IsUnreached || Appointment.Told is ToldBy.Call or ToldBy.Nothing);
}

/// <summary>A cancellation in a list, with how many appointments it was begun for.</summary>
public sealed record ListedCancellation(CancellationRun Run, int Appointments);

/// <summary>A cancellation of several as it stands.</summary>
/// <param name="Lines">In the order of their starts.</param>
/// <param name="BeginsUtc">When the first is carried out; null: it has begun, or nothing waits (any more).</param>
public sealed record CancellationView(CancellationRun Run, IReadOnlyList<CancellationLine> Lines, DateTime? BeginsUtc)
{
    public int Count(CancellationState state) => Lines.Count(line => line.State == state);

    public bool IsRunning => Lines.Any(line => line.State == CancellationState.Waiting);

    /// <summary>Cancelled, with an offer or without.</summary>
    public int Done => Lines.Count(line => line.State is CancellationState.Offered or CancellationState.NothingFree
        or CancellationState.Taken or CancellationState.Declined);
}
