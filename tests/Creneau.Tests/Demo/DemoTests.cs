using System.Net;
using System.Net.Http.Json;
using Creneau.Appointments;
using Creneau.Demo;
using Creneau.Doctor;
using Creneau.Keys;
using Creneau.Storage;
using Creneau.Storage.Checks;
using Creneau.Storage.Demonstration;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Demo;

public abstract class DemoTests(DemoTown original) : IAsyncLifetime
{
    protected TestTown Town { get; private set; } = null!;

    private OpenDatabase _opened = null!;

    public async ValueTask InitializeAsync()
    {
        Town = await original.CopyAsync();
        _opened = await OpenDatabase.OpenAsync(Town.Database, Town.Clock, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task The_departement_is_there_and_full_enough_that_places_differ()
    {
        (original.Made.TownHalls, original.Made.Desks).ShouldBe((42, 58));
        original.Made.Fills.Select(town => town.Share).ShouldAllBe(share => share > 0.69 && share < 0.96);
        var firstDays = original.Made.Fills.Select(town => town.FirstFree!.Value.DayNumber - Town.Today.DayNumber).ToList();
        firstDays.Count(days => days <= 3).ShouldBeGreaterThan(3);
        firstDays.Count(days => days >= 14).ShouldBeGreaterThan(3);
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(original.Made.Appointments);
    }

    [Fact]
    public async Task The_doctor_finds_it_sound_and_a_node_sees_what_the_database_has()
    {
        var node = await Town.OpenAsync();
        using var http = new HttpClient { BaseAddress = node };

        var results = await Town.Get<Examination>()
            .RunAsync(ct => ViewAsync(http, ct), CancellationToken.None).ToListAsync();

        results.ShouldAllBe(result => result.State == CheckState.Ok);
        results.Select(result => result.Name).ShouldBe(["backstops", "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8"]);
        results[1].ToString().ShouldStartWith("I1 ok  58 desks, ");
    }

    [Fact]
    public async Task A_node_hides_its_view_from_whoever_has_not_the_keys()
    {
        var node = await Town.OpenAsync();
        using var http = new HttpClient { BaseAddress = node };

        var bare = await http.GetAsync("/internal/availability");
        var stale = await AskAsync(http, NodeProof.Make(_opened.Keys, Town.Clock.GetUtcNow().AddMinutes(-6)));

        bare.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        stale.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_known_appointments_are_found_by_reference_and_contact()
    {
        await Town.StartAsync();
        await using var db = Town.OpenDb();

        var known = await KnownAppointment.ReadAsync(db, CancellationToken.None);

        known.Select(one => one.Services.Count).ShouldBe([1, 3, 1]);
        known.Select(one => one.Reference).ShouldBe(original.Made.Known.Select(one => one.Reference));
        foreach (var one in known)
        {
            var found = await Town.Get<FindAppointment>()
                .ByReferenceAsync(TestTown.Citizen(), one.Reference, one.Email, CancellationToken.None);

            found.ShouldBeOfType<LookUpResult.Found>().Opened.Appointment.Date.ShouldBe(one.Date);
        }
    }

    [Fact]
    public async Task One_more_person_is_numbered_after_those_of_the_demo()
    {
        await using var db = Town.OpenDb();
        var reference = original.Made.Known[0].Reference;
        var known = await db.Appointments.Include(row => row.Applicants).SingleAsync(row => row.Reference == reference);

        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO applicant (appointment_id, ordinal, service_id, distinction) VALUES ({known.Id}, 5, {known.ServiceIds[0]}, '')");

        (await db.Applicants.MaxAsync(applicant => applicant.Id)).ShouldBe(original.Made.People + 1);
    }

    [Fact]
    public async Task A_second_demo_is_refused() =>
        (await DemoTown.MakeAsync(Town)).ShouldBe(new DemoResult.Refused(DemoRefusal.HasTownHalls));

    private async Task<NodeView> ViewAsync(HttpClient http, CancellationToken ct)
    {
        using var answer = await AskAsync(http, NodeProof.Make(Town.Get<PlatformKeys>(), Town.Clock.GetUtcNow()));
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<NodeView>(ct))!;
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, string proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/internal/availability");
        request.Headers.Add(NodeProof.Header, proof);
        return await http.SendAsync(request);
    }
}

public sealed class DemoOnSqliteTests(DemoSqliteTown town) : DemoTests(town), IClassFixture<DemoSqliteTown>
{
    [Fact]
    public async Task The_same_seed_and_day_give_the_same_demo_and_another_seed_another()
    {
        var first = await SlotsAsync(Town);
        var again = await MadeSlotsAsync(74);
        var other = await MadeSlotsAsync(75);

        again.ShouldBe(first);
        other.ShouldNotBe(first);
    }

    [Fact]
    public async Task The_demo_of_France_needs_PostgreSQL()
    {
        await using var empty = await TestTown.FoundAsync(DatabaseProvider.Sqlite);

        var result = await DemoTown.MakeAsync(empty, DemoScale.France);

        result.ShouldBe(new DemoResult.Refused(DemoRefusal.NeedsPostgres));
    }

    [Fact]
    public async Task What_rooms_add_is_made_after_the_appointments_and_changes_nothing_in_them()
    {
        await using var empty = await TestTown.FoundAsync(DatabaseProvider.Sqlite);

        await DemoTown.MakeAsync(empty, more: services => services.AddDemoRows(_ => NoteAsync).AddDemoRows(_ => NoteAsync));

        var notes = await empty.ReadAsync(db => db.PlatformSettings.Where(setting => setting.Name.StartsWith("room"))
            .OrderBy(setting => setting.Name).Select(setting => setting.Value).ToListAsync());
        var given = $"department {Town.Today:O} {new Random(74).Next()}, 43 sites";
        notes.ShouldBe([$"{given}, first", $"{given}, second"]);
        (await SlotsAsync(empty)).ShouldBe(await SlotsAsync(Town));
    }

    /// <summary>Notes what a room is given, and whether another one was there before.</summary>
    private static async Task NoteAsync(DemoRun run, CancellationToken ct)
    {
        var which = await run.Db.PlatformSettings.AnyAsync(setting => setting.Name.StartsWith("room"), ct) ? "second" : "first";
        var sites = await run.Db.Appointments.Select(row => row.SiteId).Distinct().CountAsync(ct);
        run.Db.Add(
            new PlatformSetting($"room {which}", $"{run.Scale.Name} {run.Today:O} {run.Random.Next()}, {sites} sites, {which}"));
    }

    private static async Task<List<string>> MadeSlotsAsync(int seed)
    {
        await using var empty = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        await DemoTown.MakeAsync(empty, seed: seed);
        return await SlotsAsync(empty);
    }

    private static Task<List<string>> SlotsAsync(TestTown town) => town.ReadAsync(db => db.Appointments.OrderBy(row => row.Id)
        .Select(row => $"{row.Id} {row.Reference} {row.DeskId} {row.Date} {row.StartMinute} {row.Email}").ToListAsync());
}

public sealed class DemoOnPostgresTests(DemoPostgresTown town) : DemoTests(town), IClassFixture<DemoPostgresTown>;
