namespace Creneau.Counter.Visits;

/// <summary>
/// What follows from the steps of a visit, read from the first to the last. A step that is undone is taken out, so that the
/// course is as if it had never been.
/// </summary>
public sealed class VisitCourse
{
    private readonly List<VisitStretch> _stretches = [];

    private VisitCourse()
    {
    }

    public VisitStatus Status { get; private set; }

    /// <summary>The desk where it is or was last; null: it was called to none yet.</summary>
    public int? DeskId { get; private set; }

    /// <summary>The agent who called last.</summary>
    public int? AgentId { get; private set; }

    /// <summary>The first time; null: nobody has come.</summary>
    public DateTime? ArrivedUtc { get; private set; }

    public DateTime? FirstCalledUtc { get; private set; }

    public DateTime? LastCalledUtc { get; private set; }

    /// <summary>All of them; a call that was taken back is none.</summary>
    public int Calls { get; private set; }

    /// <summary>Calls that nobody followed since the last arrival.</summary>
    public int InVain { get; private set; }

    /// <summary>Done, absent or unrecorded; null while it lasts.</summary>
    public DateTime? EndedUtc { get; private set; }

    /// <summary>Times at desks, oldest first. A call that nobody followed is none.</summary>
    public IReadOnlyList<VisitStretch> Stretches => _stretches;

    /// <summary>The desk that is taken now; null when none is.</summary>
    public int? AtDeskId => Status == VisitStatus.InProgress ? DeskId : null;

    /// <param name="steps">In their order; the first one is an arrival or an absence.</param>
    public static VisitCourse Of(IEnumerable<VisitStep> steps)
    {
        var course = new VisitCourse();
        foreach (var step in steps)
        {
            course.Take(step);
        }

        return course;
    }

    /// <summary>
    /// Not called again before that instant: who did not come is given some time. A call that lies ahead is one from before the
    /// clock was set back; nobody waits an hour because of it.
    /// </summary>
    public DateTime NotBeforeUtc(TimeSpan recallGap, DateTime nowUtc) =>
        Status == VisitStatus.Waiting && InVain > 0 && LastCalledUtc <= nowUtc ? LastCalledUtc.Value + recallGap : DateTime.MinValue;

    /// <summary>Time at desks until an instant; pauses do not count. Never below zero, though the clock was set back.</summary>
    public TimeSpan ActiveUntil(DateTime nowUtc) => _stretches.Aggregate(
        TimeSpan.Zero, (sum, stretch) => sum + Length(stretch.FromUtc, stretch.UntilUtc ?? nowUtc));

    /// <summary>
    /// How long somebody has waited: from their arrival, or the start that was booked when that is later, to the first call or
    /// the end, else until now.
    /// </summary>
    /// <param name="bookedUtc">Null: without an appointment.</param>
    /// <returns>Zero when nobody has come, or was called before the booked start.</returns>
    public TimeSpan WaitedUntil(DateTime nowUtc, DateTime? bookedUtc)
    {
        if (ArrivedUtc is not { } arrived)
        {
            return TimeSpan.Zero;
        }

        var from = bookedUtc > arrived ? bookedUtc.Value : arrived;
        return Length(from, FirstCalledUtc ?? EndedUtc ?? nowUtc);
    }

    private static TimeSpan Length(DateTime fromUtc, DateTime untilUtc) => untilUtc > fromUtc ? untilUtc - fromUtc : TimeSpan.Zero;

    private void Take(VisitStep step)
    {
        switch (step.Kind)
        {
            case VisitStepKind.Arrived:
                Arrive(step);
                break;
            case VisitStepKind.Called or VisitStepKind.Resumed:
                Begin(step);
                break;
            case VisitStepKind.NotCome:
                Status = VisitStatus.Waiting;
                _stretches.RemoveAt(_stretches.Count - 1);
                InVain++;
                break;
            case VisitStepKind.Paused:
                Status = VisitStatus.Paused;
                EndStretch(step.AtUtc);
                break;
            case VisitStepKind.Done or VisitStepKind.Absent or VisitStepKind.Unrecorded:
                End(step);
                break;
        }
    }

    private void Arrive(VisitStep step)
    {
        Status = VisitStatus.Waiting;
        ArrivedUtc ??= step.AtUtc;
        (EndedUtc, InVain) = (null, 0);
    }

    private void Begin(VisitStep step)
    {
        Status = VisitStatus.InProgress;
        (DeskId, AgentId) = (step.DeskId, step.AgentId);
        _stretches.Add(new VisitStretch(step.DeskId!.Value, step.AgentId, step.AtUtc, null));
        if (step.Kind == VisitStepKind.Called)
        {
            FirstCalledUtc ??= step.AtUtc;
            LastCalledUtc = step.AtUtc;
            Calls++;
        }
    }

    private void End(VisitStep step)
    {
        if (Status == VisitStatus.InProgress && step.Kind == VisitStepKind.Absent)
        {
            // Called, and nobody came
            _stretches.RemoveAt(_stretches.Count - 1);
        }

        EndStretch(step.AtUtc);
        (Status, EndedUtc) = (StatusAfter(step.Kind), step.AtUtc);
    }

    private void EndStretch(DateTime atUtc)
    {
        if (_stretches is [.., { UntilUtc: null } last])
        {
            _stretches[^1] = last with { UntilUtc = atUtc };
        }
    }

    private static VisitStatus StatusAfter(VisitStepKind kind) => kind switch
    {
        VisitStepKind.Done => VisitStatus.Done,
        VisitStepKind.Absent => VisitStatus.Absent,
        _ => VisitStatus.Unrecorded,
    };
}
