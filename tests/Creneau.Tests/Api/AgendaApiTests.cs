using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.TownHalls;
using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Creneau.Counter.Live;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Api;

/// <summary>The agenda for machines, and the stream that says what to read again.</summary>
public abstract class AgendaApiTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";

    private TestTown _town = null!;
    private TestTownHall _passy = null!;
    private TestTownHall _megeve = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider);
        _passy = await (await _town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00, Mon-Fri 14:00-17:00");
        _megeve = await (await _town.TownHallAsync("Megève", 45.86, 6.62)).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Nadia, AgentRole.Agent, _passy);
        await _town.AgentAsync(Nadia, AgentRole.Agent, _megeve);
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_week_has_desks_appointments_free_starts_and_closures()
    {
        var id = await _town.BookedAsync(_passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        using var http = await SignedInAsync();

        using var answer = await http.GetAsync(Address(_passy, "2026-11-23", "2026-11-29"), Ct);
        var agenda = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var desk = agenda.GetProperty("desks")[0];
        (desk.GetProperty("name").GetString(), desk.GetProperty("state").GetString()).ShouldBe(("DR 1", "open"));
        desk.GetProperty("open").GetArrayLength().ShouldBe(10);
        var appointment = agenda.GetProperty("appointments")[0];
        appointment.GetProperty("id").GetGuid().ShouldBe(id);
        (appointment.GetProperty("start").GetString(), appointment.GetProperty("status").GetString()).ShouldBe(("09:00", "confirmed"));
        appointment.GetProperty("people")[0].GetProperty("birthName").GetString().ShouldBe("Dunand");
        agenda.GetProperty("free")[0].GetProperty("date").GetString().ShouldBe("2026-11-24");
        agenda.GetProperty("closures")[0].GetProperty("kind").GetString().ShouldBe("pause");
    }

    [Theory]
    [InlineData("2026-11-24", "demain")]
    [InlineData("2026-11-24", "2026-11-23")]
    [InlineData("2026-11-24", "2026-12-01")]
    [InlineData("0001-01-01", "0001-01-02")]
    public async Task Days_that_cannot_be_understood_are_a_problem(string from, string to)
    {
        using var http = await SignedInAsync();

        using var answer = await http.GetAsync(Address(_passy, from, to), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_stranger_gets_401_and_another_town_halls_site_is_not_there()
    {
        using var stranger = new HttpClient { BaseAddress = TestTown.AddressOf(_town.Node) };
        using var http = await SignedInAsync();

        using var refused = await stranger.GetAsync(Address(_passy, "2026-11-24", "2026-11-24"), Ct);
        using var unseen = await http.GetAsync(Address(_megeve, "2026-11-24", "2026-11-24"), Ct);
        using var unheard = await http.GetAsync($"/agents/agenda/flux?site={_megeve.SiteId}", Ct);

        (refused.StatusCode, unseen.StatusCode, unheard.StatusCode)
            .ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task The_stream_says_which_day_to_read_again()
    {
        using var http = await SignedInAsync();
        using var stream = await StreamAsync(http);
        (await DataAsync(stream)).ShouldBe("");

        await _town.BookedAsync(_passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        (await DataAsync(stream)).ShouldBe("2026-11-25");
    }

    [Fact]
    public async Task The_stream_of_an_agent_who_lost_the_role_ends_within_five_seconds_and_the_other_town_hall_goes_on()
    {
        using var http = await SignedInAsync();
        using var stream = await StreamAsync(http);
        (await DataAsync(stream)).ShouldBe("");

        await _town.ReadAsync(db => db.AgentMemberships.Where(row => row.TownHallId == _passy.Id).ExecuteDeleteAsync());
        await EndWithinFiveSecondsAsync(stream);

        using var passy = await http.GetAsync(Address(_passy, "2026-11-24", "2026-11-24"), Ct);
        using var megeve = await http.GetAsync(Address(_megeve, "2026-11-24", "2026-11-24"), Ct);
        (passy.StatusCode, megeve.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.OK));
    }

    public static TheoryData<string> Endings => ["suspended", "signed out here", "signed out everywhere", "its time is over"];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task The_stream_of_a_session_that_ended_ends_within_five_seconds_and_a_colleague_s_goes_on(string ending)
    {
        const string Colleague = "ines@passy.fr";
        await _town.AgentAsync(Colleague, AgentRole.Agent, _passy, "Inès Roux");
        using var http = await SignedInAsync();
        using var stream = await StreamAsync(http);
        using var colleague = await SignedInAsync(Colleague);
        using var other = await StreamAsync(colleague);
        ((await DataAsync(stream)), (await DataAsync(other))).ShouldBe(("", ""));

        await EndSessionAsync(ending);
        await EndWithinFiveSecondsAsync(stream);
        await _town.BookedAsync(_passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        // The day, or all days, where the desk was read again meanwhile
        (await DataAsync(other)).ShouldBeOneOf("", "2026-11-25");
        using var refused = await http.GetAsync(Address(_passy, "2026-11-24", "2026-11-24"), Ct);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Of_a_suspended_town_hall_nothing_is_found_its_stream_ends_and_it_comes_back_with_the_town_hall()
    {
        using var http = await SignedInAsync();
        using var stream = await StreamAsync(http);
        (await DataAsync(stream)).ShouldBe("");
        var chief = await _town.AgentAsync("chef@creneau.fr", AgentRole.Administrator, null);
        var actor = Actor.Agent(chief, null, AgentRole.Administrator.Rights(), "session", "network");

        (await _town.Get<SuspendTownHall>().RunAsync(actor, _passy.Id, Ct)).ShouldBeOfType<SaveResult.Saved>();
        await EndWithinFiveSecondsAsync(stream);
        using var agenda = await http.GetAsync(Address(_passy, "2026-11-24", "2026-11-24"), Ct);
        using var live = await http.GetAsync($"/agents/agenda/flux?site={_passy.SiteId}", Ct);
        await _town.Get<RestoreTownHall>().RunAsync(actor, _passy.Id, Ct);
        using var again = await http.GetAsync(Address(_passy, "2026-11-24", "2026-11-24"), Ct);

        (agenda.StatusCode, live.StatusCode, again.StatusCode)
            .ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK));
    }

    private async Task EndSessionAsync(string ending)
    {
        var nadia = await _town.ReadAsync(db => db.Agents.Where(row => row.Email == Nadia).Select(row => row.Id).SingleAsync(Ct));
        var session = await _town.ReadAsync(
            db => db.AgentSessions.Where(row => row.AgentId == nadia).Select(row => row.Id).SingleAsync(Ct));
        var actor = TestTown.Agent(_passy, nadia);
        await (ending switch
        {
            "suspended" => _town.ReadAsync(db => db.Agents.Where(row => row.Id == nadia)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SuspendedUtc, _town.NowUtc), Ct)),
            "signed out here" => _town.Get<SignOut>().RunAsync(actor, session, Ct),
            "signed out everywhere" => _town.Get<SignOut>().RunAsync(actor, null, Ct),
            _ => _town.ReadAsync(db => db.AgentSessions.Where(row => row.Id == session)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsUtc, _town.NowUtc), Ct)),
        });
    }

    /// <summary>Turns the clock by five seconds at most until the stream ends; longer only while the checks of it run.</summary>
    private async Task EndWithinFiveSecondsAsync(StreamReader stream)
    {
        var (end, turned) = (EndAsync(stream), TimeSpan.Zero);
        var step = AgendaChanges.BetweenChecks / 4;
        await Patience.UntilAsync(
            "the stream ends",
            () =>
            {
                if (!end.IsCompleted && turned + step <= TimeSpan.FromSeconds(5))
                {
                    _town.TurnableClock.Advance(step);
                    turned += step;
                }

                return Task.FromResult(end.IsCompleted);
            },
            TimeSpan.FromSeconds(30),
            Ct);
        turned.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    private static string Address(TestTownHall place, string from, string to) => $"/api/v1/agenda?site={place.SiteId}&from={from}&to={to}";

    /// <summary>Nadia is signed in at Megève first, by name; switched to Passy.</summary>
    private async Task<HttpClient> SignedInAsync(string email = Nadia)
    {
        using var visitor = await _town.SignedInAsync(email);
        await _town.ReadAsync(db => db.AgentSessions.ExecuteUpdateAsync(set => set.SetProperty(row => row.TownHallId, _passy.Id)));
        var cookies = new CookieContainer();
        cookies.Add(visitor.Cookies);
        return new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = TestTown.AddressOf(_town.Node) };
    }

    private async Task<StreamReader> StreamAsync(HttpClient http)
    {
        var answer = await http.GetAsync($"/agents/agenda/flux?site={_passy.SiteId}", HttpCompletionOption.ResponseHeadersRead, Ct);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
    }

    /// <summary>Of the next event that says to read again.</summary>
    private static async Task<string> DataAsync(StreamReader stream)
    {
        var name = "";
        while (await stream.ReadLineAsync(Ct) is { } line)
        {
            name = line.StartsWith("event:", StringComparison.Ordinal) ? line[6..].Trim() : name;
            if (name == "relire" && line.StartsWith("data:", StringComparison.Ordinal)) return line[5..].Trim();
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    private static async Task EndAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync(Ct) is not null)
        {
            // What it still says does not matter
        }
    }
}

public sealed class AgendaApiOnSqliteTests() : AgendaApiTests(DatabaseProvider.Sqlite);

public sealed class AgendaApiOnPostgresTests() : AgendaApiTests(DatabaseProvider.Postgres);
