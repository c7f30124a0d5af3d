using System.Security.Cryptography;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Privacy;
using Creneau.Storage;

namespace Creneau.Bench.Booking;

/// <summary>
/// The baseline: the three steps of a booking in as many endpoints of the same server, with the statements of the use
/// cases in the same transactions and round trips, and nothing that decides: no view of the desks, no entity, no text.
/// </summary>
public static class PlainBooking
{
    public const string Root = "bench/plain";

    private const string Facts =
        """{"reference":"7025203642","date":"2027-01-21","startMinute":585,"endMinute":600,"timeZone":"Europe/Paris","siteName":"Mairie d\u2019\u00C9vian-les-Bains","street":"37 chemin des Foug\u00E8res","postcode":"74500","city":"\u00C9vian-les-Bains","latitude":46.40099,"longitude":6.58772,"tokenVersion":1,"people":[{"firstName":"Camille","kind":0,"minor":false}],"sequence":0}""";

    private static readonly int[] OneIdCard = [(int)ServiceKind.IdCard];

    public static void MapPlainBooking(this IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{Root}/hold", HoldAsync);
        routes.MapPost($"{Root}/ask", AskAsync);
        routes.MapPost($"{Root}/confirm", ConfirmAsync);
    }

    private static async Task<IResult> HoldAsync(BookingStart start, StorageProvider storage, Keys keys, AvailabilityIndex availability, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var id = Guid.CreateVersion7(now);
        var (planning, townHall) = PlanOf(start, availability);
        await using var transaction = await BeginAsync(storage, ct);
        var form = await ClaimFormAsync(transaction, keys, start, "hold", now);
        await transaction.ReadAsync(PlainSql.LockHoldOf, start.DeskId, start.Visitor.BrowserHash);
        await transaction.ReadAsync(PlainSql.LiveHold, start.Visitor.BrowserHash);
        await transaction.WriteTogetherAsync(
            new(PlainSql.InsertAppointment, id, start.Visitor.BrowserHash, (short)0, null, now, start.Date, now.AddDays(1), start.DeskId, null, start.EndMinute, now.AddMinutes(15),
                OneIdCard, "fr", 1, null, planning, false, Digits(10), start.SiteId, start.StartMinute, (short)0, 1, townHall),
            Event(start, id, now, null, AppointmentEventKind.Held, AppointmentStatus.Held, townHall),
            new(PlainSql.InsertOccupancy, id, start.Date, start.DeskId, start.EndMinute, start.StartMinute));
        await EndAsync(transaction, start, form, $$"""{"$type":"held","AppointmentId":"{{id}}","HeldUntilUtc":"{{now:O}}"}""");
        return TypedResults.Text(id.ToString());
    }

    private static async Task<IResult> AskAsync(BookingStart start, Guid id, StorageProvider storage, Keys keys, AvailabilityIndex availability, OutboxSignal outbox, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (planning, townHall) = PlanOf(start, availability);
        var (subject, here, digits) = (keys.Subjects.Of("contact", start.Contact.Email!), keys.Subjects.Of("contact", start.Contact.Email!, start.Visitor.NetworkHash), Digits(6));
        await using var transaction = await BeginAsync(storage, ct);
        await LockAppointmentAsync(transaction, id);
        await transaction.ReadAsync(PlainSql.Codes, id);
        await transaction.WriteAsync(PlainSql.Use, "code", here, "1#", now.AddHours(2), "code", here, "1#%", 6);
        await transaction.WriteAsync(PlainSql.Use, "code", subject, "1#", now.AddHours(2), "code", subject, "1#%", 24);
        await transaction.ReadAsync(PlainSql.HoldsBeside, "kept", here, id.ToString(), now);
        await transaction.WriteAsync(PlainSql.NoteHold, "kept", here, id.ToString(), now.AddMinutes(45));
        var person = start.Person;
        await transaction.WriteTogetherAsync(
            new(PlainSql.InsertPerson, id, person.BirthDate, person.Name.BirthName, "", person.Name.FirstGivenName, 0, availability.Places.ServiceOf(planning, ServiceKind.IdCard)!.Id),
            new(PlainSql.Describe, start.Contact.Email, now.AddMinutes(15), id),
            Event(start, id, now, AppointmentStatus.Held, AppointmentEventKind.CodeAsked, AppointmentStatus.Held, townHall),
            new(PlainSql.InsertCode, id, keys.Codes.Of(id.ToString(), digits), now.AddMinutes(15), null, now, 0, null),
            Message(start, id, now, "code-1", MessagePurpose.Code, keys.Encrypt(digits)));
        await transaction.WriteAsync(PlainSql.RaiseRevision, start.DeskId);
        await transaction.CommitAsync();
        outbox.Ring();
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ConfirmAsync(BookingStart start, Guid id, string code, StorageProvider storage, Keys keys, AvailabilityIndex availability, OutboxSignal outbox, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var townHall = PlanOf(start, availability).TownHall;
        var (subject, person) = (keys.Subjects.Of("contact", start.Contact.Email!), new Claims(keys).PersonHash(start.Person.Name, start.Person.BirthDate));
        var known = await CountTryAsync(storage, start, id, now, ct);
        if ((string)known[1] != keys.Codes.Of(id.ToString(), code))
        {
            return TypedResults.Conflict();
        }

        await using var transaction = await BeginAsync(storage, ct);
        var form = await ClaimFormAsync(transaction, keys, start, "confirm", now);
        await LockAppointmentAsync(transaction, id);
        await transaction.WriteAsync(PlainSql.UseCode, now, (long)known[0]);
        await transaction.ReadAsync(PlainSql.Used, "duplicate", subject, "1#%");
        await transaction.WriteAsync(PlainSql.LockUses, "asked", subject, "1", now.AddDays(2));
        await transaction.ReadAsync(PlainSql.Uses, "asked", subject, "1#%");
        await transaction.WriteAsync(PlainSql.UseFor, "asked", subject, "1#" + keys.Subjects.Of(person), now.AddDays(2));
        var claimed = await transaction.WriteAsync(PlainSql.Claim, (short)0, (int)Procedure.IdCard, person, "", 1, id, 0);
        await transaction.WriteTogetherAsync(
            new(PlainSql.Confirm, now, now.AddDays(60), null, (short)AppointmentStatus.Confirmed, id),
            Event(start, id, now, AppointmentStatus.Held, AppointmentEventKind.Confirmed, AppointmentStatus.Confirmed, townHall),
            Message(start, id, now, "confirmed", MessagePurpose.Confirmation, null));
        await EndAsync(transaction, start, form, $$"""{"$type":"confirmed","AppointmentId":"{{id}}"}""");
        outbox.Ring();
        return claimed == 1 ? TypedResults.NoContent() : TypedResults.Conflict();
    }

    /// <returns>The row of the last code.</returns>
    private static async Task<object[]> CountTryAsync(StorageProvider storage, BookingStart start, Guid id, DateTime now, CancellationToken ct)
    {
        await using var transaction = await BeginAsync(storage, ct);
        var code = (await transaction.ReadAsync(PlainSql.CountTry, id, OneTimeCode.MaxTries, now, id, start.Visitor.BrowserHash, now))!;
        await transaction.CommitAsync();
        return code;
    }

    private static async Task LockAppointmentAsync(PlainTransaction transaction, Guid id)
    {
        await transaction.ReadAsync(PlainSql.LockDeskOf, id);
        await transaction.ReadAsync(PlainSql.WithPeople, id);
    }

    private static async Task EndAsync(PlainTransaction transaction, BookingStart start, string form, string answer)
    {
        await transaction.WriteTogetherAsync(new(PlainSql.RaiseRevision, start.DeskId), new(PlainSql.AnswerForm, answer, form));
        await transaction.CommitAsync();
    }

    private static async Task<string> ClaimFormAsync(PlainTransaction transaction, Keys keys, BookingStart start, string action, DateTime now)
    {
        var form = FormOf(keys, start, action);
        await transaction.WriteAsync(PlainSql.ClaimForm, form, action, keys.Browsers.Of(start.Form(action)), now);
        return form;
    }

    private static Statement Event(BookingStart start, Guid id, DateTime now, AppointmentStatus? from, AppointmentEventKind kind, AppointmentStatus to, int townHall) => new(
        PlainSql.InsertEvent, (short)0, id, now, (short)0, start.Date, start.DeskId, start.EndMinute, (short?)from, (short)kind, 1, start.SiteId, start.StartMinute, (short)to, townHall, null);

    private static Statement Message(BookingStart start, Guid id, DateTime now, string occasion, MessagePurpose purpose, byte[]? secret) => new(
        PlainSql.InsertMessage, Guid.CreateVersion7(now), start.Contact.Email, id, (short)MessageChannel.Email, now, now.AddDays(30), Facts, null, "fr", now, occasion,
        (short)purpose, secret, null, (short)MessageState.Waiting, 0, now.AddDays(1));

    private static (int Planning, int TownHall) PlanOf(BookingStart start, AvailabilityIndex availability)
    {
        var plan = availability.PlanFor(start.SiteId, [(int)ServiceKind.IdCard])!;
        return (plan.PlanningId, plan.TownHallId);
    }

    private static string FormOf(Keys keys, BookingStart start, string action) => keys.Browsers.Of("form", action, start.Visitor.BrowserHash, start.Form(action));

    private static string Digits(int count) => RandomNumberGenerator.GetString("0123456789", count);

    private static Task<PlainTransaction> BeginAsync(StorageProvider storage, CancellationToken ct) => PlainTransaction.BeginAsync(((PostgresStorage)storage).DataSource, ct);
}
