using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Notifications.Rules;
using Creneau.OnePerPerson;
using Creneau.Places;
using Creneau.Reminders;
using Creneau.Scheduling;
using Creneau.Storage.Demonstration;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Creneau.Demo;

/// <summary>Fills the desks of town halls with appointments, and notes how full they have become.</summary>
internal sealed class DemoFilling
{
    private readonly PlaceDirectory _places;
    private readonly OpeningCalendars _calendars;
    private readonly PersonClaims _claims;
    private readonly DemoBookings _bookings;
    private readonly DemoScale _scale;
    private readonly Random _random;
    private readonly DateTime _nowUtc;
    private readonly IModel _model;
    private readonly ILookup<int, Desk> _desks;
    private readonly IReadOnlyList<KnownPeople> _known;
    private readonly SortedDictionary<int, KnownAppointment> _knownMade = [];
    private long _nextApplicant = 1;

    public DemoFilling(
        PlaceDirectory places, ScheduleRows rows, PersonClaims claims, IModel model, DemoScale scale, int seed, DateTime nowUtc)
    {
        (_places, _claims, _model, _scale, _nowUtc, _random) = (places, claims, model, scale, nowUtc, new Random(seed));
        Today = DateOnly.FromDateTime(WallClock.ToLocal(nowUtc, Territory.Metropole));
        _calendars = new OpeningCalendars(places, rows, Today, scale.FilledDays);
        _bookings = new DemoBookings(
            places,
            claims,
            new DemoPeople(Today),
            new DemoNumbers(seed),
            _random,
            nowUtc)
        { WithPreRequests = scale == DemoScale.Department };
        _desks = places.Desks.Values.OrderBy(desk => desk.Id).ToLookup(desk => places.Sites[desk.SiteId].TownHallId);
        _known = scale == DemoScale.Department ? KnownPeople.All(Today) : [];
    }

    public DateOnly Today { get; }

    public IReadOnlyList<KnownAppointment> Known => [.. _knownMade.Values];

    public List<DemoFill> Fills { get; } = [];

    /// <summary>All appointments of some town halls. Call it with each town hall once, always in the same order.</summary>
    public AppointmentRows Fill(IEnumerable<TownHall> townHalls)
    {
        var rows = new AppointmentRows(_model);
        foreach (var townHall in townHalls)
        {
            var density = DemoDensity.Of(_scale, _random);
            var tally = new FillTally(townHall.Name);
            var known = _known.FirstOrDefault(people => people.InseeCode == townHall.InseeCode);
            // Those that are looked at first: their counter has people enough to be seen at work
            density = known is null ? density : density with { FullDays = Math.Max(1, density.FullDays) };
            foreach (var desk in _desks[townHall.Id])
            {
                Fill(rows, desk, density, tally, known);
                known = null;
            }

            Fills.Add(tally.ToFill());
        }

        return rows;
    }

    private void Fill(AppointmentRows rows, Desk desk, DemoDensity density, FillTally tally, KnownPeople? known)
    {
        var planning = _places.Plannings[desk.Plannings[0].PlanningId];
        var filler = new DeskDayFiller([.. planning.Services.OrderBy(service => service.Ordinal)], _random);
        var open = _calendars.Of(desk, planning.Id);
        var nowLocal = WallClock.ToLocal(_nowUtc, _places.ZoneOf(_places.Sites[desk.SiteId]));
        var last = planning.Window.Bounds(nowLocal).LastDate;
        for (var day = 0; day < open.Length && Today.AddDays(day) <= last; day++)
        {
            var date = Today.AddDays(day);
            var taken = default(DayBits);
            if (known is not null
                && day >= known.FromDay
                && filler.First(open[day], open[day].Open, known.Kinds, known.FromMinute) is { } theirs)
            {
                AddKnown(rows, desk, date, theirs, known);
                taken = Range(theirs);
                known = null;
            }

            foreach (var slot in filler.Fill(open[day], taken, density.On(day)))
            {
                Add(rows, _bookings.Of(desk, planning.Id, date, slot));
                taken |= Range(slot);
            }

            tally.Note(day, date, open[day], taken);
        }
    }

    private void AddKnown(AppointmentRows rows, Desk desk, DateOnly date, DemoSlot slot, KnownPeople known)
    {
        var appointment = _bookings.Of(desk, desk.Plannings[0].PlanningId, date, slot, known.Persons, new Contact(known.Email, null, "fr"));
        Add(rows, appointment);
        _knownMade[known.Number] = new KnownAppointment(
            appointment.Reference,
            known.Email,
            _places.Sites[desk.SiteId].Name,
            date,
            slot.StartMinute,
            [.. slot.Kinds.Select(kind => kind.Code)]);
    }

    private void Add(AppointmentRows rows, Appointment appointment)
    {
        var claims =
            from applicant in appointment.Applicants
            from key in _claims.KeysOf(applicant, _places.Services[applicant.ServiceId].Procedures)
            select new PersonClaim(key, appointment.Id, applicant.Ordinal);
        rows.Add(appointment, claims, _nextApplicant);
        rows.Add(Reminders(appointment));
        _nextApplicant += appointment.People;
    }

    private IEnumerable<Reminder> Reminders(Appointment appointment)
    {
        var (start, zone) = (new SlotStart(appointment.Date, appointment.StartMinute), _places.ZoneOf(_places.Sites[appointment.SiteId]));
        return _places.Plannings[appointment.PlanningId].Reminders.Minutes().Select(lead => new Reminder(
            appointment.Id,
            lead,
            _places.StartUtc(appointment.Slot),
            ReminderTimes.DueUtc(start, lead, SendingHours.Usual, zone),
            _nowUtc));
    }

    private static DayBits Range(DemoSlot slot) =>
        DayBits.Range(slot.StartMinute / DayBits.UnitMinutes, slot.EndMinute / DayBits.UnitMinutes);
}

/// <summary>
/// How full one town hall is over the filled days, and the first day from tomorrow on with a start for an identity card
/// online.
/// </summary>
public sealed record DemoFill(string TownHall, double Share, DateOnly? FirstFree);

/// <summary>Adds up open and taken units.</summary>
internal sealed class FillTally(string townHall)
{
    private static readonly Ask OneIdCard = new(ServiceSet.Of(0), 15, AtCounter: false);
    private int _open;
    private int _taken;
    private DateOnly? _firstFree;

    public void Note(int daysAhead, DateOnly date, OpenDay open, DayBits taken)
    {
        _open += open.Open.Count;
        _taken += taken.Count;
        if (daysAhead > 0
            && (_firstFree is null || date < _firstFree)
            && !open.Starts(~taken, OneIdCard, daysAhead * DayBits.MinutesPerDay).IsEmpty)
        {
            _firstFree = date;
        }
    }

    public DemoFill ToFill() => new(townHall, _open == 0 ? 0 : (double)_taken / _open, _firstFree);
}
