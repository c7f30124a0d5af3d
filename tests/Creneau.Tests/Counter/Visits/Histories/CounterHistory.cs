using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Booking.ByAgents;
using Creneau.Catalogue;
using Creneau.Counter.Arrivals;
using Creneau.Counter.Visits;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Creneau.Tests.Storms;
using Shouldly;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Counter.Visits.Histories;

/// <summary>
/// One day at random: whatever the agents do is done on the platform and in the slow model, and after each action both must tell
/// the same. A failure shows everything that was done.
/// </summary>
internal sealed class CounterHistory
{
    public const int Cap = 4;
    public const string Noted = "noted";

    public static readonly string[] Deeds =
        ["arrive", "call", "pause", "not come", "finish", "absent", "undo", "ticket", "sign on", "book again"];

    private const int Appointments = 8;
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly CurrentVisit[] WithCurrent = [CurrentVisit.Stays, CurrentVisit.Ends, CurrentVisit.Pauses];

    private readonly TestTown _town;
    private readonly TestTownHall _passy;
    private readonly IReadOnlyList<Actor> _agents;
    private readonly DateOnly _date;
    private readonly Random _random;
    private readonly SlowCounter _model;
    private readonly CounterComparison _compared;
    private readonly List<string> _journal;
    private readonly Tally _answers;
    private int _bookedAgain;

    /// <param name="seed">The same one makes the same day.</param>
    /// <param name="answers">Counts how often each deed was answered how.</param>
    public CounterHistory(TestTown town, TestTownHall passy, IReadOnlyList<Actor> agents, DateOnly date, int seed, Tally answers)
    {
        _answers = answers;
        (_town, _passy, _agents, _date, _random) = (town, passy, agents, date, new Random(seed));
        _model = new SlowCounter(date, Zone, Cap);
        _journal = [string.Create(CultureInfo.InvariantCulture, $"{date}, seed {seed}")];
        _compared = new CounterComparison(town, passy, date, _model);
    }

    private Actor AnyAgent => _agents[_random.Next(_agents.Count)];

    private int AnyDesk => _passy.DeskIds.ElementAt(_random.Next(_passy.DeskIds.Count));

    /// <summary>From 08:30 on: people book, and agents sit down.</summary>
    public async Task BeginAsync()
    {
        SetClock(WallClock.ToUtc(_date, 8 * 60 + 30, Zone));
        for (var i = 0; i < Appointments; i++)
        {
            await BookAsync(1 + _random.Next(3), i);
        }

        foreach (var (agent, desk) in _agents.Zip(_passy.DeskIds))
        {
            await SignOnAsync(agent, desk, takesOver: true);
        }
    }

    public async Task GoOnAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            PassTime();
            await ActAsync();
        }
    }

    /// <summary>Until nothing is left open: around midnight, around 03:00, and between the two jobs that close the day.</summary>
    public async Task CloseAsync(int stepsEach)
    {
        List<Func<Task>> jobs = [CloseAppointmentsAsync, CloseCounterAsync];
        string[] clocks = ["23:58:50", "24:00:01", "26:59:10", "27:00:00"];
        foreach (var clock in clocks)
        {
            SetClock(WallClock.ToUtc(_date, 0, Zone) + Hours(clock));
            await ActAsync();
            await GoOnAsync(stepsEach);
        }

        if (_random.Next(2) == 0)
        {
            jobs.Reverse();
        }

        foreach (var job in jobs)
        {
            await job();
            await GoOnAsync(stepsEach);
        }

        // Who sat down after midnight would still be there on the next day
        foreach (var agent in _agents)
        {
            await SignOnAsync(agent, null, takesOver: false);
        }
    }

    private static TimeSpan Hours(string clock)
    {
        var parts = clock.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new TimeSpan(parts[0], parts[1], parts[2]);
    }

    /// <summary>Mostly seconds, so that undoing is tried in time; once in a while the clock is set an hour back or forward.</summary>
    private void PassTime()
    {
        var seconds = _random.Next(10) switch
        {
            < 6 => _random.Next(1, 40),
            < 9 => _random.Next(40, 400),
            _ => _random.Next(400, 1000),
        };
        if (!_model.IsToday || _model.NowLocal.Hour > 20)
        {
            seconds = _random.Next(1, 5);
        }

        SetClock(_model.NowUtc.AddSeconds(seconds).AddMilliseconds(_random.Next(1, 900)));
        if (_model.IsToday && _model.NowLocal.Hour is >= 9 and < 20 && _random.Next(40) == 0)
        {
            var hours = _random.Next(2) == 0 ? -1 : 1;
            SetClock(_model.NowUtc.AddHours(hours));
            _journal.Add(string.Create(CultureInfo.InvariantCulture, $"The clock jumps by {hours} h"));
        }
    }

    /// <summary>Exactly until then, or a millisecond less; not at all when that is past.</summary>
    private void WaitUntilAbout(DateTime utc)
    {
        var until = utc.AddMilliseconds(-_random.Next(2));
        if (_model.IsToday && until > _model.NowUtc)
        {
            SetClock(until);
        }
    }

    private void SetClock(DateTime utc)
    {
        _town.TurnableClock.AdjustTime(utc);
        _model.NowUtc = utc;
    }

    private Task ActAsync() => _random.Next(100) switch
    {
        < 6 => ArriveAsync(Pick(VisitStatus.Absent)),
        < 16 => ArriveAsync(Pick((VisitStatus?)null)),
        < 36 => CallNextAsync(),
        < 42 => CallAsync(Pick(VisitStatus.Waiting, VisitStatus.Paused)),
        < 52 => PauseAsync(Pick(VisitStatus.InProgress)),
        < 58 => NotComeAsync(Pick(VisitStatus.InProgress)),
        < 68 => FinishAsync(Pick(VisitStatus.InProgress, VisitStatus.Paused)),
        < 72 => AbsentAsync(Pick(VisitStatus.Waiting, VisitStatus.InProgress)),
        < 73 => AbsentAsync(Pick((VisitStatus?)null)),
        < 84 => UndoAsync(PickLast()),
        < 90 => TakeTicketAsync(),
        < 96 => SignOnAsync(AnyAgent, _random.Next(8) == 0 ? null : AnyDesk, _random.Next(2) == 0),
        _ => BookAgainAsync(Pick(VisitStatus.Done, VisitStatus.Absent)),
    };

    /// <summary>Mostly somebody who stands so, sometimes anybody.</summary>
    private SlowStay Pick(params VisitStatus?[] standing)
    {
        var fitting = _model.Stays.FindAll(stay => standing.Contains(stay.Status) && (stay.HasAppointment || stay.Now is not null));
        var among = fitting.Count > 0 && _random.Next(5) > 0 ? fitting : _model.Stays;
        return among[_random.Next(among.Count)];
    }

    private SlowStay PickLast() =>
        _random.Next(3) > 0 ? _model.Stays.MaxBy(stay => stay.Now?.NotedUtc ?? DateTime.MinValue)! : Pick();

    private async Task BookAsync(int people, int number)
    {
        Comer?[] party = [.. Enumerable.Range(0, people).Select(ordinal => PersonOf(number, ordinal))];
        for (; ; )
        {
            var minute = (9 * 60) + (15 * _random.Next(12));
            var slot = _passy.Slot(_date, minute, [.. party.Select(_ => ServiceKind.IdCard)]);
            if (await _town.BookForAsync(_agents[0], slot, party) is BookResult.Booked booked)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"appointment {number} of {people}");
                _model.Stays.Add(new SlowStay(booked.AppointmentId, name, people, WallClock.ToUtc(_date, minute, Zone)));
                return;
            }
        }
    }

    /// <summary>Somebody else on each day, in each appointment.</summary>
    private Comer PersonOf(int number, int ordinal) => Person(
        $"Comer{(char)('a' + (_date.DayNumber % 26))}{(char)('a' + number)}", $"Claire{(char)('a' + ordinal)}");

    private Task ArriveAsync(SlowStay stay) => TellAsync(
        "arrive",
        $"{stay.Name} arrives",
        _model.Arrive(stay),
        () => _town.Get<NoteArrival>().RunAsync(AnyAgent, stay.Id, _passy.SiteId, default));

    /// <summary>The first of the queue, as the page proposes it.</summary>
    private async Task CallNextAsync()
    {
        if (_model.IsToday)
        {
            await _compared.QueueShouldBeAsync(_agents[0], Journal);
        }

        if (_model.ToCall is [var first, ..])
        {
            await CallAsync(first);
        }
    }

    private Task CallAsync(SlowStay stay)
    {
        var (agent, desk) = (AnyAgent, AnyDesk);
        if (_random.Next(8) > 0 && _model.SignedOn.Count > 0)
        {
            // Mostly somebody from where they are
            (desk, var there) = _model.SignedOn.ElementAt(_random.Next(_model.SignedOn.Count));
            agent = _agents.Single(one => one.Id == there.Agent);
        }

        var current = WithCurrent[_random.Next(WithCurrent.Length)];
        return TellAsync(
            "call",
            string.Create(CultureInfo.InvariantCulture, $"agent {agent.Id} calls {stay.Name} to desk {desk}, who is there: {current}"),
            _model.Call(stay, desk, agent.Id!.Value, current),
            () => _town.Get<CallVisit>().RunAsync(agent, stay.Id, desk, current, default));
    }

    private Task PauseAsync(SlowStay stay) => TellAsync(
        "pause",
        $"{stay.Name} pauses",
        _model.Pause(stay),
        () => _town.Get<PauseVisit>().RunAsync(AnyAgent, stay.Id, LeavesDesk.Pauses, default));

    /// <summary>Often called again, too early by a hair or just in time.</summary>
    private async Task NotComeAsync(SlowStay stay)
    {
        await TellAsync(
            "not come",
            $"{stay.Name} does not come",
            _model.NotCome(stay),
            () => _town.Get<PauseVisit>().RunAsync(AnyAgent, stay.Id, LeavesDesk.DidNotCome, default));
        if (stay.Now is { Status: VisitStatus.Waiting, LastCalledUtc: { } called } && _random.Next(2) == 0)
        {
            WaitUntilAbout(called + SlowCounter.RecallGap);
            await CallAsync(stay);
        }
    }

    private Task FinishAsync(SlowStay stay)
    {
        var outcomes = _random.Next(3) switch
        {
            0 => null,
            1 when _random.Next(3) == 0 => [.. Enumerable.Repeat(PersonOutcome.Absent, stay.People)],
            _ => Enumerable.Range(0, stay.People + (_random.Next(8) == 0 ? 1 : 0)).Select(_ => (PersonOutcome)_random.Next(4)).ToArray(),
        };
        return TellAsync(
            "finish",
            $"{stay.Name} is finished: {(outcomes is null ? "all" : string.Join(' ', outcomes))}",
            _model.Finish(stay, outcomes),
            () => _town.Get<FinishVisit>().RunAsync(AnyAgent, stay.Id, outcomes, default));
    }

    private Task AbsentAsync(SlowStay stay) => TellAsync(
        "absent",
        $"{stay.Name} is absent", _model.Absent(stay), () => _town.Get<NoteAbsence>().RunAsync(AnyAgent, stay.Id, default));

    private async Task UndoAsync(SlowStay stay)
    {
        if (stay.Now is { } last && _random.Next(4) == 0)
        {
            WaitUntilAbout(last.NotedUtc + SlowCounter.Minute);
        }

        var hasSeenLast = _random.Next(8) > 0;
        var version = await _compared.VersionAsync(stay.Id) - (hasSeenLast ? 0 : 1);
        await TellAsync(
            "undo",
            $"{stay.Name} is undone{(hasSeenLast ? "" : " from an old page")}",
            _model.Undo(stay, hasSeenLast),
            () => _town.Get<UndoVisitStep>().RunAsync(AnyAgent, stay.Id, version, default));
    }

    private async Task TakeTicketAsync()
    {
        if (!_model.IsToday)
        {
            // That would be a ticket of the next day
            return;
        }

        var people = 1 + _random.Next(2);
        var result = await _town.Get<TakeTicket>().RunAsync(
            AnyAgent, _passy.SiteId, _passy.ServiceId(ServiceKind.Collection), people, Form(_town), default);
        var name = string.Create(CultureInfo.InvariantCulture, $"walk-in {_model.Stays.Count}");
        var comer = new SlowStay((result as VisitResult.Noted)?.VisitId ?? default, name, people, null);
        await TellAsync("ticket", $"{name} takes a ticket", _model.TakeTicket(comer), () => Task.FromResult(result));
    }

    private async Task SignOnAsync(Actor agent, int? desk, bool takesOver)
    {
        var expected = true;
        if (desk is { } id)
        {
            expected = _model.SignOn(agent.Id!.Value, id, takesOver);
        }
        else
        {
            _model.SignOff(agent.Id!.Value);
        }

        var result = await _town.Get<SignOnToDesk>().RunAsync(agent, desk, takesOver, default);
        var how = takesOver ? ", taking over" : "";
        await NotedAsync(
            "sign on",
            string.Create(CultureInfo.InvariantCulture, $"agent {agent.Id} signs on at desk {desk ?? 0}{how}"),
            expected ? Noted : nameof(SignOnResult.Taken),
            result is SignOnResult.Done ? Noted : result.GetType().Name);
    }

    /// <summary>The first of the party, three weeks later.</summary>
    private async Task BookAgainAsync(SlowStay stay)
    {
        if (!stay.HasAppointment)
        {
            return;
        }

        var slot = _passy.Slot(_date.AddDays(21), (9 * 60) + (15 * _bookedAgain));
        var expected = SlowCounter.BookAgain(stay);
        _bookedAgain += expected ? 1 : 0;
        var isBooked = await _town.BookForAsync(_agents[0], slot, PersonOf(_model.Stays.IndexOf(stay), 0)) is BookResult.Booked;
        await NotedAsync("book again", $"{stay.Name} books again", expected ? Noted : "refused", isBooked ? Noted : "refused");
    }

    private async Task CloseAppointmentsAsync()
    {
        _model.CloseAppointments();
        await _town.Get<Sweeper>().CloseDaysAsync(default);
        await NotedAsync("close", "the night closes the appointments", Noted, Noted);
    }

    private async Task CloseCounterAsync()
    {
        _model.CloseCounter();
        await _town.Get<CloseVisits>().RunAsync(default);
        await NotedAsync("close", "the night closes the counter", Noted, Noted);
    }

    /// <param name="expected">Why not, as the model says; null: it is noted.</param>
    private async Task TellAsync(string deed, string what, VisitRefusal? expected, Func<Task<VisitResult>> run)
    {
        var result = await run();
        await NotedAsync(deed, what, expected?.ToString() ?? Noted, (result as VisitResult.Refused)?.Reason.ToString() ?? Noted);
    }

    private async Task NotedAsync(string deed, string what, string expected, string answer)
    {
        _journal.Add(string.Create(CultureInfo.InvariantCulture, $"{_model.NowLocal:HH:mm:ss} {what}: {answer}"));
        answer.ShouldBe(expected, Journal());
        await _compared.ShouldBeAsync(Journal);
        _answers.Note($"{deed}: {answer}");
    }

    private string Journal() => string.Join('\n', _journal);
}
