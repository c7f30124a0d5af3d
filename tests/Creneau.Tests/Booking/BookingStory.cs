using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Tests.Booking;

/// <summary>The steps of a booking through the use cases, in domain words.</summary>
internal static class BookingStory
{
    public static readonly DateOnly Wednesday = new(2026, 11, 25);

    public static Comer Person(string birthName, string firstName = "Claire", ServiceKind? kind = null, params string[] preRequests) =>
        new(new PersonName(birthName, firstName), new DateOnly(1987, 3, 14), kind ?? ServiceKind.IdCard, preRequests);

    public static WantedSlot At(this TestTownHall place, DateOnly date, string clock, params ServiceKind[] kinds) =>
        place.Slot(date, Minute(clock), kinds);

    public static async Task<HoldResult> HoldAsync(this TestTown town, WantedSlot wanted, Actor visitor, string? formId = null) =>
        await town.Get<HoldSlot>().RunAsync(visitor, wanted, formId ?? Form(town), null, CancellationToken.None);

    public static async Task<Guid> HeldAsync(this TestTown town, WantedSlot wanted, Actor visitor) =>
        (await town.HoldAsync(wanted, visitor)) is HoldResult.Held held
            ? held.AppointmentId
            : throw new InvalidOperationException("The slot was refused.");

    public static Task<CodeResult> AskAsync(this TestTown town, Guid id, Actor visitor, string email, params Comer[] people) =>
        town.AskAsync(id, visitor, email, Form(town), people);

    public static async Task<CodeResult> AskAsync(
        this TestTown town, Guid id, Actor visitor, string email, string formId, params Comer[] people) =>
        await town.Get<AskForCode>().RunAsync(
            visitor, id, new Contact(email, null, "fr"), await town.ReadAsync(people, id), formId, CancellationToken.None);

    public static Task<ConfirmResult> TypeAsync(this TestTown town, Guid id, Actor visitor, string code, string? formId = null) =>
        town.Get<ConfirmAppointment>().RunAsync(visitor, id, code, formId ?? Form(town), CancellationToken.None);

    /// <summary>People as a form of that appointment's planning understands them.</summary>
    public static async Task<IReadOnlyList<ReadPerson>> ReadAsync(this TestTown town, IEnumerable<Comer> people, Guid appointmentId)
    {
        var planning = await town.ReadAsync(
            db => db.Appointments.Where(row => row.Id == appointmentId).Select(row => row.PlanningId).SingleAsync());
        return [.. people.Select(person => person.At(town.Availability, planning))];
    }

    /// <summary>Proves the right to an appointment as the session that booked it does.</summary>
    public static async Task<AppointmentAccess> AccessAsync(this TestTown town, Actor actor, Guid id) =>
        (await town.Get<FindAppointment>().BySessionAsync(actor, id, CancellationToken.None))?.Access
        ?? throw new InvalidOperationException("It is not this session's.");

    public static async Task<CancelResult> CancelAsync(this TestTown town, Guid id, Actor actor, string? formId = null) =>
        await town.Get<CancelAppointment>().RunAsync(
            actor, await town.AccessAsync(actor, id), formId ?? Form(town), CancellationToken.None);

    public static async Task<MoveResult> MoveAsync(this TestTown town, Guid id, Actor actor, NewPlace place) =>
        await town.Get<MoveAppointment>().RunAsync(actor, await town.AccessAsync(actor, id), place, Form(town), CancellationToken.None);

    /// <param name="removed">Ids of people who come no more.</param>
    public static async Task<PartyResult> ChangePartyAsync(
        this TestTown town, Guid id, Actor actor, Comer[] added, long[] removed, NewPlace? place = null) =>
        await town.ChangePartyAsync(id, actor, new PartyChange(await town.ReadAsync(added, id), removed, place), Form(town));

    public static async Task<PartyResult> ChangePartyAsync(
        this TestTown town, Guid id, Actor actor, PartyChange change, string formId) =>
        await town.Get<ChangeParty>().RunAsync(
            actor, await town.AccessAsync(actor, id), change, formId, CancellationToken.None);

    /// <summary>Hold, details and code in one go.</summary>
    public static async Task<ConfirmResult> BookAsync(this TestTown town, WantedSlot wanted, string who, params Comer[] people)
    {
        var visitor = TestTown.Citizen(who);
        var id = await town.HeldAsync(wanted, visitor);
        await town.AskAsync(id, visitor, $"{who}@exemple.fr", people);
        return await town.TypeAsync(id, visitor, await town.CodeAsync(id));
    }

    public static async Task<Guid> BookedAsync(this TestTown town, WantedSlot wanted, string who, params Comer[] people) =>
        await town.BookAsync(wanted, who, people) is ConfirmResult.Confirmed confirmed
            ? confirmed.AppointmentId
            : throw new InvalidOperationException("It was not confirmed.");

    /// <summary>The same by whoever acts, with an e-mail address of its own.</summary>
    public static async Task<Guid> BookedByAsync(this TestTown town, Actor actor, WantedSlot wanted, string email, params Comer[] people)
    {
        var id = await town.HeldAsync(wanted, actor);
        await town.AskAsync(id, actor, email, people);
        return await town.TypeAsync(id, actor, await town.CodeAsync(id)) is ConfirmResult.Confirmed
            ? id
            : throw new InvalidOperationException("It was not confirmed.");
    }

    /// <summary>Ids of the people of an appointment, in the order of the form.</summary>
    public static Task<List<long>> PeopleAsync(this TestTown town, Guid id) =>
        town.ReadAsync(db =>
            db.Applicants.Where(applicant => applicant.AppointmentId == id)
                .OrderBy(applicant => applicant.Ordinal)
                .Select(applicant => applicant.Id)
                .ToListAsync());

    /// <summary>A number as letters, since names have no digits: a, b, … z, aa.</summary>
    public static string Letters(int number) =>
        number < 26 ? ((char)('a' + number)).ToString() : Letters((number / 26) - 1) + (char)('a' + (number % 26));

    private static int Minute(string clock) => (int)TimeOnly.Parse(clock, CultureInfo.InvariantCulture).ToTimeSpan().TotalMinutes;

    public static string Form(TestTown town) => Guid.CreateVersion7(town.Clock.GetUtcNow()).ToString();
}

/// <summary>One person of a story, with the kind of service that they come for.</summary>
internal sealed record Comer(PersonName Name, BirthDate BirthDate, ServiceKind Kind, IReadOnlyList<string> PreRequests)
{
    public ReadPerson At(AvailabilityIndex availability, int planningId) =>
        new(Name, BirthDate, availability.Places.ServiceOf(planningId, Kind)!.Id, PreRequests);
}
