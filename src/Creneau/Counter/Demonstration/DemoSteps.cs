using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Counter.Visits;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.Storage.Demonstration;

namespace Creneau.Counter.Demonstration;

/// <summary>
/// Notes a site's day as the counter would have, step by step at its time, with events and audit, in the one transaction of the
/// demonstration. Seconds of the day.
/// </summary>
/// <param name="staffed">Who calls to each desk.</param>
internal sealed class DemoSteps(DemoRun run, StorageProvider storage, PlaceDirectory places, IReadOnlyDictionary<int, Actor> staffed)
{
    private readonly List<(int At, Func<CancellationToken, Task> NoteAsync)> _steps = [];
    private readonly Dictionary<DemoStay, Visit> _visits = [];

    /// <summary>An agent takes a desk, and leaves it later.</summary>
    public void SignOn(int deskId, int from, int until)
    {
        var signOn = new DeskSignOn(deskId, staffed[deskId].Id!.Value, run.Today, At(deskId, from));
        Add(from, _ => SignAsync(deskId, from, FormattableString.Invariant($"desk:{deskId}"), () => run.Db.Add(signOn)));
        Add(until, _ => SignAsync(deskId, until, "", () => run.Db.Remove(signOn)));
    }

    public void Stay(IEnumerable<DemoStay> stays)
    {
        foreach (var stay in stays)
        {
            Add(stay.Arrives, ct => ArriveAsync(stay, ct));
            Add(stay.Called, ct => CallAsync(stay, ct));
            Add(stay.Ends, ct => FinishAsync(stay, ct));
            Add(stay.NotedAbsent, ct => BeAbsentAsync(stay, ct));
        }
    }

    /// <summary>Notes what has happened by then, oldest first.</summary>
    public async Task NoteUntilAsync(int now, CancellationToken ct)
    {
        foreach (var (_, noteAsync) in _steps.Where(step => step.At <= now).OrderBy(step => step.At))
        {
            await noteAsync(ct);
        }
    }

    private void Add(int at, Func<CancellationToken, Task> noteAsync) => _steps.Add((at, noteAsync));

    private Task SignAsync(int deskId, int at, string subject, Action write)
    {
        var transaction = Begin(deskId, at, "desk-sign-on");
        transaction.Audit(new AuditEntry("desk-sign-on", subject));
        write();
        Keep(transaction, null);
        return Task.CompletedTask;
    }

    private async Task ArriveAsync(DemoStay stay, CancellationToken ct)
    {
        var operation = stay.Appointment is null ? "visit-ticket" : "visit-arrive";
        var transaction = Begin(stay.DeskId, stay.Arrives, operation);
        var visit = BeginVisit(transaction, stay);
        var place = stay.Appointment is { } appointment ? VisitSteps.PlaceOf(appointment) : PlaceOf(stay);
        var ticket = await Tickets.NextAsync(transaction, place, places, ct);
        visit.SetTicket(ticket);
        transaction.Audit(stay.Appointment is null ? VisitAudit.OfTicket(visit.Id, ticket) : VisitAudit.Of(operation, visit.Id));
        await NoteAsync(transaction, stay, VisitStepKind.Arrived, ct);
    }

    private Task CallAsync(DemoStay stay, CancellationToken ct)
    {
        var transaction = Begin(stay.DeskId, stay.Called, "visit-call");
        transaction.Audit(VisitAudit.Of("visit-call", _visits[stay].Id, stay.DeskId));
        return NoteAsync(transaction, stay, VisitStepKind.Called, ct);
    }

    private async Task FinishAsync(DemoStay stay, CancellationToken ct)
    {
        var transaction = Begin(stay.DeskId, stay.Ends, "visit-finish");
        var noted = stay.Outcomes is null ? nameof(PersonOutcome.Done) : string.Join(' ', stay.Outcomes);
        transaction.Audit(VisitAudit.Of("visit-finish", _visits[stay].Id) with { After = noted });
        await NoteAsync(transaction, stay, VisitStepKind.Done, ct);
        if (stay.Outcomes is not null)
        {
            stay.Appointment?.SetOutcomes(stay.Outcomes);
        }
    }

    private Task BeAbsentAsync(DemoStay stay, CancellationToken ct)
    {
        var transaction = Begin(stay.DeskId, stay.NotedAbsent, "visit-absent");
        transaction.Audit(VisitAudit.Of("visit-absent", BeginVisit(transaction, stay).Id));
        return NoteAsync(transaction, stay, VisitStepKind.Absent, ct);
    }

    private Visit BeginVisit(Transaction transaction, DemoStay stay)
    {
        if (stay.Appointment is { } appointment)
        {
            return _visits[stay] = VisitSteps.Begin(transaction, appointment);
        }

        var place = PlaceOf(stay);
        var visit = new Visit(Guid.CreateVersion7(transaction.NowUtc), place, Retention.After(place.Date, place.TownHallId, places));
        run.Db.Add(visit);
        return _visits[stay] = visit;
    }

    private VisitPlace PlaceOf(DemoStay walkIn)
    {
        var site = places.Sites[places.Desks[walkIn.DeskId].SiteId];
        return new VisitPlace(site.TownHallId, site.Id, walkIn.Service!.PlanningId, run.Today) { ServiceId = walkIn.Service.Id };
    }

    private async Task NoteAsync(Transaction transaction, DemoStay stay, VisitStepKind kind, CancellationToken ct)
    {
        var step = VisitSteps.Step(transaction, kind, kind == VisitStepKind.Called ? stay.DeskId : null);
        await VisitSteps.NoteAsync(transaction, _visits[stay], stay.Appointment, step, ct);
        Keep(transaction, stay.Appointment);
    }

    /// <summary>What saving a transaction of its own would have added.</summary>
    private void Keep(Transaction transaction, Appointment? appointment)
    {
        run.Db.AddRange(appointment?.TakeNewEvents(transaction.Actor) ?? []);
        run.Db.Add(new AuditRow(transaction.Actor, transaction.Audited, transaction.NowUtc));
    }

    private Transaction Begin(int deskId, int at, string operation) =>
        new(run.Db, storage, staffed[deskId], operation, new StandingClock(At(deskId, at)));

    private DateTime At(int deskId, int second) =>
        WallClock.ToUtc(run.Today, second / 60, places.ZoneOf(places.Sites[places.Desks[deskId].SiteId])).AddSeconds(second % 60);

    /// <summary>Shows one instant.</summary>
    private sealed class StandingClock(DateTime nowUtc) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(nowUtc, TimeSpan.Zero);
    }
}
