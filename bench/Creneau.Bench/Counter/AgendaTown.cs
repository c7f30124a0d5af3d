using System.Globalization;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Bench.Booking;
using Creneau.Bench.Server;
using Creneau.Booking.ByAgents;
using Creneau.TestKit;

namespace Creneau.Bench.Counter;

/// <summary>A town hall with six desks and a full week ahead of it, on a PostgreSQL database of its own.</summary>
internal sealed class AgendaTown : IAsyncDisposable
{
    private const string Agent = "nadia@passy.fr";
    private const int Desks = 6;
    private const int Days = 5;
    private const int FirstMinute = 9 * 60;
    private const int LastMinute = 17 * 60;
    private const int Step = 15;

    private AgendaTown(TestTown town, TestTownHall passy, DateOnly monday) => (Town, Passy, Monday) = (town, passy, monday);

    public TestTown Town { get; }

    public TestTownHall Passy { get; }

    /// <summary>Of the week after this one.</summary>
    public DateOnly Monday { get; }

    public string Query => string.Create(
        CultureInfo.InvariantCulture, $"?site={Passy.SiteId}&from={Monday:yyyy-MM-dd}&to={Monday.AddDays(6):yyyy-MM-dd}");

    /// <summary>Every second quarter of an hour is taken: what is free is as long to say as what is not.</summary>
    public static async Task<AgendaTown> FoundAsync()
    {
        var town = await TestTown.FoundAsync(DatabaseProvider.Postgres, realClock: true);
        var passy = await town.TownHallAsync("Passy");
        for (var desk = 1; desk <= Desks; desk++)
        {
            await passy.DeskAsync($"DR {desk}", "Mon-Fri 09:00-17:00");
        }

        await town.AgentAsync(Agent, AgentRole.Agent, passy);
        await town.StartAsync();
        var monday = town.Today.AddDays(7 - (((int)town.Today.DayOfWeek + 6) % 7));
        var made = new AgendaTown(town, passy, monday);
        await made.FillAsync();
        await town.StopAsync();
        return made;
    }

    public Task<NodeProcess> ServeAsync() => NodeProcess.StartAsync(
        BenchNode.Command, $"--Creneau:Database={Town.Database.ConnectionString}", $"--Creneau:MasterKey={Town.Database.MasterKey}",
        "--Creneau:AddressLimits:AgentReads=2000000000", "--Serilog:MinimumLevel:Default=Error");

    /// <summary>A start of the week after the full one, another one for each number.</summary>
    public BookingStart FreeStart(int number)
    {
        const int perDay = (LastMinute - FirstMinute) / Step;
        var (date, minute) = (Monday.AddDays(7 + (number / perDay)), FirstMinute + (number % perDay * Step));
        return new BookingStart(number, Passy.Slot(date, minute), Passy.DeskIds.First(), minute + Step);
    }

    /// <summary>The cookie of an agent who has signed in.</summary>
    public static async Task<string> CookieAsync(Uri server)
    {
        using var visitor = Visitor.To(server);
        await visitor.SignInAsync(Agent);
        return string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    private async Task FillAsync()
    {
        var book = Town.Get<BookForPeople>();
        var number = 0;
        for (var day = 0; day < Days; day++)
        {
            for (var minute = FirstMinute; minute < LastMinute; minute += 2 * Step)
            {
                foreach (var desk in Passy.DeskIds)
                {
                    var booking = BookingOf(day, minute, desk, number++);
                    await book.RunAsync(TestTown.Agent(Passy), booking, Text.Of($"form-{number}"), CancellationToken.None);
                }
            }
        }
    }

    private PeopleBooking BookingOf(int day, int minute, int desk, int number)
    {
        var slot = Passy.Slot(Monday.AddDays(day), minute);
        var name = $"Nom{(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))}{(char)('a' + (number / 676))}";
        var person = new ReadPerson(new PersonName(name, "Camille"), new DateOnly(1980, 1, 1).AddDays(number), slot.ServiceIds[0], []);
        return new PeopleBooking(slot, [person], new Contact($"{name}@exemple.fr", null, "fr")) { DeskId = desk, Silent = true };
    }
}
