using System.Collections.Concurrent;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Counter.Arrivals;
using Creneau.Counter.Visits;
using Creneau.TestKit;
using Creneau.Tests.Storms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Tests.Counter.Visits;

/// <summary>An agent who does at once whatever can be done at a counter, at random.</summary>
/// <param name="number">Its own chance and node.</param>
/// <param name="undone">Visits of which a step was taken back; this adds to them.</param>
internal sealed class StormingAgent(StormTown storm, int number, Actor actor, Tally tally, ConcurrentBag<Guid> undone)
{
    public static readonly string[] Deeds =
    [
        "signed on", "told who is there", "ticket", "cap reached", "arrived", "called", "called by another", "paused", "not come",
        "finished", "absent", "undone",
    ];

    private readonly Random _random = new(number);
    private readonly IServiceProvider _node = storm.NodeOf(number);
    private readonly TestTownHall _place = storm.Places[0];
    private int? _desk;

    public static (int Site, int Service) TicketAt(StormTown storm) =>
        (storm.Places[0].SiteId, storm.Places[0].ServiceId(ServiceKind.Collection));

    public async Task ServeAsync()
    {
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); clock.Elapsed < Storm.Length;)
        {
            await ActAsync();
        }
    }

    private Task ActAsync() => _random.Next(20) switch
    {
        < 2 => SignOnAsync(),
        < 4 => TakeTicketAsync(),
        < 6 => ArriveAsync(),
        < 12 => CallAsync(),
        < 14 => TryAsync<PauseVisit>(
            "paused", VisitStatus.InProgress, (pause, id) => pause.RunAsync(actor, id, LeavesDesk.Pauses, default)),
        < 15 => TryAsync<PauseVisit>(
            "not come", VisitStatus.InProgress, (pause, id) => pause.RunAsync(actor, id, LeavesDesk.DidNotCome, default)),
        < 17 => TryAsync<FinishVisit>("finished", VisitStatus.InProgress, (finish, id) => finish.RunAsync(actor, id, null, default)),
        < 18 => TryAsync<NoteAbsence>("absent", VisitStatus.Waiting, (absent, id) => absent.RunAsync(actor, id, default)),
        _ => UndoAsync(),
    };

    private async Task SignOnAsync()
    {
        var desk = _place.DeskIds.ElementAt(_random.Next(_place.DeskIds.Count));
        var result = await _node.GetRequiredService<SignOnToDesk>().RunAsync(actor, desk, _random.Next(2) == 0, default);
        tally.Note(result is SignOnResult.Done ? "signed on" : "told who is there");
        _desk = result is SignOnResult.Done ? desk : _desk;
    }

    private async Task TakeTicketAsync()
    {
        var (site, service) = TicketAt(storm);
        Note("ticket", await _node.GetRequiredService<TakeTicket>().RunAsync(actor, site, service, 1, StormTown.Form(), default));
    }

    private async Task ArriveAsync()
    {
        var expected = await storm.Town.ReadAsync(db => db.Appointments
            .Where(row => row.Status == AppointmentStatus.Confirmed || row.Status == AppointmentStatus.NoShow)
            .Select(row => row.Id).ToListAsync());
        if (expected.Count > 0)
        {
            var id = expected[_random.Next(expected.Count)];
            Note("arrived", await _node.GetRequiredService<NoteArrival>().RunAsync(actor, id, _place.SiteId, default));
        }
    }

    private Task CallAsync()
    {
        var standing = _random.Next(3) == 0 ? VisitStatus.Paused : VisitStatus.Waiting;
        var current = (CurrentVisit)_random.Next(3);
        return _desk is { } desk
            ? TryAsync<CallVisit>("called", standing, (call, id) => call.RunAsync(actor, id, desk, current, default))
            : SignOnAsync();
    }

    private async Task UndoAsync()
    {
        var visits = await storm.Town.ReadAsync(db => db.Visits.Select(visit => new { visit.Id, visit.Version }).ToListAsync());
        if (visits.Count == 0)
        {
            return;
        }

        var visit = visits[_random.Next(visits.Count)];
        var result = await _node.GetRequiredService<UndoVisitStep>().RunAsync(actor, visit.Id, visit.Version, default);
        Note("undone", result);
        if (result is VisitResult.Noted)
        {
            undone.Add(visit.Id);
        }
    }

    /// <summary>Mostly with the first who stands so: everybody wants the same.</summary>
    private async Task TryAsync<T>(string deed, VisitStatus standing, Func<T, Guid, Task<VisitResult>> run)
        where T : class
    {
        var inTurn = await storm.Town.ReadAsync(db => db.Visits.Where(visit => visit.Status == standing)
            .OrderBy(visit => visit.ArrivedUtc).Select(visit => visit.Id).ToListAsync());
        if (inTurn.Count > 0)
        {
            var id = inTurn[_random.Next(3) > 0 ? 0 : _random.Next(inTurn.Count)];
            Note(deed, await run(_node.GetRequiredService<T>(), id));
        }
    }

    private void Note(string deed, VisitResult result) => tally.Note(result switch
    {
        VisitResult.Noted => deed,
        VisitResult.Refused { Reason: VisitRefusal.CapReached } => "cap reached",
        VisitResult.Refused { Reason: VisitRefusal.OtherwiseNow } when deed == "called" => "called by another",
        _ => $"{deed}: refused",
    });
}
