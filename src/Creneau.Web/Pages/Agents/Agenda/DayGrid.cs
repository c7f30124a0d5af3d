using Creneau.Appointments;
using Creneau.Counter;
using Creneau.Notifications;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Agenda;

/// <summary>The drawn range of a day: it grows to every opening and appointment, hour by hour.</summary>
/// <param name="From">Minute of the day at which the drawing begins.</param>
/// <param name="IsShort">Something shorter than a quarter of an hour stands in it: rows are taller, so that its text fits.</param>
public sealed record DayRange(int From, int Until, bool IsShort)
{
    private const int DefaultFrom = 8 * 60;
    private const int DefaultUntil = 17 * 60;
    private const int Hour = 60;
    private const int Quarter = 15;

    public IEnumerable<int> Hours => Enumerable.Range(From / Hour, ((Until - From) / Hour) + 1).Select(hour => hour * Hour);

    /// <summary>Class of the row in which something begins; rows are five minutes.</summary>
    public string Starts(int minute) => $"t{(Math.Clamp(minute, From, Until) - From) / DayBits.UnitMinutes}";

    /// <summary>Classes of where something stands, from one minute to another.</summary>
    public string Rows(int from, int until) => $"{Starts(from)} u{(Math.Clamp(until, From, Until) - From) / DayBits.UnitMinutes}";

    public bool Has(int minute) => minute >= From && minute < Until;

    public static DayRange Of(Creneau.Counter.Agenda agenda)
    {
        int[] starts =
        [
            .. agenda.Open.Select(open => open.StartMinute),
            .. agenda.Appointments.Select(one => one.TakenFrom),
            .. agenda.Closures.Where(closed => closed.Kind == ClosedKind.WalkInOnly).Select(closed => closed.Time.Start),
        ];
        int[] ends =
        [
            .. agenda.Open.Select(open => open.EndMinute),
            .. agenda.Appointments.Select(one => one.TakenUntil),
            .. agenda.Closures.Where(closed => closed.Kind == ClosedKind.WalkInOnly).Select(closed => closed.Time.End),
        ];
        var isShort = agenda.Appointments.Any(one => one.TakenUntil - one.TakenFrom < Quarter)
            || agenda.Free.Any(free => free.Minutes < Quarter);
        return starts.Length == 0
            ? new DayRange(DefaultFrom, DefaultUntil, isShort)
            : new DayRange(starts.Min() / Hour * Hour, (ends.Max() + Hour - 1) / Hour * Hour, isShort);
    }
}

/// <summary>Starts of one desk at one minute, one for each planning that could have it.</summary>
public sealed record FreeBlock(int StartMinute, int EndMinute, IReadOnlyList<FreeStart> Starts);

/// <summary>Closed time of one desk; no words: before it opens, or after.</summary>
public sealed record ClosedBlock(int StartMinute, int EndMinute, string? Why);

/// <summary>One desk of a day as it is drawn.</summary>
public sealed record DeskColumn(
    AgendaDesk Desk,
    IReadOnlyList<AgendaAppointment> Appointments,
    IReadOnlyList<FreeBlock> Free,
    IReadOnlyList<ClosedBlock> Closed)
{
    public static DeskColumn Of(Creneau.Counter.Agenda agenda, AgendaDesk desk, DateOnly date, DayRange range, AgendaWords words) => new(
        desk,
        [.. agenda.Appointments.Where(one => one.DeskId == desk.Id && one.Date == date).OrderBy(one => one.TakenFrom)],
        Blocks(agenda.Free.Where(free => free.DeskId == desk.Id && free.Date == date)),
        [.. ClosedBlocks(agenda, desk.Id, date, range, words)]);

    /// <summary>Starts that follow each other without overlapping: as many people as could still come.</summary>
    internal static IReadOnlyList<FreeBlock> Blocks(IEnumerable<FreeStart> starts)
    {
        List<FreeBlock> blocks = [];
        foreach (var at in starts.GroupBy(free => free.StartMinute).OrderBy(group => group.Key))
        {
            if (blocks.Count == 0 || at.Key >= blocks[^1].EndMinute)
            {
                blocks.Add(new FreeBlock(at.Key, at.Key + at.Min(free => free.Minutes), [.. at.OrderBy(free => free.PlanningId)]));
            }
        }

        return blocks;
    }

    private static IEnumerable<ClosedBlock> ClosedBlocks(
        Creneau.Counter.Agenda agenda, int deskId, DateOnly date, DayRange range, AgendaWords words)
    {
        var shut = DayBits.Range(range.From / DayBits.UnitMinutes, range.Until / DayBits.UnitMinutes);
        foreach (var open in agenda.Open.Where(open => open.DeskId == deskId && open.Date == date))
        {
            shut = shut.Without(open.StartMinute / DayBits.UnitMinutes, open.EndMinute / DayBits.UnitMinutes);
        }

        foreach (var closed in agenda.Closures.Where(closed => closed.DeskId == deskId && closed.Date == date))
        {
            foreach (var run in Runs(closed.Time.Bits & shut))
            {
                yield return new ClosedBlock(run.Start, run.End, words.Why(closed));
            }

            shut = shut.Except(closed.Time.Bits);
        }

        foreach (var run in Runs(shut))
        {
            yield return new ClosedBlock(run.Start, run.End, null);
        }
    }

    private static IEnumerable<MinuteRange> Runs(DayBits bits)
    {
        for (var from = bits.Next(0); from >= 0;)
        {
            var until = (~bits).Next(from) is var end and >= 0 ? end : DayBits.Units;
            yield return MinuteRange.OfUnits(from, until);
            from = until < DayBits.Units ? bits.Next(until) : -1;
        }
    }
}

/// <summary>How an appointment is drawn: the class that colours it, beside the glyph of the same name.</summary>
public static class StatusLook
{
    public static string ClassOf(AgendaAppointment one) => one.CancelAtUtc is null ? ClassOf(one.Status) : "leaving";

    public static string ClassOf(AppointmentStatus status) => status switch
    {
        AppointmentStatus.Held => "held",
        AppointmentStatus.Confirmed => "confirmed",
        AppointmentStatus.Arrived => "arrived",
        AppointmentStatus.InProgress => "running",
        AppointmentStatus.Paused => "paused",
        AppointmentStatus.Completed => "completed",
        AppointmentStatus.NoShow => "absent",
        AppointmentStatus.Unrecorded => "unrecorded",
        AppointmentStatus.Cancelled or AppointmentStatus.Expired => "cancelled",
    };

    public static string GlyphOf(MessageState state) => state switch
    {
        MessageState.Sent => "completed",
        MessageState.Failed => "absent",
        MessageState.Waiting or MessageState.Unknown => "held",
        MessageState.Useless => "unrecorded",
    };
}
