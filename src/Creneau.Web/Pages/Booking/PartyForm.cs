using System.Globalization;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Booking;

/// <summary>Reads people and contact from a form, and puts a plain sentence beside each field that is not right.</summary>
public sealed class PartyForm(IStringLocalizer<BookingTexts> texts, AvailabilityIndex availability, TimeProvider clock)
{
    /// <param name="name">Name of the field of person n: « Input.People[2] ».</param>
    /// <returns>The people; null when something is wrong, and then the fields say what.</returns>
    public IReadOnlyList<ReadPerson>? People(ModelStateDictionary fields, IReadOnlyList<PersonInput> typed, IReadOnlyList<ServiceKind> kinds, int planningId, Func<int, string> name)
    {
        var planning = availability.Places.Plannings[planningId];
        var zone = availability.Places.ZoneOf(availability.Places.TownHalls[planning.TownHallId]);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone));
        var (people, problems) = PartyReader.Read([.. typed.Select(person => person.Typed)], kinds, planning.PreRequest == PreRequestPolicy.Required, today);
        foreach (var problem in problems)
        {
            fields.AddModelError($"{name(problem.Person)}.{problem.Field}", Say(problem));
        }

        return problems.Count == 0 ? people : null;
    }

    /// <returns>The contact by the chosen way; null when something is wrong.</returns>
    public Contact? Contact(ModelStateDictionary fields, ContactInput typed, string language)
    {
        if (typed.Way is null && string.IsNullOrWhiteSpace(typed.Email) && !string.IsNullOrWhiteSpace(typed.Phone))
        {
            typed.Way = ContactInput.BySms;
        }

        var (email, phone, fault) = Read(typed);
        if (fault is { } wrong)
        {
            fields.AddModelError(typed.IsSms ? "Input.Contact.Phone" : "Input.Contact.Email", Say(wrong, typed.IsSms));
            return null;
        }

        return new Contact(email, phone, language);
    }

    private static (string? Email, string? Phone, ContactFault? Fault) Read(ContactInput typed)
    {
        if (typed.IsSms)
        {
            var (phone, wrongPhone) = ContactReader.Phone(typed.Phone);
            return (null, phone, wrongPhone);
        }

        var (email, wrongEmail) = ContactReader.Email(typed.Email);
        return (email, null, wrongEmail);
    }

    private string Say(ContactFault fault, bool sms) => texts[fault switch
    {
        ContactFault.Missing => sms ? "Phone_Missing" : "Email_Missing",
        ContactFault.TooLong => "Email_TooLong",
        ContactFault.NotAnEmail => "Email_Wrong",
        ContactFault.NotAPhone => "Phone_Wrong",
        ContactFault.NotAMobile => "Phone_Landline",
    }];

    private string Say(PersonProblem problem) => problem.Fault switch
    {
        PersonFault.Missing => texts[$"Missing_{problem.Field}"],
        PersonFault.TooLong => IsNumber(problem.Field) ? Count("Number_TooLong", problem.Typed - PartyReader.PreRequestLength, problem.Typed) : texts["Name_TooLong", problem.Typed, PartyReader.LongestName],
        PersonFault.NotAName => texts[$"Name_Wrong_{problem.Field}"],
        PersonFault.NotADate => texts["Date_Wrong"],
        PersonFault.InTheFuture => texts["Date_Future"],
        PersonFault.TooLongAgo => texts["Date_LongAgo"],
        PersonFault.TooShort => Count("Number_TooShort", PartyReader.PreRequestLength - problem.Typed, problem.Typed),
        PersonFault.WrongSign => texts["Number_WrongSign"],
        PersonFault.Twice => texts[IsNumber(problem.Field) ? "Number_Twice" : "Person_Twice"],
    };

    private string Count(string name, int difference, int typed) => difference == 1
        ? texts[name + "_One", typed]
        : texts[name + "_Many", difference.ToString("N0", CultureInfo.CurrentCulture), typed];

    private static bool IsNumber(PersonField field) => field is PersonField.PreRequest or PersonField.SecondPreRequest;
}
