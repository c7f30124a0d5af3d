using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Microsoft.EntityFrameworkCore;

namespace Creneau.TestKit;

/// <summary>Accounts of agents, and how they sign in.</summary>
public static class TestAgents
{
    public const string Password = "quatre chevaux mangent la neige";

    /// <summary>Hashing takes its time: one hash for all.</summary>
    private static readonly string Hash = AgentUsers.HashOf(null, Password);

    /// <summary>An account that has joined, with a role at a town hall (null: for the platform); a second call adds a role.</summary>
    /// <returns>Its id.</returns>
    public static async Task<int> AgentAsync(
        this TestTown town, string email, AgentRole role, TestTownHall? at, string name = "Nadia Berthod")
    {
        await using var db = town.OpenDb();
        var normalised = email.ToUpperInvariant();
        var agent = await db.Agents.SingleOrDefaultAsync(one => one.NormalizedEmail == normalised);
        if (agent is null)
        {
            agent = new AgentAccount(email, name, town.NowUtc) { PasswordHash = Hash };
            agent.Join(name, town.NowUtc);
            db.Add(agent);
        }

        db.Add(new AgentMembership(agent, at?.Id, role, town.NowUtc));
        await db.SaveChangesAsync();
        return agent.Id;
    }

    /// <summary>A visitor who has signed in by address and password.</summary>
    public static async Task<Visitor> SignedInAsync(this TestTown town, string email)
    {
        var visitor = town.Visitor();
        await visitor.SignInAsync(email);
        return visitor;
    }

    public static async Task SignInAsync(this Visitor visitor, string email, string password = Password)
    {
        await visitor.GoAsync("/agents/connexion?returnUrl=/agents/compte");
        await visitor.SubmitAsync("Continuer", [("Input.Email", email), ("Input.Password", password)]);
    }
}
