using System.Net;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Visitor = Creneau.TestKit.Visitor;

namespace Creneau.Tests.Pages.Booking;

/// <summary>A person with a plain browser in a small town: Passy opens one desk from nine to twelve, Sallanches another.</summary>
public sealed class BookingStory : IAsyncDisposable
{
    public const int Ten = 600;
    public static readonly DateOnly Friday = new(2026, 11, 27);

    /// <summary>Somebody who is added to an appointment.</summary>
    public static readonly IReadOnlyList<(string Field, string Value)> Zoe =
    [
        ("Input.Service", "cni"), ("Input.Person.BirthName", "Dunand"), ("Input.Person.FirstGivenName", "Zoé"),
        ("Input.Person.BirthDate.Day", "1"), ("Input.Person.BirthDate.Month", "2"), ("Input.Person.BirthDate.Year", "2015"),
    ];

    private BookingStory(TestTown town, TestTownHall passy, TestTownHall sallanches) =>
        (Town, Passy, Sallanches, Claire) = (town, passy, sallanches, town.Visitor());

    public TestTown Town { get; }
    public TestTownHall Passy { get; }
    public TestTownHall Sallanches { get; }

    /// <summary>Who books.</summary>
    public Visitor Claire { get; }

    public static async Task<BookingStory> BeginAsync(bool demo = false, PostgresServer? server = null, params string[] settings)
    {
        var town = await TestTown.FoundAsync(
            server is null ? DatabaseProvider.Sqlite : DatabaseProvider.Postgres, demo: demo, server: server);
        await town.OpenAsync(
            [
                "--Creneau:AddressLimits:Holds=1000",
                "--Creneau:AddressLimits:Codes=1000",
                "--Creneau:AddressLimits:LookUps=1000",
                .. settings,
            ]);
        var passy = await town.TownHallAsync("Passy", 45.924, 6.686);
        await passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        var sallanches = await town.TownHallAsync("Sallanches", 45.936, 6.631);
        await sallanches.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        return new BookingStory(town, passy, sallanches);
    }

    public string Slot(int minute = Ten, DateOnly? date = null, TestTownHall? at = null) =>
        $"{(at ?? Passy).SiteId}_{date ?? Friday:yyyy-MM-dd}_{minute}";

    /// <summary>Chooses a slot as the search's button does.</summary>
    public Task ChooseAsync(
        string? slot = null,
        string services = "cni",
        Visitor? visitor = null,
        string formId = "search-1",
        HttpStatusCode expected = HttpStatusCode.OK) =>
        (visitor ?? Claire).PostAsync(
            "/rendez-vous/garder",
            [("slot", slot ?? Slot()), ("services", services), ("formId", formId), ("back", "?place=Passy&people=1")],
            expected);

    public static IEnumerable<(string Field, string Value)> Person(
        int ordinal, string birthName = "Dunand", string firstName = "Claire", int year = 1987) =>
    [
        ($"Input.People[{ordinal}].BirthName", birthName),
        ($"Input.People[{ordinal}].FirstGivenName", firstName),
        ($"Input.People[{ordinal}].BirthDate.Day", "14"),
        ($"Input.People[{ordinal}].BirthDate.Month", "3"),
        ($"Input.People[{ordinal}].BirthDate.Year", $"{year}"),
    ];

    public static IEnumerable<(string Field, string Value)> By(string email) =>
        [("Input.Contact.Way", "email"), ("Input.Contact.Email", email)];

    /// <summary>From « Qui vient ? » to the code's page.</summary>
    public Task DescribeAsync(
        Visitor? visitor = null,
        string email = "claire@exemple.fr",
        HttpStatusCode expected = HttpStatusCode.OK,
        params IEnumerable<(string, string)>[] people) =>
        (visitor ?? Claire).SubmitAsync(
            "people", [.. By(email), .. people.Length == 0 ? Person(0) : people.SelectMany(person => person)], expected);

    public Task ConfirmAsync(string code, Visitor? visitor = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        (visitor ?? Claire).SubmitAsync("code", [("Code", code)], expected);

    public async Task<string> CodeAsync() => await Town.CodeAsync((await LatestAsync()).Id);

    /// <summary>A confirmed appointment, its page open.</summary>
    public async Task BookAsync(
        string? slot = null,
        string services = "cni",
        Visitor? visitor = null,
        string email = "claire@exemple.fr",
        params IEnumerable<(string, string)>[] people)
    {
        await ChooseAsync(slot, services, visitor);
        await DescribeAsync(visitor, email, people: people);
        await ConfirmAsync(await CodeAsync(), visitor);
    }

    /// <summary>The appointment whose slot was kept last: events are numbered, while ids of one instant are in no order.</summary>
    public Task<Appointment> LatestAsync() => Town.ReadAsync(async db =>
    {
        var held = await db.AppointmentEvents.Where(happened => happened.Kind == AppointmentEventKind.Held)
            .OrderByDescending(happened => happened.Id)
            .FirstAsync();
        return await db.Appointments.AsNoTracking().Include(row => row.Applicants).SingleAsync(row => row.Id == held.AppointmentId);
    });

    public Task<int> CountAsync(AppointmentStatus status) => Town.ReadAsync(db => db.Appointments.CountAsync(row => row.Status == status));

    /// <summary>Whether what somebody typed and did not send is saved.</summary>
    public Task<bool> HasDraftAsync() => Town.ReadAsync(db => db.Set<Draft>().AnyAsync());

    public void Pass(int minutes) => Town.TurnableClock.Advance(TimeSpan.FromMinutes(minutes));

    /// <summary>What a form of the open page proves that it is ours with.</summary>
    public string Token => ValueOf("__RequestVerificationToken");

    public string ValueOf(string field) => Claire.Page.QuerySelector($"[name='{field}']")!.GetAttribute("value") ?? "";

    /// <summary>The words by which the button of a slot is found.</summary>
    public string ButtonFor(string slot) =>
        string.Join(
            ' ',
            Claire.Page.QuerySelector($"button[value='{slot}']")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A file that a page of this browser links to.</summary>
    public async Task<string> FileAsync(string address)
    {
        using var http = new HttpClient { BaseAddress = TestTown.AddressOf(Town.Node) };
        http.DefaultRequestHeaders.Add("Cookie", string.Join("; ", Claire.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        return await http.GetStringAsync(new Uri(address, UriKind.Relative));
    }

    public async ValueTask DisposeAsync()
    {
        Claire.Dispose();
        await Town.DisposeAsync();
    }
}
