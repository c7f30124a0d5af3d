using System.Globalization;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking.ByAgents;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.Web.Search;

namespace Creneau.Web.Pages.Agents.Appointments;

/// <summary>What the form says, and the starts that suit it.</summary>
public sealed partial class NewModel
{
    /// <summary>The service of each person; who has chosen none comes for the first one's.</summary>
    private IReadOnlyList<Service> Services =>
        [.. Input.Coming.Select((person, ordinal) => (ordinal == 0 ? null : ServiceOf(person.Service)) ?? FirstService)];

    /// <summary>« Claire Dunand », as typed.</summary>
    public string Called(int ordinal) => $"{Input.People[ordinal].FirstGivenName} {Input.People[ordinal].BirthName}".Trim();

    public bool AsksDistinction(int ordinal) =>
        Duplicates.ContainsKey(ordinal) || !string.IsNullOrEmpty(Input.People[ordinal].Distinction);

    public int FirstServiceId => FirstService.Id;

    private Service FirstService => ServiceOf(Input.Service) ?? Place.Services[0];

    private WantedSlot Wanted(SlotValue? slot)
    {
        int[] services = [.. Services.Select(service => service.Id)];
        var (siteId, date, minute) = slot is { } start ? (start.SiteId, start.Date, start.Minute) : (Place.Site.Id, DateOnly.MinValue, 0);
        return availability.Places.Sites.ContainsKey(siteId)
            ? availability.WantedAt(siteId, Place.Planning.Id, services, (date, minute), availability.IsAtCounter(Agent, siteId))
            : new WantedSlot(siteId, Place.Planning.Id, services, date, minute);
    }

    private Service? ServiceOf(string? id) =>
        Place.Services.FirstOrDefault(service => service.Id.ToString(CultureInfo.InvariantCulture) == id);

    /// <returns>Null when something is wrong; then it stands beside its field.</returns>
    private PeopleBooking? Read()
    {
        var outside = ReadOutside();
        var slot = outside?.Slot ?? SlotValue.Parse(Input.Slot);
        if (slot is null && outside is null)
        {
            ModelState.AddModelError("Input.Slot", texts["ChooseStart"]);
        }

        var people = reader.ReadNamed(
            ModelState,
            [.. Input.Coming.Select((person, ordinal) => person.Typed ?? (ordinal == 0 ? BookPersonInput.Nobody : null))],
            Services,
            person => string.Create(CultureInfo.InvariantCulture, $"Input.People[{person}]"));
        var contact = reader.ReadEither(ModelState, "Input.Contact", Input.Contact, "fr");
        var commune = communes.Read(ModelState, "Input.Commune", Input.Commune);
        if (!ModelState.IsValid || people is null || slot is not { } start)
        {
            return null;
        }

        return new PeopleBooking(Wanted(start), [.. people.Select(WithDistinction)], contact)
        {
            CommuneInsee = commune,
            Urgency = Input.Urgency,
            DeskId = Input.Desk,
            Outside = outside?.Terms,
            Silent = !Input.Tells,
        };
    }

    private ReadPerson? WithDistinction(ReadPerson? person, int ordinal) =>
        person is null ? null : person with { Distinction = PartyReader.Distinction(Input.People[ordinal].Distinction) };

    /// <summary>Hours that were typed win over a start of the list.</summary>
    private (SlotValue Slot, OutsideHours Terms)? ReadOutside()
    {
        if (!MayBookOutside || string.IsNullOrWhiteSpace(Input.OutsideTime))
        {
            return null;
        }

        var (date, minute) = (IsoDate.Parse(Input.OutsideDate?.Trim()), MinuteOf(Input.OutsideTime));
        if (date is null || minute is null || minute % DayBits.UnitMinutes != 0)
        {
            ModelState.AddModelError("Input.OutsideTime", texts["OutsideNotUnderstood"]);
        }

        if (string.IsNullOrWhiteSpace(Input.OutsideReason))
        {
            ModelState.AddModelError("Input.OutsideReason", texts["OutsideNoReason"]);
        }

        var desk = Input.OutsideDesk ?? (Desks.Count > 0 ? Desks[0].Id : 0);
        return date is { } day && minute is { } start
            ? (new SlotValue(Place.Site.Id, day, start), new OutsideHours(desk, Input.OutsideReason ?? ""))
            : null;
    }

    /// <summary>Around which starts elsewhere are looked for.</summary>
    private GeoPoint Middle => finder.Find(new SearchQuery { Near = Input.Near ?? "" }) is SearchPlace.At at
        ? at.Centre
        : (IsRelay ? places.MiddleOf(Agent) : null) ?? Place.Plan.Place;

    /// <summary>The first service of the list that fits where the agenda was pointed at, so that the start is not lost at once.</summary>
    private string? FittingService(DateOnly day, int minute) => Place.Services
        .FirstOrDefault(service => starts
            .OnDay(Agent, new WantedSlot(Place.Site.Id, Place.Planning.Id, [service.Id], day, minute), day)
            .Any(start => start.Slot.Minute == minute))?.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Their own sites first, then every member commune. The chosen start stays chosen while it is free, one that was pointed at
    /// comes back with a choice that fits; nothing is chosen elsewhere or on another day than asked for.
    /// </summary>
    private void LookForStarts()
    {
        var chosen = SlotValue.Parse(Input.Slot) ?? SlotValue.Parse(Input.Pointed);
        var (wanted, day) = (Wanted(null), IsoDate.Parse(Input.Day?.Trim()));
        var isRefused = Own.Count > 0;
        if (!isRefused && !IsRelay)
        {
            Own = day is { } asked ? starts.OnDay(Agent, wanted, asked) : starts.Next(Agent, wanted, chosen?.Date, OwnShown);
            NothingThatDay = day is not null && Own.Count == 0;
            Own = NothingThatDay ? starts.Next(Agent, wanted, day, OwnShown) : Own;
        }

        Elsewhere = Input.OtherSite is { } site
            ? starts.NextAt(Agent, wanted, (site, Middle), day, RelayShown)
            : starts.Elsewhere(
                Agent, wanted, new OtherPlaces(Middle, Input.Sort == Nearest, day), IsRelay ? RelayShown : OthersShown);
        if (chosen is { } slot && !Own.Concat(Elsewhere).Any(start => start.Slot == slot))
        {
            KeepOrLose(slot);
        }

        var isOffered = chosen is { } kept && Own.Concat(Elsewhere).Any(start => start.Slot == kept);
        Input.Slot = isOffered ? chosen.ToString()
            : chosen is null && !isRefused && !NothingThatDay && Own is [var first, ..] ? first.Slot.ToString()
            : null;
    }

    /// <summary>A start that was chosen and is not among the next ones is shown first, or said to be lost.</summary>
    private void KeepOrLose(SlotValue slot)
    {
        var there = starts.OnDay(Agent, Wanted(slot), slot.Date).FirstOrDefault(start => start.Slot == slot);
        if (there is null)
        {
            Lost = new CounterStart(slot, 0, 0);
        }
        else
        {
            Own = [there, .. Own];
        }
    }
}
