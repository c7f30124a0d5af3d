using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.OnePerPerson;

namespace Creneau.Demo;

/// <summary>Makes whole appointments of slots: people, contact, claims' numbers and dates of the past.</summary>
internal sealed class DemoBookings(
    PlaceDirectory places, PersonClaims claims, DemoPeople people, DemoNumbers numbers, Random random, DateTime nowUtc)
{
    private int _made;

    /// <summary>Whether people bring pre-request numbers; the large demo does without.</summary>
    public bool WithPreRequests { get; init; }

    public Appointment Of(Desk desk, int planningId, DateOnly date, DemoSlot slot)
    {
        var family = random.Next(DemoWords.Surnames.Length);
        var persons = slot.Kinds.Select(
            (_, ordinal) => IsAdult(ordinal, slot.Kinds.Length) ? people.Adult(family) : people.Minor(family)).ToList();
        return Of(desk, planningId, date, slot, persons, ContactOf(persons[0].Name));
    }

    public Appointment Of(Desk desk, int planningId, DateOnly date, DemoSlot slot, IReadOnlyList<DemoPerson> persons, Contact contact)
    {
        var madeUtc = nowUtc.AddMinutes(-random.Next(60, 45 * 1440));
        if (date <= DateOnly.FromDateTime(madeUtc))
        {
            // Nobody has booked for today within the hours of today that are over
            madeUtc = madeUtc.AddDays(-1);
        }

        var time = new SlotTime(
            places.Sites[desk.SiteId].TownHallId, planningId, desk.SiteId, desk.Id, date, slot.StartMinute, slot.EndMinute);
        return Appointment.TakeOver(
            new TakenOver(numbers.Id(madeUtc), numbers.Reference(), contact, madeUtc),
            time,
            persons.Select((person, ordinal) => ApplicantOf(ordinal, person, ServiceOf(planningId, slot.Kinds[ordinal]))),
            Retention.After(time, places));
    }

    /// <summary>A child sometimes comes alone on paper; of a family the first, and often the second, is a parent.</summary>
    private bool IsAdult(int ordinal, int size) => size == 1 ? random.Next(8) > 0 : ordinal == 0 || (ordinal == 1 && random.Next(2) == 0);

    private Service ServiceOf(int planningId, ServiceKind kind) => places.ServiceOf(planningId, kind)!;

    private Applicant ApplicantOf(int ordinal, DemoPerson person, Service service)
    {
        var numbered = WithPreRequests && service.TakesPreRequest && random.Next(2) == 0;
        return new Applicant(
            ordinal, service.Id, new PersonDetails(person.Name, person.BirthDate, numbered ? [claims.Protect(numbers.PreRequest())] : []));
    }

    private Contact ContactOf(PersonName name)
    {
        var number = ++_made;
        var language = random.Next(25) == 0 ? "en" : "fr";
        // 06 39 98 is set aside for numbers that belong to nobody
        return random.Next(6) == 0
            ? new Contact(
                null, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"+3363998{number % 10_000:0000}"), language)
            : new Contact(DemoPeople.EmailOf(name, number), null, language);
    }
}
