using Creneau.Appointments;
using Creneau.Keys;

namespace Creneau.Web.Pages.Shared.Forms;

/// <summary>The posted form of a contact and the people who come; every value as typed.</summary>
public sealed class PartyInput
{
    /// <summary>The fields of the contact and of one person in the order of the form.</summary>
    public static readonly IReadOnlyList<string> Order =
    [
        nameof(ContactInput.Email), nameof(ContactInput.Phone), nameof(ContactInput.Other), nameof(ContactInput.Commune),
        nameof(PersonInput.BirthName), nameof(PersonInput.FirstGivenName), nameof(PersonInput.BirthDate),
        nameof(PersonInput.PreRequest), nameof(PersonInput.SecondPreRequest),
    ];

    public ContactInput Contact { get; set; } = new();
    public List<PersonInput> People { get; set; } = [];

    /// <summary>Whether something stands in a field; the way of contact alone is nothing.</summary>
    public bool HasContent =>
        Contact is not { Email: null, Phone: null, Other: null, Commune: null } || People.Exists(person => person.HasContent);

    /// <summary>What is stored with a hold, to fill the form in with.</summary>
    public static PartyInput From(Appointment hold, PlatformKeys keys) =>
        new() { Contact = ContactInput.From(hold), People = [.. hold.Applicants.Select(person => PersonInput.From(person, keys))] };

    /// <summary>Adds empty people, or drops the last ones, until there are as many as the party has.</summary>
    public void ResizeTo(int people)
    {
        People = [.. People.Select(person => person ?? new PersonInput())];
        while (People.Count < people) People.Add(new PersonInput());
        if (People.Count > people) People.RemoveRange(people, People.Count - people);
    }

    /// <summary>The part of this that a form does not ask for: pre-request numbers, and people for whom it has no place.</summary>
    /// <param name="blocks">What that form asks of each person.</param>
    /// <returns>Null when it asks for everything.</returns>
    public PartyInput? NotAskedBy(IReadOnlyList<PersonBlock> blocks)
    {
        var rest = new PartyInput
        {
            People = [.. People.Select((person, index) => index < blocks.Count ? person.NotAskedBy(blocks[index]) : person)],
        };
        return rest.HasContent ? rest : null;
    }

    /// <summary>
    /// Adds what waited for a form that asks for it. A number goes to its person, however the name is written; nobody is added twice.
    /// </summary>
    /// <returns>This, changed.</returns>
    public PartyInput MergeWaiting(PartyInput? waiting)
    {
        var before = People.Count;
        foreach (var (index, person) in (waiting?.People ?? []).Index())
        {
            if (People.Take(before).Where((known, at) => person.IsSamePerson(known, at == index)).FirstOrDefault() is { } same)
            {
                same.PreRequest ??= person.PreRequest;
                same.SecondPreRequest ??= person.SecondPreRequest;
            }
            else if (index >= before)
            {
                People.Add(person);
            }
        }

        return this;
    }
}
