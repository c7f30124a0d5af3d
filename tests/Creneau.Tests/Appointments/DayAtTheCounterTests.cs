using System.Text.Json;
using System.Text.RegularExpressions;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Storage;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Appointments;

/// <summary>One agent uses every use case that writes, with success and without.</summary>
public abstract class DayAtTheCounterTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private static readonly Comer Zoe = Person("Dunand-Perrin", "Zoé", ServiceKind.IdCard, "K7Q2M9X4T1");
    private static readonly Comer Paul = Person("Dunand-Perrin", "Paul");
    private static readonly Comer Jean = Person("Favre", "Jean");
    private static readonly string[] Typed =
        ["Dunand", "Perrin", "Zoé", "Paul", "Favre", "Jean", "1987-03-14", "exemple.fr", "K7Q2M9X4T1", "33612345678"];

    private readonly List<string> _codes = [];

    private Actor Agent => TestTown.Agent(Passy).For(ActorKind.Citizen);

    protected override Task OpenedAsync() => Town.BookedAsync(Megeve.At(Wednesday, "09:00"), "favre", Jean);

    [Fact]
    public async Task Every_write_and_refusal_of_the_day_stands_in_the_audit_and_nothing_that_was_typed_does()
    {
        await RefusedHoldsAsync();
        var id = await BookedAsync();
        await ChangedAsync(id);
        await FamilyAsync();
        await GivenBackAsync();

        var rows = await Town.ReadAsync(db => db.AuditRows.OrderBy(row => row.Id).ToListAsync());
        Told(rows).ShouldBe(
        [
            "hold Refused WrongPartySize", "hold Refused UnknownPlace", "hold Refused Past", "hold", "hold Refused Taken", "prolong",
            "prolong AlreadyProlonged", "code", "code Refused TooFast", "try-code", "confirm WrongCode", "try-code", "confirm",
            "try-code Confirmed", "move AlreadyThere", "move Refused NotOffered", "move", "party AlreadyRemoved", "party AlreadyComes",
            "party Duplicate", "party", "cancel", "cancel AlreadyCancelled", "party Gone", "move Gone",
            "hold", "code", "try-code", "confirm Duplicate", "go-on HoldGone", "go-on",
            "hold", "code", "give-up-hold", "give-up-hold Refused", "forget-details Refused", "hold", "forget-details", "look-up",
        ]);
        rows.ShouldAllBe(row => row.ActorId == Agent.Id && row.OnBehalfOf == ActorKind.Citizen);
        rows.Where(row => row.Operation is not ("ask-about-people" or "look-up")).ShouldAllBe(row => row.Subject.Length > 0);
        var text = JsonSerializer.Serialize(rows);
        Typed.ShouldAllBe(typed => !text.Contains(JsonSerializer.Serialize(typed).Trim('"'), StringComparison.OrdinalIgnoreCase));
        _codes.ShouldAllBe(code => !Regex.IsMatch(text, $@"\b{code}\b"));
    }

    /// <summary>What was done, and the code of a refusal; what is only counted before a person is added left out.</summary>
    private static IEnumerable<string> Told(IEnumerable<AuditRow> rows) =>
        rows.Where(row => row.Operation != "ask-about-people").Select(row => $"{row.Operation} {row.Refusal}".Trim());

    private async Task RefusedHoldsAsync()
    {
        await Town.HoldAsync(Passy.At(Wednesday, "09:00") with { ServiceIds = [] }, Agent);
        await Town.HoldAsync(Passy.At(Wednesday, "09:00") with { SiteId = 99 }, Agent);
        await Town.HoldAsync(Passy.At(Wednesday.AddDays(-5), "09:00"), Agent);
    }

    private async Task<Guid> BookedAsync()
    {
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), Agent);
        await Town.HoldAsync(Megeve.At(Wednesday, "09:00"), Agent);
        await Town.Get<ProlongHold>().RunAsync(Agent, id, CancellationToken.None);
        await Town.Get<ProlongHold>().RunAsync(Agent, id, CancellationToken.None);
        await AskAsync(id, Zoe);
        await Town.Get<AskForCode>().RunAsync(Agent, id, Contact, null, Form(Town), CancellationToken.None);
        var code = await CodeAsync(id);
        await Town.TypeAsync(id, Agent, code == "000000" ? "000001" : "000000");
        await Town.TypeAsync(id, Agent, code);
        await Town.TypeAsync(id, Agent, code);
        return id;
    }

    private async Task ChangedAsync(Guid id)
    {
        await Town.MoveAsync(id, Agent, new NewPlace(Passy.SiteId, Wednesday, 540));
        await Town.MoveAsync(id, Agent, new NewPlace(Passy.SiteId, Wednesday, 780));
        await Town.MoveAsync(id, Agent, new NewPlace(Passy.SiteId, Wednesday, 600));
        await Town.ChangePartyAsync(id, Agent, [], [999]);
        await Town.ChangePartyAsync(id, Agent, [Zoe], []);
        await Town.ChangePartyAsync(id, Agent, [Jean], []);
        await Town.ChangePartyAsync(id, Agent, [Paul], []);
        await Town.CancelAsync(id, Agent);
        await Town.CancelAsync(id, Agent);
        await Town.ChangePartyAsync(id, Agent, [], await FirstPersonAsync(id));
        await Town.MoveAsync(id, Agent, new NewPlace(Passy.SiteId, Wednesday, 540));
    }

    /// <summary>Of two people one has an appointment already; the other goes on alone.</summary>
    private async Task FamilyAsync()
    {
        var id = await Town.HeldAsync(Passy.At(Wednesday, "11:00", ServiceKind.IdCard, ServiceKind.IdCard), Agent);
        await AskAsync(id, Zoe, Jean);
        await Town.TypeAsync(id, Agent, await CodeAsync(id));
        await Town.Get<GoOnWithout>().RunAsync(Agent, id, [0, 1], Form(Town), CancellationToken.None);
        await Town.Get<GoOnWithout>().RunAsync(Agent, id, [1], Form(Town), CancellationToken.None);
    }

    private async Task GivenBackAsync()
    {
        var first = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), Agent);
        await AskAsync(first, Paul);
        await CodeAsync(first);
        await Town.Get<GiveUpHold>().RunAsync(Agent, first, CancellationToken.None);
        await Town.Get<GiveUpHold>().RunAsync(Agent, first, CancellationToken.None);
        await Town.Get<ForgetDetails>().RunAsync(Agent, first, CancellationToken.None);
        var second = await Town.HeldAsync(Passy.At(Wednesday, "09:15"), Agent);
        await Town.Get<ForgetDetails>().RunAsync(Agent, second, CancellationToken.None);
        await Town.Get<FindAppointment>().ByReferenceAsync(Agent, "4821903772", "zoe@exemple.fr", CancellationToken.None);
    }

    private static Contact Contact => new("zoe@exemple.fr", "+33612345678", "fr");

    private async Task AskAsync(Guid id, params Comer[] people) => await Town.Get<AskForCode>().RunAsync(
        Agent, id, Contact, await Town.ReadAsync(people, id), Form(Town), CancellationToken.None);

    private async Task<string> CodeAsync(Guid id)
    {
        _codes.Add(await Town.CodeAsync(id));
        return _codes[^1];
    }

    private async Task<long[]> FirstPersonAsync(Guid id) => [(await Town.PeopleAsync(id))[0]];
}

public sealed class DayAtTheCounterOnSqliteTests() : DayAtTheCounterTests(DatabaseProvider.Sqlite);

public sealed class DayAtTheCounterOnPostgresTests() : DayAtTheCounterTests(DatabaseProvider.Postgres);
