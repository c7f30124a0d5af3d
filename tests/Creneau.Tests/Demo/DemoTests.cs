using System.Net;
using System.Net.Http.Json;
using Creneau.Booking;
using Creneau.Demo;
using Creneau.Doctor;
using Creneau.Privacy;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Demo;

public abstract class DemoTests(DatabaseProvider provider) : IAsyncLifetime
{
    private TestTown _town = null!;
    private OpenDatabase _opened = null!;
    private DemoResult.Made _made = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider);
        _opened = await OpenDatabase.OpenAsync(_town.Database, _town.Clock, CancellationToken.None);
        _made = (await MakeAsync()).ShouldBeOfType<DemoResult.Made>();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task The_departement_is_there_and_full_enough_that_places_differ()
    {
        (_made.TownHalls, _made.Desks).ShouldBe((42, 58));
        _made.Fills.Select(town => town.Share).ShouldAllBe(share => share > 0.69 && share < 0.96);
        var firstDays = _made.Fills.Select(town => town.FirstFree!.Value.DayNumber - _town.Today.DayNumber).ToList();
        firstDays.Count(days => days <= 3).ShouldBeGreaterThan(3);
        firstDays.Count(days => days >= 14).ShouldBeGreaterThan(3);
        (await _town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(_made.Appointments);
    }

    [Fact]
    public async Task The_doctor_finds_it_sound_and_a_node_sees_what_the_database_has()
    {
        var node = await _town.OpenAsync();
        using var http = new HttpClient { BaseAddress = node };

        var results = await new Examination(_opened.Storage, _opened.Keys, _town.Clock).RunAsync(ct => ViewAsync(http, ct), CancellationToken.None).ToListAsync();

        results.ShouldAllBe(result => result.State == CheckState.Ok);
        results.Select(result => result.Name).ShouldBe(["backstops", "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8"]);
        results[1].ToString().ShouldStartWith("I1 ok  58 desks, ");
    }

    [Fact]
    public async Task A_node_hides_its_view_from_whoever_has_not_the_keys()
    {
        var node = await _town.OpenAsync();
        using var http = new HttpClient { BaseAddress = node };

        var bare = await http.GetAsync("/internal/availability");
        var stale = await AskAsync(http, NodeProof.Make(_opened.Keys, _town.Clock.GetUtcNow().AddMinutes(-6)));

        bare.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        stale.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_known_appointments_are_found_by_reference_and_contact()
    {
        await _town.OpenAsync();
        await using var db = _town.OpenDb();

        var known = await KnownAppointment.ReadAsync(db, CancellationToken.None);

        known.Select(one => one.Kinds.Count).ShouldBe([1, 3, 1]);
        known.Select(one => one.Reference).ShouldBe(_made.Known.Select(one => one.Reference));
        foreach (var one in known)
        {
            var found = await _town.Get<FindAppointment>().ByReferenceAsync(one.Reference, one.Email, TestTown.Browser(), CancellationToken.None);
            found.ShouldBeOfType<LookUpResult.Found>().Appointment.Date.ShouldBe(one.Date);
        }
    }

    [Fact]
    public async Task One_more_person_is_numbered_after_those_of_the_demo()
    {
        await using var db = _town.OpenDb();
        var known = await db.Appointments.Include(row => row.Applicants).SingleAsync(row => row.Reference == _made.Known[0].Reference);

        known.ChangeParty([.. known.Applicants, new Applicant(1, new PersonName("Dubuisson", "Alix"), new DateOnly(2020, 2, 29), known.Applicants[0].ServiceId, [])], [.. known.Kinds, known.Kinds[0]], known.Slot, _town.NowUtc);
        await db.SaveChangesAsync();

        (await db.Applicants.MaxAsync(applicant => applicant.Id)).ShouldBe(_made.People + 1);
    }

    [Fact]
    public async Task A_second_demo_is_refused() =>
        (await MakeAsync()).ShouldBe(new DemoResult.Refused(DemoRefusal.HasTownHalls));

    private Task<DemoResult> MakeAsync() => new MakeDemo(_opened, _town.Clock).RunAsync(DemoScale.Department, seed: 74, progress: null, CancellationToken.None);

    private async Task<NodeView> ViewAsync(HttpClient http, CancellationToken ct)
    {
        using var answer = await AskAsync(http, NodeProof.Make(_town.Get<Keys>(), _town.Clock.GetUtcNow()));
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<NodeView>(ct))!;
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, string proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/internal/availability");
        request.Headers.Add(NodeProof.Header, proof);
        return await http.SendAsync(request);
    }
}

public sealed class DemoOnSqliteTests() : DemoTests(DatabaseProvider.Sqlite);

public sealed class DemoOnPostgresTests() : DemoTests(DatabaseProvider.Postgres);
