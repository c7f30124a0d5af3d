using Creneau.Web.Pages.Shared.Forms;

namespace Creneau.Web.Pages.Appointments;

/// <summary>The posted form of one more person.</summary>
public sealed class AddPersonInput
{
    /// <summary>Code of the kind of service.</summary>
    public string? Service { get; set; }

    public PersonInput Person { get; set; } = new();

    /// <summary>The filled-in fields by their names, for a page that shows no fields and must not lose them.</summary>
    public IEnumerable<(string Name, string Value)> Fields =>
        from typed in new (string Name, string? Value)[]
        {
            ("Input.Service", Service),
            ("Input.Person.BirthName", Person.BirthName),
            ("Input.Person.FirstGivenName", Person.FirstGivenName),
            ("Input.Person.BirthDate.Day", Person.BirthDate.Day),
            ("Input.Person.BirthDate.Month", Person.BirthDate.Month),
            ("Input.Person.BirthDate.Year", Person.BirthDate.Year),
            ("Input.Person.PreRequest", Person.PreRequest),
            ("Input.Person.SecondPreRequest", Person.SecondPreRequest),
        }
        where typed.Value is not null
        select (typed.Name, typed.Value);
}
