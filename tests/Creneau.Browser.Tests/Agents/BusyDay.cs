using System.Globalization;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Appointments.Notes;
using Creneau.Availability.Openings;
using Creneau.Booking;
using Creneau.Booking.ByAgents;
using Creneau.Catalogue;
using Creneau.Hours;
using Creneau.Notifications;
using Creneau.Scheduling;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Browser.Tests.Agents;

/// <summary>Wednesday 25 November 2026 at Passy, 10:48: three desks in the middle of a morning, with all that a day can have.</summary>
internal sealed class BusyDay(TestTown town, TestTownHall passy)
{
    public const string Nadia = "nadia@passy.fr";

    private static readonly string[] Names =
    [
        "Perrin", "Giroud", "Martinod", "Roux", "Dunand", "Blanc", "Allard", "Chappaz", "Bouvier", "Simond", "Pelloux", "Jacquier",
        "Berthet", "Morel", "Da Silva", "Lambert", "Benali", "Ducrey", "Curral", "Tissot", "Vulliez", "Nguyen", "Costa", "Favre",
    ];

    private static readonly string[] GivenNames =
    [
        "Luc", "Sylvie", "Théo", "Anne", "Claire", "Julien", "Paul", "Lina", "Marc", "Élise", "Max", "Rose", "Ali", "Hugo", "Inês", "Chloé",
    ];

    private int _people;

    /// <summary>Whether who books is written to.</summary>
    private bool _writes;

    public TestTown Town => town;

    public TestTownHall Passy => passy;

    public DateOnly Today { get; } = new(2026, 11, 25);

    public static async Task<BusyDay> BeginAsync(DatabaseProvider provider)
    {
        var town = await TestTown.FoundAsync(provider);
        var passy = await town.TownHallAsync("Passy");
        await passy.DeskAsync("DR 1", "Mon-Fri 08:30-12:00, Mon-Fri 13:30-17:00");
        await passy.DeskAsync("DR 2", "Mon-Fri 08:30-12:00, Mon-Fri 13:30-17:00");
        await passy.DeskAsync("DR 3", "Mon-Fri 09:00-11:30, Wed 14:00-16:00", channel: OpeningChannel.CounterOnly);
        await town.AgentAsync(Nadia, AgentRole.Agent, passy, "Nadia Berthod");
        // Nothing works in the background while a day passes: each second of it would be worked through
        await town.StartAsync();
        var day = new BusyDay(town, passy);
        await day.FillAsync();
        await town.StopAsync();
        town.TurnableClock.Advance(new TimeSpan(25, 48, 0));
        await town.OpenAsync();
        return day;
    }

    public Task<Guid> BookAsync(string desk, string clock, params ServiceKind[] kinds) => BookAsync(Today, desk, clock, kinds);

    public async Task<Guid> BookAsync(DateOnly date, string desk, string clock, params ServiceKind[] kinds)
    {
        var slot = passy.Slot(date, Minute(clock), kinds.Length == 0 ? [ServiceKind.IdCard] : kinds);
        var booking = new PeopleBooking(
            slot, [.. slot.ServiceIds.Select((service, i) => i < 2 ? Somebody(service) : null)], new Contact(null, "+33612345678", "fr"))
        {
            DeskId = passy.DeskId(desk),
            Silent = !_writes,
        };
        var agent = TestTown.Agent(passy);
        var form = Guid.CreateVersion7(town.Clock.GetUtcNow()).ToString();
        return await town.Get<BookForPeople>().RunAsync(agent, booking, form, CancellationToken.None) is BookResult.Booked booked
            ? booked.AppointmentId
            : throw new InvalidOperationException($"{desk} at {clock} was refused.");
    }

    /// <summary>As the counter notes it.</summary>
    public Task IsAsync(Guid id, AppointmentStatus status) => town.ReadAsync(db =>
        db.Appointments.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status)));

    private async Task FillAsync()
    {
        await WithStatusAsync("DR 1", "08:30", AppointmentStatus.Completed);
        await WithStatusAsync("DR 1", "08:45", AppointmentStatus.Completed, ServiceKind.Passport);
        await WithStatusAsync("DR 1", "09:00", AppointmentStatus.Completed, ServiceKind.IdCardAndPassport);
        await WithStatusAsync("DR 1", "09:30", AppointmentStatus.NoShow);
        await WithStatusAsync("DR 1", "10:00", AppointmentStatus.InProgress, ServiceKind.IdCard, ServiceKind.IdCard, ServiceKind.IdCard);
        await WithStatusAsync("DR 1", "10:45", AppointmentStatus.Arrived, ServiceKind.Passport);
        var noted = await BookAsync("DR 1", "11:00", ServiceKind.Collection);
        await BookAsync("DR 1", "13:30", ServiceKind.IdCardAndPassport);
        await BookAsync("DR 1", "14:00", ServiceKind.Passport, ServiceKind.Passport, ServiceKind.Passport, ServiceKind.Passport);
        await WithStatusAsync("DR 2", "09:00", AppointmentStatus.Completed, ServiceKind.Passport);
        await WithStatusAsync("DR 2", "09:15", AppointmentStatus.Completed, ServiceKind.IdCard, ServiceKind.IdCard);
        await BookAsync("DR 2", "10:30", ServiceKind.IdCardAndPassport);
        await WithStatusAsync("DR 2", "11:00", AppointmentStatus.Arrived);
        _writes = true;
        var failed = await BookAsync("DR 2", "11:30", ServiceKind.Passport);
        _writes = false;
        await BookAsync("DR 3", "09:30", ServiceKind.IdCardAndPassport);
        await town.WriteAsync(db => db.Add(new AppointmentNote(
            noted, 7, "Nadia Berthod", "Vient avec une poussette : guichet du fond.", town.NowUtc)));
        await town.ReadAsync(db => db.OutboxMessages.Where(row => row.AppointmentId == failed).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, MessageState.Failed).SetProperty(row => row.Failure, "Numéro inconnu")));
        var (from, until) = (Today.ToDateTime(new TimeOnly(13, 30)), Today.ToDateTime(new TimeOnly(18, 0)));
        var broken = new DeskClosure(from, until, ClosureReason.OutOfOrder, "Maintenance du DR 2");
        await town.Get<CloseDesk>().RunAsync(Actor.CommandLine, passy.DeskId("DR 2"), broken, CancellationToken.None);
    }

    /// <summary>A citizen is booking just now.</summary>
    public Task HoldAsync(string clock) => town.Get<HoldSlot>().RunAsync(
        TestTown.Citizen(), passy.Slot(Today, Minute(clock)), $"form-{clock}", null, CancellationToken.None);

    private async Task WithStatusAsync(string desk, string clock, AppointmentStatus status, params ServiceKind[] kinds) =>
        await IsAsync(await BookAsync(desk, clock, kinds), status);

    private ReadPerson Somebody(int serviceId)
    {
        var number = _people++;
        return new ReadPerson(
            new PersonName(Names[number % Names.Length], GivenNames[number % GivenNames.Length]),
            new DateOnly(1960, 2, 12).AddDays(number * 31),
            serviceId,
            number % 2 == 0 ? [$"K7Q2M9X{number:000}"] : []);
    }

    private static int Minute(string clock) => (int)TimeOnly.Parse(clock, CultureInfo.InvariantCulture).ToTimeSpan().TotalMinutes;
}
