using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Counter.People;
using Creneau.OnePerPerson;
using Creneau.Web.Access;
using Creneau.Web.Browser;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Shared.Forms;
using Creneau.Web.Pages.Shared.Slots;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Appointments;

public sealed class PeopleInput
{
    public static readonly IReadOnlyList<string> Order =
        [nameof(BookPersonInput.BirthName), nameof(BookPersonInput.FirstGivenName), nameof(BookPersonInput.BirthDate)];

    /// <summary>Ids of the people, in the order of the form.</summary>
    public List<long> Ids { get; set; } = [];

    public List<BookPersonInput> People { get; set; } = [];

    /// <summary>Somebody who comes as well.</summary>
    public BookPersonInput Added { get; set; } = new();

    public bool Tells { get; set; } = true;

    public string? FormId { get; set; }
}

/// <summary>
/// Who comes and what for: naming people who were « à compléter », correcting names, other services, somebody more or less.
/// </summary>
[RequireRight(Rights.Appointments | Rights.Relay, AnyOf = true)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class PeopleModel(
    DetailsReading reading,
    CompletePeople complete,
    ChangeParty changeParty,
    PartyFormReader reader,
    SlotWords slotWords,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<CounterTexts> texts) : AppointmentPage(reading)
{
    [BindProperty, FromForm]
    public PeopleInput Input { get; set; } = new();

    public IReadOnlyList<Applicant> People => [.. Appointment.Applicants.OrderBy(person => person.Ordinal)];

    public Planning Planning => availability.Places.Plannings[Appointment.PlanningId];

    /// <summary>Longer than there is time: these starts are long enough for everybody.</summary>
    public IReadOnlyList<SlotOffer> Offers { get; private set; } = [];

    public IReadOnlyList<SeenAppointment> Seen { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!Appointment.IsAhead(availability.Places, clock.GetUtcNow().UtcDateTime))
        {
            return ToDetails("GoneMeanwhile");
        }

        FillIn();
        return Page();
    }

    /// <summary>Names and birth dates; time and place stay.</summary>
    public async Task<IActionResult> OnPostNamesAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (HasChangedSince() || ReadNames() is not { } named)
        {
            return Page();
        }

        if (named.Count == 0)
        {
            return ToDetails();
        }

        switch (await complete.RunAsync(Agent, Access, named, silent: !Input.Tells, ct))
        {
            case CompleteResult.Completed:
                return ToDetails("PeopleNamed");
            case CompleteResult.Duplicate duplicate:
                Seen = duplicate.Seen;
                Refusal = texts[duplicate.Seen.Count > 0 ? "PersonHasOneHere" : "PersonHasOne"];
                return Page();
            case CompleteResult.NotTold:
                Refusal = texts["ToldEnough"];
                return Page();
            case CompleteResult.AlreadyComes:
                Refusal = texts["SamePersonTwice"];
                return Page();
            default:
                return ToDetails("GoneMeanwhile");
        }
    }

    /// <summary>What each comes for: it takes longer where that fits, else nothing changes.</summary>
    public async Task<IActionResult> OnPostServicesAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var services = new Dictionary<long, int>();
        foreach (var (person, at) in People.Select((person, at) => (person, at)))
        {
            if (at < Input.People.Count
                && int.TryParse(Input.People[at].Service, NumberStyles.None, CultureInfo.InvariantCulture, out var service)
                && service != person.ServiceId
                && Planning.Services.Any(one => one.Id == service))
            {
                services[person.Id] = service;
            }
        }

        return services.Count == 0
            ? ToDetails()
            : await ChangeAsync(new PartyChange([], []) { Services = services, Silent = !Input.Tells }, "ServicesChanged", ct);
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var service = Planning.Services.FirstOrDefault(one => one.Id.ToString(CultureInfo.InvariantCulture) == Input.Added.Service)
            ?? Planning.Services[0];
        var typed = Input.Added.Typed ?? BookPersonInput.Nobody;
        if (reader.ReadNamed(ModelState, [typed], [service], _ => "Input.Added") is not [{ } person])
        {
            FillInNames();
            return Page();
        }

        var added = person with { Distinction = PartyReader.Distinction(Input.Added.Distinction) };
        return await ChangeAsync(new PartyChange([added], []) { Silent = !Input.Tells }, "PersonAdded", ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, long person, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await ChangeAsync(new PartyChange([], [person]) { Silent = !Input.Tells }, "PersonRemoved", ct);
    }

    private async Task<IActionResult> ChangeAsync(PartyChange change, string notice, CancellationToken ct)
    {
        if (HasChangedSince())
        {
            FillInNames();
            return Page();
        }

        switch (await changeParty.RunAsync(Agent, Access, change, FormId.Of(Input.FormId), ct))
        {
            case PartyResult.Changed:
                return ToDetails(notice);
            case PartyResult.DoesNotFit fit:
                Refusal = texts["DoesNotFit"];
                Offers = slotWords.Offers(fit.Instead);
                break;
            case PartyResult.Duplicate duplicate:
                Seen = duplicate.Seen;
                Refusal = texts[duplicate.Seen.Count > 0 ? "PersonHasOneHere" : "PersonHasOne"];
                break;
            case PartyResult.AlreadyComes:
                Refusal = texts["SamePersonTwice"];
                break;
            case PartyResult.NotConfirmed:
                Refusal = texts["ToldEnough"];
                break;
            case PartyResult.WrongPartySize:
                Refusal = texts["WrongPartySize"];
                break;
            case PartyResult.NoLongerOffered:
                Refusal = texts["NoLongerOffered"];
                break;
            default:
                return ToDetails("GoneMeanwhile");
        }

        FillInNames();
        return Page();
    }

    /// <returns>Who was named or corrected, by id; null when something is wrong.</returns>
    private Dictionary<long, ReadPerson>? ReadNames()
    {
        var people = People;
        if (!Input.Ids.SequenceEqual(people.Select(person => person.Id)) || Input.People.Count != people.Count)
        {
            Refusal = texts["OtherPeopleMeanwhile"];
            FillIn();
            return null;
        }

        var services = slotWords.Services(Appointment);
        if (services.Count == 0)
        {
            Refusal = texts["NoLongerOffered"];
            return null;
        }

        var read = reader.ReadNamed(
            ModelState,
            [.. Input.People.Select((person, at) => person.Typed ?? (people[at].IsNamed ? BookPersonInput.Nobody : null))],
            services,
            at => string.Create(CultureInfo.InvariantCulture, $"Input.People[{at}]"));
        return read?.Select((person, at) => (Person: person, At: at))
            .Where(one => one.Person is not null && !IsAsBefore(one.Person, people[one.At], Input.People[one.At].Distinction))
            .ToDictionary(
                one => people[one.At].Id,
                one => one.Person! with { Distinction = PartyReader.Distinction(Input.People[one.At].Distinction) });
    }

    private static bool IsAsBefore(ReadPerson person, Applicant before, string? distinction) =>
        before.IsNamed
        && person.Name == before.PersonName
        && person.BirthDate == before.BirthDate
        && PartyReader.Distinction(distinction) == before.Distinction;

    private void FillIn()
    {
        ModelState.Clear();
        FillInNames();
    }

    private void FillInNames() => Input.People = [.. People.Select(BookPersonInput.From)];
}
