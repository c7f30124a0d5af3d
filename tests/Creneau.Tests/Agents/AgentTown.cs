using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Agents;

/// <summary>Passy and Sallanches, each with a manager; Nadia is an agent of both.</summary>
public abstract class AgentTown(DatabaseProvider provider) : IAsyncLifetime
{
    protected const string Nadia = "nadia@passy.fr";
    protected const string Boss = "boss@passy.fr";
    protected const string Other = "boss@sallanches.fr";

    protected TestTown Town { get; private set; } = null!;

    protected TestTownHall Passy { get; private set; } = null!;

    protected TestTownHall Sallanches { get; private set; } = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected int NadiaId { get; private set; }

    protected int BossId { get; private set; }

    protected int OtherId { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Town = await TestTown.FoundAsync(provider);
        Passy = await Town.TownHallAsync("Passy");
        Sallanches = await Town.TownHallAsync("Sallanches", 45.94, 6.63);
        NadiaId = await Town.AgentAsync(Nadia, AgentRole.Agent, Passy);
        await Town.AgentAsync(Nadia, AgentRole.Agent, Sallanches);
        BossId = await Town.AgentAsync(Boss, AgentRole.Manager, Passy, "Odile Favre");
        OtherId = await Town.AgentAsync(Other, AgentRole.Manager, Sallanches, "Karim Dunand");
        await StartAsync();
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    protected virtual Task StartAsync() => Town.StartAsync();

    protected Actor Manager => Actor.Agent(BossId, Passy.Id, AgentRole.Manager.Rights(), "session", "network");

    protected Task<SignInOutcome> TryAsync(string email, string password, string network = "home") => Town.Get<SignIn>().RunAsync(
        TestTown.Citizen("somebody", network), email, password, "Firefox, Windows", Ct);

    protected async Task<SignInOutcome.Started> SignInAsync(string email) =>
        (await TryAsync(email, TestAgents.Password)).ShouldBeOfType<SignInOutcome.Started>();

    protected Task<SignedInAgent?> SeenAsync(SessionSecret session) => Town.Get<AgentSessions>().FindAsync(session, Ct);

    protected Task<AgentAccount> AccountAsync(string email) =>
        Town.ReadAsync(db => db.Agents.AsNoTracking().SingleAsync(row => row.Email == email, Ct));

    /// <summary>The secret in the newest link that was sent.</summary>
    protected async Task<string> TokenAsync(string email)
    {
        var messages = await Town.ReadAsync(db => db.OutboxMessages.AsNoTracking().Where(row => row.Address == email).ToListAsync(Ct));
        var facts = messages.Select(message => AgentFacts.From(message.Facts)).MaxBy(one => one.LinkVersion)!;
        return Town.Get<AgentTokens>().For(facts.AgentId, facts.LinkVersion);
    }
}
