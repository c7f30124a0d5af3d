using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.Administration;
using Creneau.Agents.SigningIn;
using Creneau.Notifications;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Agents;

/// <summary>Accounts that nobody uses: told, suspended, and let in again.</summary>
public abstract class UnusedAccountTests(DatabaseProvider provider) : AgentTown(provider)
{
    [Fact]
    public async Task An_account_is_told_two_weeks_before_it_is_suspended_and_a_manager_lets_it_in_again()
    {
        await AfterAsync(165);
        (await ToldAsync()).ShouldBeEmpty();
        await AfterAsync(2);
        await AfterAsync(0);
        (await ToldAsync()).ShouldBe([Boss, Nadia, Other], ignoreOrder: true, "once each");
        (await AccountAsync(Nadia)).SuspendedUtc.ShouldBeNull();
        await SignInAsync(Boss);
        await AfterAsync(14);

        (await TryAsync(Nadia, TestAgents.Password)).ShouldBeOfType<SignInOutcome.Suspended>();
        (await TryAsync(Nadia, "another password altogether")).ShouldBeOfType<SignInOutcome.Wrong>();
        (await AccountAsync(Boss)).SuspendedUtc.ShouldBeNull("it was used");
        (await Town.Get<ReactivateAgent>().RunAsync(Manager, Passy.Id, NadiaId, Ct)).ShouldBeTrue();
        (await TryAsync(Nadia, TestAgents.Password)).ShouldBeOfType<SignInOutcome.Started>();
        await AfterAsync(1);
        (await AccountAsync(Nadia)).SuspendedUtc.ShouldBeNull();
    }

    [Fact]
    public async Task Only_who_manages_there_lets_somebody_in_again()
    {
        await AfterAsync(167);
        await AfterAsync(14);
        var agent = Actor.Agent(OtherId, Passy.Id, AgentRole.Manager.Rights(), "s", "n");

        (await Town.Get<ReactivateAgent>().RunAsync(agent, Passy.Id, NadiaId, Ct)).ShouldBeFalse();
        (await Town.Get<ReactivateAgent>().RunAsync(Manager, Passy.Id, OtherId, Ct)).ShouldBeFalse();
    }

    private async Task AfterAsync(int days)
    {
        Town.TurnableClock.Advance(TimeSpan.FromDays(days));
        await Town.Get<SuspendUnusedAccounts>().RunAsync(Ct);
    }

    private Task<List<string>> ToldAsync() => Town.ReadAsync(db => db.OutboxMessages
        .Where(message => message.Purpose == MessagePurpose.AccountUnused).Select(message => message.Address).ToListAsync(Ct));
}

public sealed class UnusedAccountsOnSqlite() : UnusedAccountTests(DatabaseProvider.Sqlite);

public sealed class UnusedAccountsOnPostgres() : UnusedAccountTests(DatabaseProvider.Postgres);
