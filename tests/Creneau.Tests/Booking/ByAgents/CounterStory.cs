using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking.ByAgents;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking.ByAgents;

/// <summary>What agents do through the use cases, in domain words.</summary>
internal static class CounterStory
{
    public static readonly Contact Phone = new(null, "+33612345678", "fr");

    /// <summary>One person per service; null is somebody « à compléter ».</summary>
    public static PeopleBooking Booking(this TestTown town, WantedSlot slot, params Comer?[] people) => new(
        slot, [.. people.Select(person => person?.At(town.Availability, slot.PlanningId))], Phone);

    public static Task<BookResult> BookForAsync(this TestTown town, Actor agent, PeopleBooking booking, string? formId = null) =>
        town.Get<BookForPeople>().RunAsync(agent, booking, formId ?? Form(town), CancellationToken.None);

    public static Task<BookResult> BookForAsync(this TestTown town, Actor agent, WantedSlot slot, params Comer?[] people) =>
        town.BookForAsync(agent, town.Booking(slot, people));

    public static async Task<Guid> BookedForAsync(this TestTown town, Actor agent, WantedSlot slot, params Comer?[] people) =>
        (await town.BookForAsync(agent, slot, people)).ShouldBeOfType<BookResult.Booked>().AppointmentId;

    /// <summary>The right of an agent to an appointment.</summary>
    public static async Task<AppointmentAccess> OpenedByAsync(this TestTown town, Actor agent, Guid id) =>
        (await town.Get<FindAppointment>().ByAgentAsync(agent, id, CancellationToken.None)).ShouldNotBeNull().Access;

    public static Task<Appointment> AppointmentAsync(this TestTown town, Guid id) =>
        town.ReadAsync(db => db.Appointments.Include(row => row.Applicants).SingleAsync(row => row.Id == id));

    /// <summary>The last thing that happened to an appointment.</summary>
    public static Task<AppointmentEvent> LastEventAsync(this TestTown town, Guid id) =>
        town.ReadAsync(db => db.AppointmentEvents.Where(row => row.AppointmentId == id).OrderBy(row => row.Id).LastAsync());

}
