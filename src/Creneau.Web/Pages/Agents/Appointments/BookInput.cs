using Creneau.Appointments;

namespace Creneau.Web.Pages.Agents.Appointments;

/// <summary>The form of a booking for people; every value as typed.</summary>
public sealed class BookInput
{
    public static readonly IReadOnlyList<string> Order =
    [
        nameof(At), nameof(Service), nameof(BookPersonInput.BirthName), nameof(BookPersonInput.FirstGivenName),
        nameof(BookPersonInput.BirthDate), nameof(Contact), nameof(Commune), nameof(Slot), nameof(OutsideTime), nameof(OutsideReason),
    ];

    /// <summary>Site and planning: <see cref="CounterPlace.Key"/>.</summary>
    public string? At { get; set; }

    /// <summary>Id of the service of the first person, and of all who have no other.</summary>
    public string? Service { get; set; }

    /// <summary>1 to 6.</summary>
    public int Count { get; set; } = 1;

    public List<BookPersonInput> People { get; set; } = [];

    /// <summary>« Téléphone ou e-mail ».</summary>
    public string? Contact { get; set; }

    public string? Commune { get; set; }

    /// <summary>The chosen start, as <see cref="Creneau.Web.Search.SlotValue"/>.</summary>
    public string? Slot { get; set; }

    /// <summary>The start that was pointed at in the agenda: it comes back with a choice that fits it.</summary>
    public string? Pointed { get; set; }

    /// <summary>The desk that was pointed at in the agenda.</summary>
    public int? Desk { get; set; }

    /// <summary>A day whose starts are shown, « 2026-12-01 ».</summary>
    public string? Day { get; set; }

    /// <summary>Around which commune starts are looked for elsewhere.</summary>
    public string? Near { get; set; }

    /// <summary>« nearest », else the soonest first, of starts elsewhere.</summary>
    public string? Sort { get; set; }

    /// <summary>Id of a site elsewhere of which all starts are listed; null: the first one of each.</summary>
    public int? OtherSite { get; set; }

    /// <summary>False: « ne pas prévenir ».</summary>
    public bool Tells { get; set; } = true;

    public string? Urgency { get; set; }

    public string? OutsideDate { get; set; }

    public string? OutsideTime { get; set; }

    public int? OutsideDesk { get; set; }

    public string? OutsideReason { get; set; }

    /// <summary>Of an appointment elsewhere that shall be moved here.</summary>
    public string? Reference { get; set; }

    public string? ReferenceContact { get; set; }

    public string? FormId { get; set; }

    /// <summary>Those who come; what was typed for more people waits in the form.</summary>
    public IEnumerable<BookPersonInput> Coming => People.Take(Count);

    /// <summary>Adds empty people until the form is full.</summary>
    public void Fill()
    {
        Count = Math.Clamp(Count, 1, Appointment.MaxPeople);
        People = [.. People.Take(Appointment.MaxPeople).Select(person => person ?? new BookPersonInput())];
        while (People.Count < Appointment.MaxPeople)
        {
            People.Add(new BookPersonInput());
        }
    }
}

/// <summary>One person of the form; wholly empty: « à compléter ».</summary>
public sealed class BookPersonInput
{
    public string? BirthName { get; set; }

    public string? FirstGivenName { get; set; }

    /// <summary>« 14 03 1987 », « 14/3/1987 » or « 14031987 ».</summary>
    public string? BirthDate { get; set; }

    /// <summary>Id of their service; empty: as the first person.</summary>
    public string? Service { get; set; }

    /// <summary>Commune or country of birth on the document of a namesake.</summary>
    public string? Distinction { get; set; }

    /// <summary>What an empty form says of somebody who must be named.</summary>
    public static TypedPerson Nobody => new(null, null, null, null, null, null);

    public bool IsEmpty =>
        string.IsNullOrWhiteSpace(BirthName) && string.IsNullOrWhiteSpace(FirstGivenName) && string.IsNullOrWhiteSpace(BirthDate);

    /// <summary>Null when nothing was typed.</summary>
    public TypedPerson? Typed
    {
        get
        {
            var (day, month, year) = PartsOf(BirthDate);
            return IsEmpty ? null : new TypedPerson(BirthName, FirstGivenName, day, month, year, null);
        }
    }

    public static BookPersonInput From(Applicant person) => new()
    {
        BirthName = person.BirthName,
        FirstGivenName = person.FirstGivenName,
        BirthDate = person.BirthDate is { Month: { } month, Day: { } day } born
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day:00} {month:00} {born.Year:0000}")
            : null,
        Distinction = person.Distinction,
    };

    private static (string? Day, string? Month, string? Year) PartsOf(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > 40)
        {
            return (typed, null, null);
        }

        var parts = typed.Split([' ', '/', '-', '.', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [{ Length: 8 } all] when all.All(char.IsAsciiDigit) => (all[..2], all[2..4], all[4..]),
            [var day, var month, var year] => (day, month, year),
            _ => (typed, null, null),
        };
    }
}
