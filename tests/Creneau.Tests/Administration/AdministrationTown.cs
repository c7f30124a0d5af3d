using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.Retiring;
using Creneau.Agents;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace Creneau.Tests.Administration;

/// <summary>Passy and Megève, each with a manager, and an administrator of the platform.</summary>
public abstract class AdministrationTown(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private protected Actor Manager { get; private set; } = null!;

    private protected Actor OtherManager { get; private set; } = null!;

    private protected Actor Stranger { get; private set; } = null!;

    private protected Actor Administrator { get; private set; } = null!;

    protected override async Task OpenedAsync()
    {
        Manager = await ManagerAsync("nadia@passy.fr", Passy);
        OtherManager = await ManagerAsync("paul@passy.fr", Passy);
        Stranger = await ManagerAsync("zoe@megeve.fr", Megeve);
        var administrator = await Town.AgentAsync("chef@creneau.fr", AgentRole.Administrator, null);
        Administrator = Actor.Agent(administrator, null, AgentRole.Administrator.Rights(), "administrator", "network");
    }

    private protected static int IdOf(SaveResult result) => result.ShouldBeOfType<SaveResult.Saved>().Id;

    private protected static SaveRefusal ReasonOf(SaveResult result) => result.ShouldBeOfType<SaveResult.Refused>().Reason;

    private protected static (string, FieldProblem)[] ErrorsOf(SaveResult result) =>
        [.. result.ShouldBeOfType<SaveResult.Invalid>().Errors.Select(error => (error.Field, error.Problem))];

    private protected Task<Site> SiteAsync() => Town.ReadAsync(db => db.Sites.AsNoTracking().SingleAsync(row => row.Id == Passy.SiteId));

    private protected Task<Planning> PlanningAsync(int? id = null) => Town.ReadAsync(db => db.Plannings.AsNoTracking()
        .Include(row => row.Services).ThenInclude(row => row.Kind).SingleAsync(row => row.Id == (id ?? Passy.PlanningId)));

    private protected Task<RetireResult> RetireAsync(RetiredThing thing, DateOnly from, params Guid[] seen) =>
        Town.Get<Retire>().RunAsync(Manager, thing, from, new RetirementChoice(seen, []), CancellationToken.None);

    /// <summary>The starts that the public finds at Passy on a day, for one identity card.</summary>
    private protected IReadOnlyList<int> StartsOn(DateOnly date, ServiceKind? kind = null)
    {
        var found = Town.Get<Availability.Search.SlotSearch>().At(Passy.SiteId, Request(kind ?? ServiceKind.IdCard));
        return found?.Days.FirstOrDefault(day => day.Date == date)?.Minutes ?? [];
    }

    private protected static Availability.Search.SlotRequest Request(ServiceKind kind) => new(new Scheduling.GeoPoint(45.93, 6.63), [kind]);

    private protected async Task<string[]> AuditAsync(string operation) => [.. await Town.ReadAsync(
        db => db.AuditRows.Where(row => row.Operation == operation).OrderBy(row => row.Id)
            .Select(row => row.Subject + " " + (row.After ?? "") + " " + (row.Refusal ?? "")).ToListAsync())];

    /// <summary>Every node sees at each desk what the database yields.</summary>
    private protected async Task NodesShouldAgreeAsync()
    {
        await Town.RefreshAsync();
        await ShouldBeSoundAsync();
        Town.Nodes.Select(node => (AvailabilityIndex)node.Services.GetService(typeof(AvailabilityIndex))!)
            .Select(index => string.Join(' ', index.States.OrderBy(state => state.DeskId)
                .Select(state => $"{state.DeskId}:{state.Revision}:"
                    + string.Join(',', state.Calendars.Select(one => one.Calendar.Hash())))))
            .Distinct().Count().ShouldBe(1);
    }

    private async Task<Actor> ManagerAsync(string email, TestTownHall at) =>
        TestTown.Agent(at, await Town.AgentAsync(email, AgentRole.Manager, at), AgentRole.Manager.Rights());
}
