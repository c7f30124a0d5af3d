using Creneau.Agents.SigningIn;
using Creneau.Keys;
using Creneau.Places;
using Creneau.Storage;
using Creneau.Storage.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Agents;

/// <summary>An account of the demonstration.</summary>
/// <param name="TownHalls">Names of the communes; empty for the platform.</param>
public sealed record DemoAccount(string Email, string Password, AgentRole Role, IReadOnlyList<string> TownHalls);

/// <summary>
/// Accounts of the demonstration, one per role, and a commune without desks. Their passwords are derived from the keys of the
/// database, so that they can be shown again and are nowhere stored.
/// </summary>
public sealed class DemoAgents(PlatformKeys keys)
{
    private const string Relay = "74083";

    private static readonly (string Email, string Name, AgentRole Role, string[] InseeCodes)[] Accounts =
    [
        ("agent@passy.exemple.fr", "Nadia Berthod", AgentRole.Agent, ["74208", "74256"]),
        ("planning@sallanches.exemple.fr", "Karim Dunand", AgentRole.PlanningManager, ["74256"]),
        ("gestion@annecy.exemple.fr", "Odile Favre", AgentRole.Manager, ["74010"]),
        ("relais@combloux.exemple.fr", "Jeanne Socquet", AgentRole.RelayAgent, [Relay]),
        ("administration@creneau.exemple.fr", "Paul Mermoud", AgentRole.Administrator, []),
        ("assistance@creneau.exemple.fr", "Inès Gaydon", AgentRole.Support, []),
        // Every town hall has somebody who manages it: the last one cannot be taken away
        ("direction@passy.exemple.fr", "Hélène Revillard", AgentRole.Manager, ["74208"]),
        ("direction@sallanches.exemple.fr", "Marc Tissay", AgentRole.Manager, ["74256"]),
    ];

    /// <summary>
    /// Who calls to the other desks of a large town hall. They have no password, as those who sign in by an identity provider: hashing
    /// one takes its time.
    /// </summary>
    private static readonly (string Email, string Name, string InseeCode)[] Colleagues =
    [
        ("mathilde.perrillat@annecy.exemple.fr", "Mathilde Perrillat", "74010"),
        ("yanis.chaffard@annecy.exemple.fr", "Yanis Chaffard", "74010"),
        ("lucie.mugnier@annecy.exemple.fr", "Lucie Mugnier", "74010"),
        ("bruno.tochon@annecy.exemple.fr", "Bruno Tochon", "74010"),
    ];

    /// <summary>One account per role, as they are printed; none in a database that was not made by `creneau demo`.</summary>
    public async Task<IReadOnlyList<DemoAccount>> ReadAsync(CreneauDb db, CancellationToken ct)
    {
        if (!await db.PlatformSettings.AnyAsync(setting => setting.Name == PlatformSetting.Demo, ct))
        {
            return [];
        }

        var names = await db.TownHalls.ToDictionaryAsync(townHall => townHall.InseeCode, townHall => townHall.Name, ct);
        return
        [
            .. Accounts.DistinctBy(account => account.Role).Select(account => new DemoAccount(
                account.Email, PasswordOf(account.Email), account.Role, [.. account.InseeCodes.Select(code => names[code])])),
        ];
    }

    /// <summary>Adds them to the demonstration of the département.</summary>
    public async Task AddAsync(DemoRun run, CancellationToken ct)
    {
        if (run.Scale != DemoScale.Department)
        {
            return;
        }

        var db = run.Db;
        db.Add(new TownHall(Relay, "Combloux", 2_200, "Europe/Paris"));
        await db.SaveChangesAsync(ct);
        var ids = await db.TownHalls.ToDictionaryAsync(townHall => townHall.InseeCode, townHall => townHall.Id, ct);
        foreach (var (email, name, role, inseeCodes) in Accounts)
        {
            var agent = Joined(run, email, name, AgentUsers.HashOf(null, PasswordOf(email)));
            int?[] places = role.IsOfPlatform() ? [null] : [.. inseeCodes.Select(code => (int?)ids[code])];
            db.AddRange(places.Select(place => new AgentMembership(agent, place, role, run.NowUtc)));
        }

        db.AddRange(Colleagues.Select(
            one => new AgentMembership(Joined(run, one.Email, one.Name, null), ids[one.InseeCode], AgentRole.Agent, run.NowUtc)));
    }

    private static AgentAccount Joined(DemoRun run, string email, string name, string? passwordHash)
    {
        var agent = new AgentAccount(email, name, run.NowUtc) { PasswordHash = passwordHash };
        agent.Join(name, run.NowUtc);
        run.Db.Add(agent);
        return agent;
    }

    /// <summary>Twelve letters and digits in three groups.</summary>
    private string PasswordOf(string email) =>
        string.Join('-', keys.Tokens.Of("demo-agent", email)[..12].Chunk(4).Select(four => new string(four)));
}
