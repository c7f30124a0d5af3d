using System.Globalization;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Shared.Forms;

/// <summary>Reads people and contact from a posted form and puts a sentence beside each field that is wrong.</summary>
public sealed class PartyFormReader(
    IStringLocalizer<FormsTexts> texts, AvailabilityIndex availability, CommuneReader communes, TimeProvider clock)
{
    /// <summary>« Deuxième personne »; « La personne qui vient » when nobody else does.</summary>
    /// <param name="ordinal">From 0.</param>
    public string HeadingOf(int ordinal, int people) => texts[people == 1 ? "OnePerson" : $"Person_{ordinal + 1}"];

    /// <param name="fields">Takes the errors.</param>
    /// <param name="services">The service of each person, all of one planning.</param>
    /// <param name="name">Field name of a person, from 0: « Input.People[2] ».</param>
    /// <returns>The people; null when something is wrong, or when no services are given: one of them is no longer offered.</returns>
    public IReadOnlyList<ReadPerson>? ReadPeople(
        ModelStateDictionary fields, IReadOnlyList<PersonInput> input, IReadOnlyList<Service> services, Func<int, string> name)
    {
        if (services.Count == 0)
        {
            return null;
        }

        var planning = availability.Places.Plannings[services[0].PlanningId];
        return Read(fields, [.. input.Select(person => person.Typed)], services, planning.PreRequest == PreRequestPolicy.Required, name);
    }

    /// <summary>Reads people whom an agent names: no number is asked for, and who is left out is named later.</summary>
    /// <param name="typed">One per service; null for somebody « à compléter ».</param>
    /// <param name="services">The service of each person, all of one planning; at least one.</param>
    /// <returns>One per service, null where nobody was typed; null in all when something is wrong.</returns>
    public IReadOnlyList<ReadPerson?>? ReadNamed(
        ModelStateDictionary fields, IReadOnlyList<TypedPerson?> typed, IReadOnlyList<Service> services, Func<int, string> name)
    {
        var named = Enumerable.Range(0, services.Count).Where(ordinal => typed[ordinal] is not null).ToList();
        var read = named.Count == 0
            ? []
            : Read(
                fields,
                [.. named.Select(ordinal => typed[ordinal]!)],
                [.. named.Select(ordinal => services[ordinal])],
                numberRequired: false,
                index => name(named[index]));
        return read is null
            ? null
            : [.. Enumerable.Range(0, services.Count).Select(ordinal => named.IndexOf(ordinal) is >= 0 and var at ? read[at] : null)];
    }

    /// <summary>Reads « téléphone ou e-mail » from one field; with both in it, the first is the one that messages go to.</summary>
    /// <returns>Null when nothing was typed, or when it is neither: then there is an error.</returns>
    public Contact? ReadEither(ModelStateDictionary fields, string name, string? typed, string language)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        return ReadWays(WaysIn(typed), language, (_, fault) => fields.AddModelError(name, fault));
    }

    /// <param name="fields">Takes the errors, under Input.Contact.</param>
    /// <returns>
    /// The contact by the chosen way; by SMS when no way is chosen and only a phone is given. Null when something is wrong.
    /// </returns>
    public Contact? ReadContact(ModelStateDictionary fields, ContactInput input, string language)
    {
        if (input.Way is null && string.IsNullOrWhiteSpace(input.Email) && !string.IsNullOrWhiteSpace(input.Phone))
        {
            input.Way = ContactInput.BySms;
        }

        var contact = ReadWays(input, language, (field, fault) => fields.AddModelError($"Input.Contact.{field}", fault));
        var commune = communes.Read(fields, "Input.Contact.Commune", input.Commune);
        return contact is null ? null : contact with { CommuneInsee = commune };
    }

    /// <summary>A number, an address, or both in one field.</summary>
    private static ContactInput WaysIn(string typed)
    {
        var parts = typed.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(parts, part => part.Contains('@', StringComparison.Ordinal));
        var number = string.Join(' ', parts.Where((_, index) => index != at));
        return (at, number.Any(char.IsDigit)) switch
        {
            ( < 0, _) => new ContactInput { Way = ContactInput.BySms, Phone = typed },
            (_, false) => new ContactInput { Way = ContactInput.ByEmail, Email = typed },
            (0, _) => new ContactInput { Way = ContactInput.ByEmail, Email = parts[0], Other = number },
            _ => new ContactInput { Way = ContactInput.BySms, Phone = number, Other = parts[at] },
        };
    }

    /// <param name="wrong">Takes the name of a field and what is wrong with it.</param>
    /// <returns>Null when something is wrong.</returns>
    private Contact? ReadWays(ContactInput input, string language, Action<string, string> wrong)
    {
        var (email, phone, fault) = ReadChosenWay(input);
        if (fault is { } first)
        {
            wrong(input.IsSms ? nameof(ContactInput.Phone) : nameof(ContactInput.Email), TextOf(first, input.IsSms));
        }

        if (string.IsNullOrWhiteSpace(input.Other))
        {
            return fault is null ? new Contact(email, phone, language) : null;
        }

        var other = input.IsSms
            ? new ContactInput { Way = ContactInput.ByEmail, Email = input.Other }
            : new ContactInput { Way = ContactInput.BySms, Phone = input.Other };
        var (otherEmail, otherPhone, otherFault) = ReadChosenWay(other);
        if (otherFault is { } second)
        {
            wrong(nameof(ContactInput.Other), TextOf(second, other.IsSms));
        }

        return fault is null && otherFault is null
            ? new Contact(email ?? otherEmail, phone ?? otherPhone, language) { PrefersSms = input.IsSms }
            : null;
    }

    private IReadOnlyList<ReadPerson>? Read(
        ModelStateDictionary fields,
        IReadOnlyList<TypedPerson> typed,
        IReadOnlyList<Service> services,
        bool numberRequired,
        Func<int, string> name)
    {
        var planning = availability.Places.Plannings[services[0].PlanningId];
        var zone = availability.Places.ZoneOf(availability.Places.TownHalls[planning.TownHallId]);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone));
        var (people, problems) = PartyReader.Read(typed, services, numberRequired, today);
        foreach (var problem in problems)
        {
            fields.AddModelError($"{name(problem.Person)}.{problem.Field}", TextOf(problem));
        }

        return problems.Count == 0 ? people : null;
    }

    private static (string? Email, string? Phone, ContactFault? Fault) ReadChosenWay(ContactInput input)
    {
        if (input.IsSms)
        {
            var (phone, wrongPhone) = ContactReader.Phone(input.Phone);
            return (null, phone, wrongPhone);
        }

        var (email, wrongEmail) = ContactReader.Email(input.Email);
        return (email, null, wrongEmail);
    }

    private string TextOf(ContactFault fault, bool sms) => texts[fault switch
    {
        ContactFault.Missing => sms ? "Phone_Missing" : "Email_Missing",
        ContactFault.TooLong => "Email_TooLong",
        ContactFault.NotAnEmail => "Email_Wrong",
        ContactFault.NotAPhone => "Phone_Wrong",
        ContactFault.NotAMobile => "Phone_Landline",
        ContactFault.MaybeSwiss => "Phone_MaybeSwiss",
    }];

    private string TextOf(PersonProblem problem) => problem.Fault switch
    {
        PersonFault.Missing => texts[$"Missing_{problem.Field}"],
        PersonFault.TooLong when IsNumber(problem.Field) =>
            OneOrMany("Number_TooLong", problem.Typed - PartyReader.PreRequestLength, problem.Typed),
        PersonFault.TooLong => texts["Name_TooLong", problem.Typed, PartyReader.LongestName],
        PersonFault.NotAName => texts[$"Name_Wrong_{problem.Field}"],
        PersonFault.NotADate => texts["Date_Wrong"],
        PersonFault.InTheFuture => texts["Date_Future"],
        PersonFault.TooLongAgo => texts["Date_LongAgo"],
        PersonFault.TooShort => OneOrMany("Number_TooShort", PartyReader.PreRequestLength - problem.Typed, problem.Typed),
        PersonFault.WrongSign => texts["Number_WrongSign"],
        PersonFault.Twice => texts[IsNumber(problem.Field) ? "Number_Twice" : "Person_Twice"],
    };

    private string OneOrMany(string name, int difference, int typed) => difference == 1
        ? texts[name + "_One", typed]
        : texts[name + "_Many", difference.ToString("N0", CultureInfo.CurrentCulture), typed];

    private static bool IsNumber(PersonField field) => field is PersonField.PreRequest or PersonField.SecondPreRequest;
}
