using Creneau.Availability.Openings;
using Creneau.Scheduling;

namespace Creneau.Availability;

/// <summary>
/// A start at a desk that an agent names, whatever is open there. It lies on the grid, inside one day that is in memory and
/// ahead; nothing that it takes is retired by then; and nobody has it: a desk is never doubled. For services that take one desk.
/// </summary>
public sealed class UnofferedSlot
{
    private readonly AvailabilityIndex _availability;
    private readonly SitePlan _plan;
    private readonly WantedSlot _wanted;
    private readonly int _minutes;
    private readonly Ask _ask;

    /// <param name="deskId">One of the plan's.</param>
    public UnofferedSlot(AvailabilityIndex availability, SitePlan plan, WantedSlot wanted, int deskId)
    {
        (_availability, _plan, _wanted, DeskId) = (availability, plan, wanted, deskId);
        var group = Array.Find(plan.Desks, desk => desk.DeskId == deskId)?.Group;
        if (group is { } taken
            && availability.TryAsk(plan, wanted.ServiceIds, atCounter: true, out var ask)
            && ask.GroupCount == 1
            && ask.Takes(taken))
        {
            _ask = plan.AskAt(taken, ask);
            _minutes = (Math.Max(ask.Minutes, 1) + DayBits.UnitMinutes - 1) / DayBits.UnitMinutes * DayBits.UnitMinutes;
        }
    }

    public int TownHallId => _plan.TownHallId;

    public int DeskId { get; }

    /// <summary>Why nobody can have it, as far as place, day and grid go; null when the desk alone decides.</summary>
    public SlotRefusal? WhyNot(DateTime nowUtc) => WhyNot(nowUtc, _availability.Places.Retirements);

    /// <returns>Null when somebody has the desk then, or something was retired since.</returns>
    /// <param name="desk">Locked.</param>
    /// <param name="retirements">Those of the town hall, read under the lock.</param>
    public OfferedSlot? At(DeskState? desk, Taker taker, Retirements retirements)
    {
        if (WhyNot(taker.NowUtc, retirements) is not null)
        {
            return null;
        }

        var (told, taken) = TakenRange.Of(DeskId, new SlotStart(_wanted.Date, _wanted.StartMinute), _minutes, _ask);
        return desk?.IsVacant(taken, taker) == true
            ? new OfferedSlot(
                new SlotTime(_plan.TownHallId, _plan.PlanningId, _plan.SiteId, DeskId, told.Date, told.StartMinute, told.EndMinute),
                [taken])
            : null;
    }

    private SlotRefusal? WhyNot(DateTime nowUtc, Retirements retirements)
    {
        var nowLocal = _availability.Places.LocalNow(nowUtc)[_plan.ZoneIndex];
        return _minutes == 0 ? SlotRefusal.NotServedHere
            : _wanted.ServiceIds.Any(id => retirements.IsRetired(RetiredKind.Service, id, _wanted.Date)) ? SlotRefusal.NoLongerOffered
            : IsRetired(retirements) || !IsInsideTheDay ? SlotRefusal.NotOffered
            : _wanted.Date.ToDateTime(TimeOnly.MinValue).AddMinutes(_wanted.StartMinute) < nowLocal ? SlotRefusal.Past
            : _wanted.Date.DayNumber - DateOnly.FromDateTime(nowLocal).DayNumber > _availability.Places.LongestHorizonDays
                ? SlotRefusal.TooFar
            : null;
    }

    private bool IsRetired(Retirements retirements) =>
        retirements.FromDateOf(_availability.Places.Desks[DeskId], _plan.PlanningId, _plan.TownHallId) <= _wanted.Date;

    private bool IsInsideTheDay =>
        _wanted.StartMinute % DayBits.UnitMinutes == 0
        && _wanted.StartMinute - _ask.BeforeMinutes >= 0
        && _wanted.StartMinute + _minutes + _ask.AfterMinutes <= DayBits.MinutesPerDay;
}
