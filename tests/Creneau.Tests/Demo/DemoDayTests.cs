using System.Globalization;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Counter.Visits;
using Creneau.Demo;
using Creneau.Doctor;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Storage.Checks;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Demo;

/// <summary>What somebody finds who makes the demonstration at that hour and looks at the counter.</summary>
public abstract class DemoDayTests(DatabaseProvider provider) : IAsyncLifetime
{
    private static readonly string[] WithCounter = ["74010", "74208", "74256"];
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private TestTown Town { get; set; } = null!;

    public async ValueTask InitializeAsync() => Town = await TestTown.FoundAsync(provider);

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task On_a_Tuesday_at_10_40_the_counters_are_in_the_middle_of_their_day()
    {
        await MakeAtAsync("2026-11-24 10:40");

        foreach (var stays in await StaysAsync())
        {
            stays.Count(stay => stay.Visit.Status == VisitStatus.InProgress).ShouldBeGreaterThanOrEqualTo(1);
            stays.Count(stay => stay.Visit.Status == VisitStatus.Waiting).ShouldBeGreaterThanOrEqualTo(3);
            stays.Count(stay => stay is { Visit.Status: VisitStatus.Waiting, Appointment: null }).ShouldBeGreaterThanOrEqualTo(1);
            stays.Count(stay => stay.Visit.Status == VisitStatus.Absent).ShouldBeGreaterThanOrEqualTo(1);
            stays.Count(stay => stay is { Visit.Status: VisitStatus.Done, Appointment: null }).ShouldBeGreaterThanOrEqualTo(1);
            stays.Count(stay => stay.Appointment?.Applicants.Any(person => person.Outcome == PersonOutcome.Incomplete) == true).ShouldBe(1);
        }

        await ShouldBeSoundAsync();
        await Town.OpenAsync();
        using var nadia = await SignedInAsync();
        await nadia.GoAsync("/agents/file");
        nadia.Text.ShouldContain("Vous êtes au DR 1");
        nadia.Text.ShouldContain("Appeler au DR 1");
        nadia.Page.QuerySelector("#closed-now").ShouldBeNull();
    }

    [Fact]
    public async Task Before_the_first_opening_nobody_is_there_and_the_queue_says_when_it_opens()
    {
        await MakeAtAsync("2026-12-01 06:00");

        (await Town.ReadAsync(db => db.Visits.CountAsync())).ShouldBe(0);
        await ShouldBeSoundAsync();
        await Town.OpenAsync();
        using var nadia = await SignedInAsync();
        await nadia.GoAsync("/agents/agenda");
        TitleOf(nadia).ShouldBe("Mardi 1er décembre 2026");
        nadia.Page.QuerySelector("#closed-now")!.TextContent.Trim().ShouldStartWith("Fermé pour le moment, ouvre à ");
    }

    [Fact]
    public async Task At_night_the_day_is_noted_to_its_end_and_the_agenda_opens_on_the_next()
    {
        await MakeAtAsync("2026-11-24 22:00");

        var stays = (await StaysAsync()).SelectMany(site => site).ToList();
        stays.ShouldAllBe(stay => stay.Visit.Status == VisitStatus.Done || stay.Visit.Status == VisitStatus.Absent);
        stays.Count(stay => stay.Appointment is not null).ShouldBe(await BookedTodayAsync());
        ShouldLastAsPeopleWouldBear(stays.FindAll(stay => stay.Visit.Status == VisitStatus.Done));
        (await Town.ReadAsync(db => db.DeskSignOns.CountAsync())).ShouldBe(0);
        await ShouldBeSoundAsync();
        await ShouldOpenOnAsync("Fermé depuis", "Mercredi 25 novembre 2026", "mercredi 25 novembre 2026");
    }

    [Fact]
    public async Task On_a_Sunday_the_agenda_opens_on_the_next_open_day()
    {
        await MakeAtAsync("2026-11-29 15:00");

        (await Town.ReadAsync(db => db.Visits.CountAsync())).ShouldBe(0);
        await ShouldBeSoundAsync();
        await ShouldOpenOnAsync("Fermé aujourd’hui.", "Lundi 30 novembre 2026", "lundi 30 novembre 2026");
    }

    [Fact]
    public async Task On_the_first_of_May_the_agenda_opens_on_the_next_open_day()
    {
        await MakeAtAsync("2028-05-01 10:40");

        (await Town.ReadAsync(db => db.Visits.CountAsync())).ShouldBe(0);
        await ShouldBeSoundAsync();
        await ShouldOpenOnAsync("Fermé aujourd’hui.", "Mardi 2 mai 2028", "mardi 2 mai 2028");
    }

    private async Task MakeAtAsync(string local)
    {
        var at = DateTime.Parse(local, CultureInfo.InvariantCulture);
        Town.TurnableClock.SetUtcNow(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(at, Paris), TimeSpan.Zero));
        (await DemoTown.MakeAsync(Town)).ShouldBeOfType<DemoResult.Made>();
    }

    /// <summary>Visits and their appointments, by site; each of the four sites has a counter.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<Stay>>> StaysAsync()
    {
        await using var db = Town.OpenDb();
        var visits = await db.Visits.AsNoTracking().ToListAsync();
        var appointments = await db.Appointments.AsNoTracking().Include(row => row.Applicants).Where(row => row.Date == Town.Today)
            .ToDictionaryAsync(row => row.Id);
        var sites = visits.Select(visit => new Stay(visit, appointments.GetValueOrDefault(visit.Id)))
            .GroupBy(stay => stay.Visit.SiteId, (_, stays) => (IReadOnlyList<Stay>)[.. stays]).ToList();
        sites.Count.ShouldBe(4);
        return sites;
    }

    private Task<int> BookedTodayAsync() => Town.ReadAsync(db => (
        from row in db.Appointments
        join townHall in db.TownHalls on row.TownHallId equals townHall.Id
        where row.Date == Town.Today && WithCounter.Contains(townHall.InseeCode)
        select row).CountAsync());

    private async Task ShouldBeSoundAsync()
    {
        await using var platform = await Town.CommandLineAsync();
        var results = await platform.GetRequiredService<Examination>().RunAsync(null, CancellationToken.None).ToListAsync();
        results.Where(result => result.State != CheckState.Ok).Select(result => result.Name).ShouldBe(["I8"]);
    }

    private void ShouldLastAsPeopleWouldBear(List<Stay> done)
    {
        var served = done.Select(stay => stay.Visit.Course.ActiveUntil(Town.NowUtc).TotalMinutes);
        var waited = done.ConvertAll(stay => stay.Visit.Course.WaitedUntil(Town.NowUtc, BookedUtc(stay.Appointment)).TotalMinutes);
        served.ShouldAllBe(minutes => minutes >= 3 && minutes < 150);
        waited.ShouldAllBe(minutes => minutes < 75);
        waited.Average().ShouldBeInRange(1, 30);
    }

    /// <summary>The bare agenda shows that day, the queue leads there.</summary>
    private async Task ShouldOpenOnAsync(string why, string title, string link)
    {
        await Town.OpenAsync();
        using var nadia = await SignedInAsync();

        await nadia.GoAsync("/agents/agenda");
        TitleOf(nadia).ShouldBe(title);
        nadia.Page.QuerySelector("#over-today")!.TextContent.ShouldStartWith(why);
        nadia.Page.QuerySelectorAll("#list .visit").Length.ShouldBeGreaterThan(4);

        await nadia.GoAsync("/agents/file");
        nadia.Page.QuerySelector("#closed-now")!.TextContent.Trim().ShouldStartWith(why);
        var next = nadia.Page.QuerySelector("#closed-now a")!;
        next.TextContent.Replace('\u00A0', ' ').ShouldBe(link);
        await nadia.GoAsync(next.GetAttribute("href")!);
        TitleOf(nadia).ShouldBe(title);
    }

    private async Task<Visitor> SignedInAsync()
    {
        await using var db = Town.OpenDb();
        var nadia = (await Town.Get<DemoAgents>().ReadAsync(db, CancellationToken.None))[0];
        var visitor = Town.Visitor();
        await visitor.SignInAsync(nadia.Email, nadia.Password);
        return visitor;
    }

    private static string TitleOf(Visitor visitor) => visitor.Page.QuerySelector("h1")!.TextContent.Replace('\u00A0', ' ');

    private static DateTime? BookedUtc(Appointment? appointment) =>
        appointment is null ? null : WallClock.ToUtc(appointment.Date, appointment.StartMinute, Paris);

    /// <param name="Appointment">Null: without one.</param>
    private sealed record Stay(Visit Visit, Appointment? Appointment);
}

public sealed class DemoDayOnSqliteTests() : DemoDayTests(DatabaseProvider.Sqlite);

public sealed class DemoDayOnPostgresTests() : DemoDayTests(DatabaseProvider.Postgres);
