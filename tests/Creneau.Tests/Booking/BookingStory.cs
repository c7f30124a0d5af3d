using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Tests.Booking;

/// <summary>The steps of a booking through the use cases, in domain words.</summary>
internal static class BookingStory
{
    public static readonly DateOnly Wednesday = new(2026, 11, 25);

    public static ReadPerson Person(string birthName, string firstName = "Claire", ServiceKind kind = ServiceKind.IdCard, params string[] preRequests) =>
        new(new PersonName(birthName, firstName), new DateOnly(1987, 3, 14), kind, preRequests);

    public static WantedSlot At(this TestTownHall place, DateOnly date, string clock, params ServiceKind[] kinds) =>
        new(place.SiteId, kinds.Length == 0 ? [ServiceKind.IdCard] : kinds, date, (int)TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture).ToTimeSpan().TotalMinutes);

    public static async Task<HoldResult> HoldAsync(this TestTown town, WantedSlot wanted, Creneau.Booking.Visitor visitor, string? formId = null) =>
        await town.Get<HoldSlot>().RunAsync(wanted, visitor, formId ?? Guid.CreateVersion7(town.Clock.GetUtcNow()).ToString(), null, CancellationToken.None);

    public static async Task<Guid> HeldAsync(this TestTown town, WantedSlot wanted, Creneau.Booking.Visitor visitor) =>
        (await town.HoldAsync(wanted, visitor)) is HoldResult.Held held ? held.AppointmentId : throw new InvalidOperationException("The slot was refused.");

    public static Task<CodeResult> AskAsync(this TestTown town, Guid id, Creneau.Booking.Visitor visitor, string email, params ReadPerson[] people) =>
        town.Get<AskForCode>().RunAsync(id, visitor, new Contact(email, null, "fr"), people, Form(town), CancellationToken.None);

    public static Task<ConfirmResult> TypeAsync(this TestTown town, Guid id, Creneau.Booking.Visitor visitor, string code, string? formId = null) =>
        town.Get<ConfirmAppointment>().RunAsync(id, visitor, code, formId ?? Form(town), CancellationToken.None);

    /// <summary>Hold, details and code in one go.</summary>
    public static async Task<ConfirmResult> BookAsync(this TestTown town, WantedSlot wanted, string who, params ReadPerson[] people)
    {
        var visitor = TestTown.Browser(who);
        var id = await town.HeldAsync(wanted, visitor);
        await town.AskAsync(id, visitor, $"{who}@exemple.fr", people);
        return await town.TypeAsync(id, visitor, await town.CodeAsync(id));
    }

    public static async Task<Guid> BookedAsync(this TestTown town, WantedSlot wanted, string who, params ReadPerson[] people) =>
        await town.BookAsync(wanted, who, people) is ConfirmResult.Confirmed confirmed ? confirmed.AppointmentId : throw new InvalidOperationException("It was not confirmed.");

    /// <summary>Ids of the people of an appointment, in the order of the form.</summary>
    public static Task<List<long>> PeopleAsync(this TestTown town, Guid id) =>
        town.ReadAsync(db => db.Applicants.Where(applicant => applicant.AppointmentId == id).OrderBy(applicant => applicant.Ordinal).Select(applicant => applicant.Id).ToListAsync());

    public static string Form(TestTown town) => Guid.CreateVersion7(town.Clock.GetUtcNow()).ToString();
}
