using Creneau.Agents;
using Creneau.Counter.Visits;
using Creneau.TestKit;
using Creneau.Tests.Storms;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Counter.Visits;

/// <summary>The server is killed after a visit was written and before the commit, while an agent waits for the answer.</summary>
[Collection(ServerStorms.Name)]
public sealed class KilledCounterTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_was_not_committed_has_not_happened_and_the_same_form_does_it_once(DatabaseProvider provider)
    {
        await using var town = await ServedTown.FoundAsync(provider, servers: 1, townHalls: 1, "Mon-Sun 00:00-24:00");
        var desk = town.Places[0].DeskId("DR 1");
        using var nadia = await AtDeskAsync(town, desk);

        await town.KillWhileAsync("visit", () => nadia.SubmitAsync("Donner un ticket"));
        (await VisitsAsync(town)).ShouldBeEmpty();
        await nadia.SubmitAsync("Donner un ticket");
        (await VisitsAsync(town)).ShouldHaveSingleItem().TicketNumber.ShouldBe(1);

        var sameForm = nadia.NewTab();
        await sameForm.GoAsync(nadia.Url.PathAndQuery);
        await town.KillWhileAsync("visit", () => nadia.SubmitAsync("Appeler au DR 1"));
        (await VisitsAsync(town)).ShouldHaveSingleItem().Status.ShouldBe(VisitStatus.Waiting);
        await nadia.SubmitAsync("Appeler au DR 1");
        await sameForm.SubmitAsync("Appeler au DR 1");

        var called = (await VisitsAsync(town)).ShouldHaveSingleItem();
        (called.Status, called.AtDeskId, called.Course.Calls).ShouldBe((VisitStatus.InProgress, desk, 1));
        await town.ShouldBeHealthyAsync();
    }

    private static async Task<Visitor> AtDeskAsync(ServedTown town, int desk)
    {
        var place = town.Places[0];
        await town.Town.AgentAsync("nadia@passy.fr", AgentRole.Agent, place);
        var nadia = Visitor.To(town.Servers[0].Address);
        await nadia.SignInAsync("nadia@passy.fr");
        await nadia.GoAsync($"/agents/agenda?site={place.SiteId}");
        await nadia.SubmitAsync("M’installer", [("desk", $"{desk}")]);
        return nadia;
    }

    private static Task<List<Visit>> VisitsAsync(ServedTown town) => town.Town.ReadAsync(db => db.Visits.AsNoTracking().ToListAsync());
}
