using System.Security.Cryptography;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.OnePerPerson;

namespace Creneau.Bench.Booking;

/// <summary>
/// The baseline: the three steps of a booking in as many endpoints of the same server, with the statements of the use
/// cases in the same transactions and round trips, and nothing that decides: no view of the desks, no entity, no text.
/// </summary>
public static class PlainBooking
{
    public const string Root = "bench/plain";

    private const string Facts =
        """
        {"reference":"7025203642","date":"2027-01-21","startMinute":585,"endMinute":600,"timeZone":"Europe/Paris",
         "siteName":"Mairie d\u2019\u00C9vian-les-Bains","street":"37 chemin des Foug\u00E8res","postcode":"74500",
         "city":"\u00C9vian-les-Bains","latitude":46.40099,"longitude":6.58772,"tokenVersion":1,"sequence":0,"moved":false
        """;

    private const string CodeFacts = Facts + ""","people":[]}""";

    private const string ConfirmationFacts = Facts
        + ""","people":[{"firstName":"Camille","service":"carte d\u2019identit\u00E9","serviceCode":"cni","minor":false}]}""";

    public static void MapPlainBooking(this IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{Root}/hold", HoldAsync);
        routes.MapPost($"{Root}/ask", AskAsync);
        routes.MapPost($"{Root}/confirm", ConfirmAsync);
    }

    private static async Task<IResult> HoldAsync(BookingStart start, [AsParameters] PlainServices services, CancellationToken ct)
    {
        var (now, session, wanted) = (services.NowUtc, start.Actor.SessionHash, start.Wanted);
        var (id, heldUntil) = (Guid.CreateVersion7(now), now + Appointment.HoldLength);
        await using var transaction = await services.BeginAsync(ct);
        var form = await ClaimFormAsync(transaction, services, start, "hold", now);
        await transaction.ReadTogetherAsync(new(PlainSql.LockHoldOf, start.DeskId, session), new(PlainSql.RangesOfHold, session));
        var happened = new Happened(id, now, null, AppointmentEventKind.Held, AppointmentStatus.Held);
        await transaction.WriteTogetherAsync(
            new(PlainSql.InsertAppointment, id, (short)BookingChannel.Web, null, now, wanted.Date, now.AddDays(1), start.DeskId, null,
                start.EndMinute, heldUntil, "fr", null, wanted.PlanningId, false, Digits(10), session, wanted.SiteId, wanted.StartMinute,
                (short)AppointmentStatus.Held, 1, services.TownHallOf(start)),
            Event(start, happened, services),
            new(PlainSql.InsertApplicant, id, null, null, null, null, "", null, 0, start.ServiceId),
            new(PlainSql.InsertOccupancy, id, wanted.Date, start.DeskId, start.EndMinute, heldUntil, session, wanted.StartMinute));
        await EndAsync(
            transaction,
            new(PlainSql.RaiseRevision, start.DeskId),
            Answer(form, $$"""{"$type":"held","AppointmentId":"{{id}}","HeldUntilUtc":"{{heldUntil:O}}"}"""));
        return TypedResults.Text(id.ToString());
    }

    private static async Task<IResult> AskAsync(BookingStart start, Guid id, [AsParameters] PlainServices services, CancellationToken ct)
    {
        var (now, keys, digits) = (services.NowUtc, services.Keys, Digits(6));
        var expires = now + OneTimeCode.Length;
        await using var transaction = await services.BeginAsync(ct);
        var applicant = await LockAppointmentAsync(transaction, id);
        await transaction.ReadAsync(PlainSql.Codes, id);
        var noted = await CountAsync(transaction, start, id, keys, now);
        var (name, born) = (start.Person.Name, start.Person.BirthDate);
        await transaction.WriteTogetherAsync(
            new(PlainSql.NameApplicant, born.Day, born.Month, name.BirthName, born.Year, name.FirstGivenName, applicant),
            new(PlainSql.SetDetails, start.Contact.Email, expires, id),
            Event(start, new(id, now, AppointmentStatus.Held, AppointmentEventKind.CodeAsked, AppointmentStatus.Held), services),
            new(PlainSql.InsertCode, id, keys.Codes.Of(id.ToString(), digits), expires, null, now, 0, null),
            Message(start, id, now, keys.Encrypt(digits)));
        await EndAsync(
            transaction,
            new(PlainSql.RaiseRevision, start.DeskId),
            noted,
            new(PlainSql.RestateHold, expires, start.Actor.SessionHash, id));
        services.Outbox.Ring();
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ConfirmAsync(
        BookingStart start, Guid id, string code, [AsParameters] PlainServices services, CancellationToken ct)
    {
        var now = services.NowUtc;
        var known = await CountTryAsync(services, start, id, now, ct);
        if ((string)known[1] != services.Keys.Codes.Of(id.ToString(), code))
        {
            return TypedResults.Conflict();
        }

        await using var transaction = await services.BeginAsync(ct);
        var form = await ClaimFormAsync(transaction, services, start, "confirm", now);
        await LockAppointmentAsync(transaction, id);
        await transaction.WriteAsync(PlainSql.UseCode, now, (long)known[0]);
        var claimed = await ClaimAsync(transaction, start, id, services.Keys, now);
        await transaction.WriteTogetherAsync(
            new(PlainSql.Confirm, now, now.AddDays(60), null, (short)AppointmentStatus.Confirmed, id),
            Event(start, new(id, now, AppointmentStatus.Held, AppointmentEventKind.Confirmed, AppointmentStatus.Confirmed), services),
            Message(start, id, now, null));
        await EndAsync(
            transaction,
            new(PlainSql.RaiseRevision, start.DeskId),
            new(PlainSql.RestateHold, null, null, id),
            Answer(form, $$"""{"$type":"confirmed","AppointmentId":"{{id}}"}"""));
        services.Outbox.Ring();
        return claimed == 1 ? TypedResults.NoContent() : TypedResults.Conflict();
    }

    /// <summary>Counts the code for its contact, and for contact and network together.</summary>
    /// <returns>The statement that notes the hold there.</returns>
    private static async Task<Statement> CountAsync(
        PlainTransaction transaction, BookingStart start, Guid id, PlatformKeys keys, DateTime now)
    {
        var (subject, here) = (start.Contact.SubjectIn(keys), start.Contact.SubjectIn(keys, start.Actor.NetworkHash));
        await transaction.WriteAsync(PlainSql.Use, "code", here, "1#", now.AddHours(2), "code", here, "1#%", 6);
        await transaction.WriteAsync(PlainSql.Use, "code", subject, "1#", now.AddHours(2), "code", subject, "1#%", 24);
        await transaction.ReadAsync(PlainSql.HoldsBeside, "kept", here, id.ToString(), now);
        return new(PlainSql.NoteHold, "kept", here, id.ToString(), now + Appointment.LongestHold);
    }

    /// <returns>The row of the last code.</returns>
    private static async Task<object[]> CountTryAsync(
        PlainServices services, BookingStart start, Guid id, DateTime now, CancellationToken ct)
    {
        await using var transaction = await services.BeginAsync(ct);
        var code = (await transaction.ReadAsync(PlainSql.CountTry, id, OneTimeCode.MaxTries, now, id, start.Actor.SessionHash, now))!;
        await transaction.CommitAsync();
        return code;
    }

    /// <returns>1 when the person had no appointment.</returns>
    private static async Task<int> ClaimAsync(PlainTransaction transaction, BookingStart start, Guid id, PlatformKeys keys, DateTime now)
    {
        var subject = start.Contact.SubjectIn(keys);
        var person = new PersonClaims(keys).PersonHash(start.Person.Name, start.Person.BirthDate);
        await transaction.WriteTogetherAsync(
            new(PlainSql.LockUses, "asked", subject, "1", now.AddDays(2)),
            new(PlainSql.UseFor, "asked", subject, now.AddDays(2), "1#" + keys.Subjects.Of(person, "cni"),
                "asked", subject, "1#%", 23, "duplicate", subject, "1#%", 3));
        return await transaction.WriteAsync(
            PlainSql.Claim, (short)ClaimKind.Person, Procedure.IdCard, person, "", keys.ClaimsVersion, id, 0);
    }

    /// <returns>The id of its only applicant.</returns>
    private static async Task<long> LockAppointmentAsync(PlainTransaction transaction, Guid id)
    {
        await transaction.ReadTogetherAsync(new(PlainSql.LockDesksOf, id), new(PlainSql.RangesOf, id));
        var row = (await transaction.ReadAsync(PlainSql.WithPeople, id))!;
        return (long)row[PlainSql.ApplicantId];
    }

    private static async Task EndAsync(PlainTransaction transaction, params Statement[] last)
    {
        await transaction.WriteTogetherAsync(last);
        await transaction.CommitAsync();
    }

    private static async Task<string> ClaimFormAsync(
        PlainTransaction transaction, PlainServices services, BookingStart start, string action, DateTime now)
    {
        var browsers = services.Keys.Browsers;
        var form = browsers.Of("form", action, start.Actor.SessionHash, start.Form(action));
        await transaction.WriteAsync(PlainSql.ClaimForm, form, action, browsers.Of(start.Form(action)), now);
        return form;
    }

    private static Statement Answer(string form, string answer) => new(PlainSql.AnswerForm, answer, form);

    private static Statement Event(BookingStart start, Happened happened, PlainServices services) => new(
        PlainSql.InsertEvent, null, (short)ActorKind.Citizen, happened.Id, happened.AtUtc, (short)BookingChannel.Web, start.Wanted.Date,
        start.DeskId, start.EndMinute, (short?)happened.From, (short)happened.Kind, null, 1, start.Wanted.SiteId, start.Wanted.StartMinute,
        (short)happened.To, services.TownHallOf(start), null);

    /// <param name="secret">The encrypted code; null for the confirmation.</param>
    private static Statement Message(BookingStart start, Guid id, DateTime now, byte[]? secret)
    {
        var (purpose, occasion, facts) = secret is null
            ? (MessagePurpose.Confirmation, "confirmed", ConfirmationFacts)
            : (MessagePurpose.Code, "code-1", CodeFacts);
        return new(
            PlainSql.InsertMessage, Guid.CreateVersion7(now), start.Contact.Email, id, (short)MessageChannel.Email, now, now.AddDays(30),
            facts, null, "fr", now, occasion, (short)purpose, secret, null, (short)MessageState.Waiting, 0, now.AddDays(1));
    }

    private static string Digits(int count) => RandomNumberGenerator.GetString("0123456789", count);

    /// <summary>One change in an appointment's life.</summary>
    private sealed record Happened(Guid Id, DateTime AtUtc, AppointmentStatus? From, AppointmentEventKind Kind, AppointmentStatus To);
}
