using System.CommandLine;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.Administration;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Web.Cli;

/// <summary>`creneau agent invite|list`: lets the first administrator in, and whoever a town hall has lost.</summary>
internal static class AgentCommand
{
    private static readonly Dictionary<string, AgentRole> Roles = new(StringComparer.Ordinal)
    {
        ["administrateur"] = AgentRole.Administrator,
        ["assistance"] = AgentRole.Support,
        ["gestionnaire"] = AgentRole.Manager,
        ["responsable"] = AgentRole.PlanningManager,
        ["agent"] = AgentRole.Agent,
        ["relais"] = AgentRole.RelayAgent,
    };

    public static Command Make() => new("agent", "Invite somebody to a town hall or to the platform, or list who has access.")
    {
        MakeInvite(), MakeList(),
    };

    private static Command MakeInvite()
    {
        var data = Commands.DataOption();
        var email = new Argument<string>("email") { Description = "Where the invitation is sent." };
        var role = new Option<string>("--role")
        {
            Description = "administrateur or assistance of the platform; gestionnaire, responsable, agent or relais of a town hall.",
            DefaultValueFactory = _ => "administrateur",
        };
        role.AcceptOnlyFromAmong([.. Roles.Keys]);
        var commune = CommuneOption();
        var command = new Command("invite", "Send an invitation; a running server delivers it.") { email, role, commune, data };
        command.SetAction((given, ct) => Expected.RunAsync(() =>
        {
            var (address, asked, at) = (given.GetRequiredValue(email), Roles[given.GetRequiredValue(role)], given.GetValue(commune));
            return WithDatabaseAsync(given.GetValue(data), (services, db) => InviteAsync(services, db, address, (asked, at), ct), ct);
        }));
        return command;
    }

    private static Command MakeList()
    {
        var data = Commands.DataOption();
        var commune = CommuneOption();
        var command = new Command("list", "Print who has access: address, role, last sign-in, second factor.") { commune, data };
        command.SetAction((given, ct) => Expected.RunAsync(() => WithDatabaseAsync(given.GetValue(data), (services, db) =>
            ListAsync(services, db, given.GetValue(commune), ct), ct)));
        return command;
    }

    private static Option<string?> CommuneOption() => new("--commune")
    {
        Description = "INSEE code of the town hall; without it the platform.",
        HelpName = "74208",
    };

    private static async Task<int> WithDatabaseAsync(
        string? dataFolder, Func<IServiceProvider, CreneauDb, Task<int>> run, CancellationToken ct)
    {
        var settings = CreneauSettings.Read(dataFolder);
        var opened = await OpenDatabase.OpenAsync(settings.Storage, TimeProvider.System, ct);
        await using var services = PlatformServices.Of(opened, settings);
        await using var db = OpenDatabase.ContextOf(opened.Storage);
        return await run(services, db);
    }

    private static async Task<int> InviteAsync(
        IServiceProvider services, CreneauDb db, string email, (AgentRole Role, string? Commune) asked, CancellationToken ct)
    {
        var (townHallId, problem) = await TownHallAsync(db, asked.Commune, ct);
        if (problem is not null)
        {
            return await Expected.FailAsync(problem);
        }

        return await services.GetRequiredService<InviteAgent>().RunAsync(Actor.CommandLine, townHallId, email, asked.Role, ct) switch
        {
            InviteResult.Invited or InviteResult.InvitedAgain => Say("The invitation is queued; a running server sends it."),
            InviteResult.Added => Say("The account was there already: it has the role now, and is told so."),
            InviteResult.IsThere => await Expected.FailAsync("this account has a role there already."),
            InviteResult.NotAnAddress => await Expected.FailAsync($"« {email} » is no e-mail address."),
            InviteResult.NotAllowed => await Expected.FailAsync(
                "administrateur and assistance belong to the platform, the other roles to a --commune."),
        };
    }

    private static async Task<int> ListAsync(IServiceProvider services, CreneauDb db, string? commune, CancellationToken ct)
    {
        var (townHallId, problem) = await TownHallAsync(db, commune, ct);
        if (problem is not null)
        {
            return await Expected.FailAsync(problem);
        }

        foreach (var agent in await services.GetRequiredService<ListAgents>().RunAsync(townHallId, ct))
        {
            var seen = agent.LastSignInUtc is { } utc
                ? FormattableString.Invariant($"{utc:yyyy-MM-dd}")
                : agent.HasJoined ? "never" : "invited";
            var role = Roles.First(known => known.Value == agent.Role).Key;
            Console.WriteLine($"{agent.Email}  {role}  {seen}  {(agent.HasSecondFactor ? "two steps" : "password")}");
        }

        return 0;
    }

    private static async Task<(int? Id, string? Problem)> TownHallAsync(CreneauDb db, string? commune, CancellationToken ct)
    {
        if (commune is null)
        {
            return (null, null);
        }

        var id = await db.Set<TownHall>().Where(townHall => townHall.InseeCode == commune).Select(townHall => (int?)townHall.Id)
            .SingleOrDefaultAsync(ct);
        return (id, id is null ? $"no town hall of the commune {commune} is a member." : null);
    }

    private static int Say(string sentence)
    {
        Console.WriteLine(sentence);
        return 0;
    }
}
