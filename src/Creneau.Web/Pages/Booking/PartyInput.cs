using Creneau.Booking;
using Creneau.Privacy;
using Creneau.Text;
using Creneau.Web.Html.Shapes;

namespace Creneau.Web.Pages.Booking;

/// <summary>What « Qui vient ? » posts; everything stays as typed.</summary>
public sealed class PartyInput
{
    /// <summary>The fields of one person as they stand in the form.</summary>
    public static readonly IReadOnlyList<string> Order = [nameof(PersonInput.BirthName), nameof(PersonInput.FirstGivenName), nameof(PersonInput.BirthDate), nameof(PersonInput.PreRequest), nameof(PersonInput.SecondPreRequest)];

    public ContactInput Contact { get; set; } = new();
    public List<PersonInput> People { get; set; } = [];

    /// <summary>As many blocks as people come, whatever was posted.</summary>
    public void Fit(int people)
    {
        People = [.. People.Select(person => person ?? new PersonInput())];
        while (People.Count < people) People.Add(new PersonInput());
        if (People.Count > people) People.RemoveRange(people, People.Count - people);
    }

    /// <summary>Something stands in a field.</summary>
    public bool HasAny => Contact.Email is not null || Contact.Phone is not null || People.Exists(person => person.HasAny);

    /// <summary>What of this a form that asked less did not ask for: numbers, and people for whom there was no place. Null when that is nothing.</summary>
    /// <param name="blocks">What that form asked of each person.</param>
    public PartyInput? Behind(IReadOnlyList<PersonBlock> blocks)
    {
        var behind = new PartyInput { People = [.. People.Select((person, index) => index < blocks.Count ? person.Behind(blocks[index]) : person)] };
        return behind.HasAny ? behind : null;
    }

    /// <summary>This, with what waited behind it. A number follows its person, and nobody comes twice.</summary>
    public PartyInput With(PartyInput? behind)
    {
        var before = People.Count;
        foreach (var (index, waiting) in (behind?.People ?? []).Index())
        {
            if (People.Take(before).Where((person, at) => waiting.IsSame(person, at == index)).FirstOrDefault() is { } same)
            {
                same.PreRequest ??= waiting.PreRequest;
                same.SecondPreRequest ??= waiting.SecondPreRequest;
            }
            else if (index >= before)
            {
                People.Add(waiting);
            }
        }

        return this;
    }

    /// <summary>What is noted with a hold, to be typed no second time.</summary>
    public static PartyInput From(Appointment hold, Keys keys) =>
        new() { Contact = ContactInput.From(hold), People = [.. hold.Applicants.Select(person => PersonInput.From(person, keys))] };
}

public sealed class ContactInput
{
    public const string ByEmail = "email";
    public const string BySms = "sms";

    public string? Way { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }

    public bool IsSms => Way == BySms;

    public static ContactInput From(Appointment hold) => new()
    {
        Way = hold.Phone is null ? ByEmail : BySms,
        Email = hold.Email,
        Phone = hold.Phone is { } phone && phone.StartsWith("+33", StringComparison.Ordinal) ? $"0{phone[3..]}" : hold.Phone,
    };
}

public sealed class PersonInput
{
    public string? BirthName { get; set; }
    public string? FirstGivenName { get; set; }
    public BirthDateInput BirthDate { get; set; } = new();
    public string? PreRequest { get; set; }
    public string? SecondPreRequest { get; set; }

    public TypedPerson Typed => new(BirthName, FirstGivenName, BirthDate.Day, BirthDate.Month, BirthDate.Year, PreRequest, SecondPreRequest);

    public bool HasAny => Typed != new PersonInput().Typed;

    /// <summary>The numbers that this form did not ask for, and whose they are; nothing when it did.</summary>
    public PersonInput Behind(PersonBlock block)
    {
        var number = block.AsksForNumber ? null : PreRequest;
        var second = block is { AsksForNumber: true, MayHaveTwoNumbers: true } ? null : SecondPreRequest;
        return number is null && second is null
            ? new PersonInput()
            : new PersonInput { BirthName = BirthName, FirstGivenName = FirstGivenName, BirthDate = BirthDate, PreRequest = number, SecondPreRequest = second };
    }

    /// <summary>Whether it is the same person, typed further meanwhile or not.</summary>
    /// <param name="here">In the same place of the form, where whoever had no name yet may have one now.</param>
    public bool IsSame(PersonInput other, bool here) =>
        Who.Zip(other.Who).All(part => part.First.Length == 0 || part.First == part.Second)
        && (here || Who.All(part => part.Length > 0));

    /// <summary>However it is written: what was sent comes back tidied.</summary>
    private IEnumerable<string> Who =>
        from part in new[] { BirthName, FirstGivenName, BirthDate.Day, BirthDate.Month, BirthDate.Year }
        select Folding.Compact(part ?? "").TrimStart('0');

    public static PersonInput From(Applicant person, Keys keys) => new()
    {
        BirthName = person.BirthName,
        FirstGivenName = person.FirstGivenName,
        BirthDate = BirthDateInput.From(person.BirthDate),
        PreRequest = person.PreRequests.Count > 0 ? keys.Decrypt(person.PreRequests[0].Cipher) : null,
        SecondPreRequest = person.PreRequests.Count > 1 ? keys.Decrypt(person.PreRequests[1].Cipher) : null,
    };
}
