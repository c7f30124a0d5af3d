using System.Net;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hosting;

/// <summary>A mistake of ours that a rule of the database stops, at the built site.</summary>
public sealed class BrokenRuleTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Is_answered_as_an_incident_and_its_stack_is_in_the_log(DatabaseProvider provider)
    {
        await using var town = await TestTown.FoundAsync(provider, realClock: true);
        var passy = await (await town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Sun 00:00-24:00");
        await using var server = await ServerProcess.StartNewAsync(
            new Dictionary<string, string>
            {
                ["CRENEAU__DATABASE"] = town.Database.ConnectionString,
                ["CRENEAU__MASTERKEY"] = town.Database.MasterKey!,
            },
            Now);
        await town.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            "ALTER TABLE appointment ADD COLUMN planted integer CHECK (planted IS NOT NULL)", Now));
        using var visitor = Visitor.To(server.Address);

        await visitor.PostAsync(
            "/rendez-vous/garder",
            [("slot", $"{passy.SiteId}_{town.Today.AddDays(1):yyyy-MM-dd}_600"), ("services", "cni"), ("formId", "search-1")],
            HttpStatusCode.InternalServerError);

        visitor.Text.ShouldContain("Quelque chose n’a pas marché chez nous");
        visitor.Text.ShouldNotContain("indisponible");
        await Patience.UntilAsync(
            "the stack is in the log",
            () => Task.FromResult(server.Log.Contains("at Creneau.Booking.HoldSlot", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(20),
            Now);
        server.Log.ShouldContain("DbUpdateException");
        server.Log.ShouldNotContain("does not answer");
    }
}
