using Creneau.Appointments;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;

namespace Creneau.Hours.Publishing;

/// <summary>Finds, one after another, starts for people who fall outside: nobody is proposed what somebody else is.</summary>
internal sealed class ProposedStarts(DraftPlans plans, DateTime nowLocal)
{
    /// <summary>How many days before and after are looked at.</summary>
    private const int DaysAround = 60;

    /// <summary>People with what was chosen for them, by start; chosen starts come before proposed ones.</summary>
    /// <param name="kept">Until when each hold keeps its start.</param>
    public IReadOnlyList<OutsideAppointment> For(
        IEnumerable<Appointment> people, IReadOnlyList<OutsideChoice> choices, IReadOnlyDictionary<Guid, DateTime> kept)
    {
        var chosen = choices.ToDictionary(choice => choice.AppointmentId);
        var outside = people.OrderBy(one => one.Date).ThenBy(one => one.StartMinute).ThenBy(one => one.Id)
            .Select(one => Settle(one, chosen.GetValueOrDefault(one.Id), kept)).ToList();
        return [.. outside.Select(one => one.Choice.To is null ? one with { Proposed = NearestTo(one.Appointment) } : one)];
    }

    /// <summary>The start nearest in time with the hours as they would be.</summary>
    public ProposedStart? Find(Appointment appointment) =>
        plans.After(appointment.PlanningId, appointment.SiteId) is { } plan
        && plans.TryAsk(plan, appointment.ServiceIds, out var ask)
        && Nearest(plan, ask, appointment) is { } start
            ? new ProposedStart(appointment.SiteId, start.Date, start.Minute)
            : null;

    /// <summary>The same, which is taken from then on.</summary>
    private ProposedStart? NearestTo(Appointment appointment)
    {
        var start = Find(appointment);
        Take(start is null ? null : plans.Place(appointment, start, nowLocal));
        return start;
    }

    private OutsideAppointment Settle(Appointment appointment, OutsideChoice? choice, IReadOnlyDictionary<Guid, DateTime> kept)
    {
        choice ??= new OutsideChoice(appointment.Id, OutsideDeed.Keep);
        if (choice is not { Deed: OutsideDeed.Move, To: { } to })
        {
            return new OutsideAppointment(appointment, choice with { To = null }, null, null);
        }

        if (choice.HoldId is { } hold && kept.TryGetValue(hold, out var untilUtc))
        {
            return new OutsideAppointment(appointment, choice, null, untilUtc);
        }

        var placed = plans.Place(appointment, to, nowLocal);
        Take(placed);
        return new OutsideAppointment(
            appointment, placed is null ? new OutsideChoice(appointment.Id, OutsideDeed.Keep) : choice, null, null);
    }

    private void Take(PlacedStart? placed)
    {
        if (placed is not null)
        {
            plans.After(placed.Slot.PlanningId, placed.Slot.SiteId)!.Set(placed.Ranges, taken: true);
        }
    }

    private SlotStart? Nearest(SitePlan plan, Ask ask, Appointment appointment)
    {
        var own = new SlotStart(appointment.Date, appointment.StartMinute);
        SlotStart? nearest = null;
        for (var away = 0; away <= DaysAround && nearest is null; away++)
        {
            foreach (var date in away == 0 ? [own.Date] : new[] { own.Date.AddDays(-away), own.Date.AddDays(away) })
            {
                foreach (var unit in plan.StartsOn(date, ask, nowLocal, ignoreWindow: true))
                {
                    var start = new SlotStart(date, unit * DayBits.UnitMinutes);
                    nearest = start != own && (nearest is not { } best || Distance(start, own) < Distance(best, own)) ? start : nearest;
                }
            }
        }

        return nearest;
    }

    private static TimeSpan Distance(SlotStart one, SlotStart other) => (one.ToDateTime() - other.ToDateTime()).Duration();
}
