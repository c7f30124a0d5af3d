using Creneau.Appointments;
using Creneau.Keys;
using Creneau.Text;

namespace Creneau.Web.Pages.Shared.Forms;

/// <summary>One posted person, as typed.</summary>
public sealed class PersonInput
{
    public string? BirthName { get; set; }
    public string? FirstGivenName { get; set; }
    public BirthDateInput BirthDate { get; set; } = new();
    public string? PreRequest { get; set; }
    public string? SecondPreRequest { get; set; }

    public TypedPerson Typed =>
        new(BirthName, FirstGivenName, BirthDate.Day, BirthDate.Month, BirthDate.Year, PreRequest, SecondPreRequest);

    public bool HasContent => Typed != new PersonInput().Typed;

    public static PersonInput From(Applicant person, PlatformKeys keys) => new()
    {
        BirthName = person.BirthName,
        FirstGivenName = person.FirstGivenName,
        BirthDate = person.BirthDate is { } born ? BirthDateInput.From(born) : new BirthDateInput(),
        PreRequest = person.PreRequests.Count > 0 ? keys.Decrypt(person.PreRequests[0].Cipher) : null,
        SecondPreRequest = person.PreRequests.Count > 1 ? keys.Decrypt(person.PreRequests[1].Cipher) : null,
    };

    /// <summary>The numbers that a form does not ask for, with the person they belong to; empty when it asks for all of them.</summary>
    public PersonInput NotAskedBy(PersonBlock block)
    {
        var number = block.AsksForNumber ? null : PreRequest;
        var second = block is { AsksForNumber: true, MayHaveTwoNumbers: true } ? null : SecondPreRequest;
        return number is null && second is null
            ? new PersonInput()
            : new PersonInput
            {
                BirthName = BirthName,
                FirstGivenName = FirstGivenName,
                BirthDate = BirthDate,
                PreRequest = number,
                SecondPreRequest = second,
            };
    }

    /// <summary>Whether both are the same person, also when the other one was completed since, or is written differently.</summary>
    /// <param name="samePlace">In the same place of the form, where a person without a name may have got one since.</param>
    public bool IsSamePerson(PersonInput other, bool samePlace) =>
        IdentityParts.Zip(other.IdentityParts).All(part => part.First.Length == 0 || part.First == part.Second)
        && (samePlace || IdentityParts.All(part => part.Length > 0));

    /// <summary>Name and birth date, folded: what was stored comes back tidied.</summary>
    private IEnumerable<string> IdentityParts =>
        from part in new[] { BirthName, FirstGivenName, BirthDate.Day, BirthDate.Month, BirthDate.Year }
        select Folding.Compact(part ?? "").TrimStart('0');
}
