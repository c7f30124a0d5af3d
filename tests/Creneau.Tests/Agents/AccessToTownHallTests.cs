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

/// <summary>Invitations, roles, and what a town hall sets for its counter.</summary>
public abstract class AccessToTownHallTests(DatabaseProvider provider) : AgentTown(provider)
{
    [Fact]
    public async Task An_invitation_however_written_makes_one_account_and_the_newest_link_counts()
    {
        var first = await InviteAsync("  Agent@Mairie.fr ");
        var old = await TokenAsync("agent@mairie.fr");
        Town.TurnableClock.Advance(TimeSpan.FromDays(8));

        var again = await InviteAsync("agent@mairie.fr");

        (first, again).ShouldBe((InviteResult.Invited, InviteResult.InvitedAgain));
        (await Town.ReadAsync(db => db.Agents.CountAsync(row => row.NormalizedEmail == "AGENT@MAIRIE.FR", Ct))).ShouldBe(1);
        (await Town.Get<PasswordLinks>().FindAsync(old, Ct)).ShouldBeNull();
        var joined = await Town.Get<SetPassword>().RunAsync(
            TestTown.Citizen(), await TokenAsync("agent@mairie.fr"), "Inès Roux", "huit lampes boivent du silence", Ct);
        joined.ShouldBeOfType<SetPasswordResult.Set>();
        (await AccountAsync("agent@mairie.fr")).Name.ShouldBe("Inès Roux");
    }

    [Fact]
    public async Task Who_has_an_account_already_gets_the_town_hall_added_and_is_told()
    {
        var result = await InviteAsync(Other);

        result.ShouldBe(InviteResult.Added);
        (await SeenAsync((await SignInAsync(Other)).Session))!.Places.Count.ShouldBe(2);
        var message = await Town.ReadAsync(db => db.OutboxMessages.SingleAsync(row => row.Address == Other, Ct));
        message.Purpose.ShouldBe(MessagePurpose.AgentAdded);
    }

    [Theory]
    [InlineData(AgentRole.Administrator)]
    [InlineData(AgentRole.Support)]
    public async Task Nobody_gives_more_than_they_hold(AgentRole role)
    {
        (await InviteAsync("friend@passy.fr", role)).ShouldBe(InviteResult.NotAllowed);
        (await ChangeAsync(NadiaId, role)).ShouldBe(ChangeRoleResult.NotAllowed);
        (await Town.ReadAsync(db => db.AgentMemberships.CountAsync(row => row.TownHallId == null, Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task A_manager_changes_nothing_at_another_town_hall()
    {
        var elsewhere = Sallanches.Id;

        (await Town.Get<InviteAgent>().RunAsync(Manager, elsewhere, "friend@passy.fr", AgentRole.Agent, Ct))
            .ShouldBe(InviteResult.NotAllowed);
        (await Town.Get<ChangeRole>().RunAsync(Manager, elsewhere, OtherId, null, Ct)).ShouldBe(ChangeRoleResult.NotAllowed);
        (await Town.Get<ChangeCounterSettings>().RunAsync(Manager, elsewhere, true, 5, Ct)).ShouldBe(ChangeSettingsResult.NotAllowed);
        (await ChangeAsync(OtherId, AgentRole.Agent)).ShouldBe(ChangeRoleResult.NotFound);
    }

    [Fact]
    public async Task An_agent_without_the_right_changes_nothing_whatever_the_form_says()
    {
        var agent = Actor.Agent(NadiaId, Passy.Id, AgentRole.Manager.Rights(), "s", "n");

        (await Town.Get<ChangeRole>().RunAsync(agent, Passy.Id, BossId, null, Ct)).ShouldBe(ChangeRoleResult.NotAllowed);
        (await Town.Get<InviteAgent>().RunAsync(agent, Passy.Id, "friend@passy.fr", AgentRole.Agent, Ct)).ShouldBe(InviteResult.NotAllowed);
    }

    [Fact]
    public async Task Two_managers_who_demote_each_other_at_once_leave_one()
    {
        var second = await Town.AgentAsync("second@passy.fr", AgentRole.Manager, Passy);
        var other = Actor.Agent(second, Passy.Id, AgentRole.Manager.Rights(), "s2", "n");

        var results = await Task.WhenAll(
            Town.Get<ChangeRole>().RunAsync(Manager, Passy.Id, second, AgentRole.Agent, Ct),
            Town.Get<ChangeRole>().RunAsync(other, Passy.Id, BossId, null, Ct));

        results.Count(result => result == ChangeRoleResult.Changed).ShouldBe(1);
        (await Town.ReadAsync(db => db.AgentMemberships.CountAsync(
            row => row.TownHallId == Passy.Id && row.Role == AgentRole.Manager, Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task The_last_manager_stays_also_when_the_platform_would_take_the_role()
    {
        (await Town.Get<ChangeRole>().RunAsync(Actor.CommandLine, Passy.Id, BossId, AgentRole.Agent, Ct))
            .ShouldBe(ChangeRoleResult.LastManager);
        (await ChangeAsync(BossId, AgentRole.Agent)).ShouldBe(ChangeRoleResult.OwnRole);
    }

    [Fact]
    public async Task A_role_that_is_taken_counts_no_more_with_the_next_request_and_the_other_town_hall_stays()
    {
        var started = await SignInAsync(Nadia);

        (await ChangeAsync(NadiaId, null)).ShouldBe(ChangeRoleResult.Changed);

        var after = (await SignInAsync(Nadia)).Session;
        (await SeenAsync(started.Session))?.TownHallId.ShouldBe(Sallanches.Id);
        (await SeenAsync(after))!.Places.ShouldHaveSingleItem().TownHallId.ShouldBe(Sallanches.Id);
    }

    [Fact]
    public async Task With_the_last_role_the_account_goes()
    {
        var lone = await Town.AgentAsync("lone@passy.fr", AgentRole.Agent, Passy);

        (await ChangeAsync(lone, null)).ShouldBe(ChangeRoleResult.Changed);

        (await Town.ReadAsync(db => db.Agents.AnyAsync(row => row.Id == lone, Ct))).ShouldBeFalse();
        (await TryAsync("lone@passy.fr", TestAgents.Password)).ShouldBeOfType<SignInOutcome.Wrong>();
    }

    [Fact]
    public async Task The_delay_of_a_cancellation_lies_between_none_and_ten_minutes()
    {
        var settings = Town.Get<ChangeCounterSettings>();

        (await settings.RunAsync(Manager, Passy.Id, false, 601, Ct)).ShouldBe(ChangeSettingsResult.DelayOutOfRange);
        (await settings.RunAsync(Manager, Passy.Id, false, 90, Ct)).ShouldBe(ChangeSettingsResult.Changed);

        (await Town.Get<CounterSettings>().OfAsync(Passy.Id, Ct)).ShouldBe(new CounterSetting(false, 90));
        await Town.RefreshAsync();
        Town.Availability.Places.TownHalls[Passy.Id].CancelDelaySeconds.ShouldBe(90, "what cancellations go by");
    }

    [Fact]
    public async Task Whoever_asks_all_for_a_second_factor_has_one_first() =>
        (await Town.Get<ChangeCounterSettings>().RunAsync(Manager, Passy.Id, true, 60, Ct))
            .ShouldBe(ChangeSettingsResult.SetUpYourOwnFirst);

    private Task<InviteResult> InviteAsync(string email, AgentRole role = AgentRole.Agent) =>
        Town.Get<InviteAgent>().RunAsync(Manager, Passy.Id, email, role, Ct);

    private Task<ChangeRoleResult> ChangeAsync(int agentId, AgentRole? role) =>
        Town.Get<ChangeRole>().RunAsync(Manager, Passy.Id, agentId, role, Ct);
}

public sealed class AccessToTownHallOnSqlite() : AccessToTownHallTests(DatabaseProvider.Sqlite);

public sealed class AccessToTownHallOnPostgres() : AccessToTownHallTests(DatabaseProvider.Postgres);
