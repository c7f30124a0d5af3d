using Creneau.Agents;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Cli;

/// <summary>`creneau agent`, by which whoever runs the platform lets the first person in.</summary>
public sealed class AgentCommandTests : IAsyncLifetime
{
    private TestTown _town = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite, realClock: true);
        await _town.TownHallAsync("Passy", inseeCode: "74208");
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task The_first_administrator_and_a_manager_are_invited()
    {
        var first = await AgentAsync("invite", "admin@creneau.fr");
        var manager = await AgentAsync("invite", "odile@passy.fr", "--role", "gestionnaire", "--commune", "74208");
        var listed = await AgentAsync("list", "--commune", "74208");

        (first.Code, manager.Code).ShouldBe((0, 0));
        listed.ShouldBe((0, "odile@passy.fr  gestionnaire  invited  password\n"));
        (await _town.ReadAsync(db => db.Set<AgentMembership>().CountAsync(row => row.Role == AgentRole.Administrator))).ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_done_ends_with_1_and_a_sentence()
    {
        (await AgentAsync("invite", "no address")).ShouldBe((1, "creneau: « no address » is no e-mail address.\n"));
        (await AgentAsync("invite", "a@passy.fr", "--role", "agent")).Code.ShouldBe(1);
        (await AgentAsync("list", "--commune", "99999")).ShouldBe((1, "creneau: no town hall of the commune 99999 is a member.\n"));
    }

    private Task<(int Code, string Output)> AgentAsync(params string[] arguments) =>
        CreneauCommand.RunAsync(_town.Database, ["agent", .. arguments]);
}
