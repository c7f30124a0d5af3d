namespace Creneau.Bench.Booking;

public static class PlainBooking
{
    public const string Root = "bench/plain";

    public static void MapPlainBooking(this IEndpointRouteBuilder routes)
    {
        _ = routes;
    }
}
