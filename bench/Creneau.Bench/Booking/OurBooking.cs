using Creneau.Booking;

namespace Creneau.Bench.Booking;

/// <summary>The three steps of a booking through the use cases, as the pages call them.</summary>
public static class OurBooking
{
    public const string Root = "bench/ours";

    public static void MapOurBooking(this IEndpointRouteBuilder routes)
    {
        BookingStart.MapStarts(routes);
        routes.MapPost($"{Root}/hold", HoldAsync);
        routes.MapPost($"{Root}/ask", AskAsync);
        routes.MapPost($"{Root}/confirm", ConfirmAsync);
    }

    private static async Task<IResult> HoldAsync(BookingStart start, HoldSlot hold, CancellationToken ct) =>
        await hold.RunAsync(start.Actor, start.Wanted, start.Form("hold"), null, ct) is HoldResult.Held held
            ? TypedResults.Text(held.AppointmentId.ToString())
            : TypedResults.Conflict();

    private static async Task<IResult> AskAsync(BookingStart start, Guid id, AskForCode ask, CancellationToken ct) =>
        await ask.RunAsync(start.Actor, id, start.Contact, [start.Person], start.Form("ask"), ct) is CodeResult.Sent
            ? TypedResults.NoContent()
            : TypedResults.Conflict();

    private static async Task<IResult> ConfirmAsync(
        BookingStart start, Guid id, string code, ConfirmAppointment confirm, CancellationToken ct) =>
        await confirm.RunAsync(start.Actor, id, code, start.Form("confirm"), ct) is ConfirmResult.Confirmed
            ? TypedResults.NoContent()
            : TypedResults.Conflict();
}
