using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Agents;

/// <summary>Passwords, sessions and what ends them.</summary>
public abstract class SignInTests(DatabaseProvider provider) : AgentTown(provider)
{
    [Fact]
    public async Task The_right_password_opens_a_session_with_the_rights_of_the_role()
    {
        var started = await SignInAsync(" NADIA@passy.fr ");

        var agent = (await SeenAsync(started.Session)).ShouldNotBeNull();
        started.Stage.ShouldBe(SessionStage.Open);
        (agent.Name, agent.Rights, agent.Places.Count).ShouldBe(("Nadia Berthod", Rights.Appointments, 2));
        (await AccountAsync(Nadia)).LastSignInUtc.ShouldBe(Town.NowUtc);
    }

    [Theory]
    [InlineData(Nadia, "another password altogether")]
    [InlineData(Nadia, "")]
    [InlineData("nobody@passy.fr", TestAgents.Password)]
    [InlineData("", TestAgents.Password)]
    public async Task A_wrong_address_and_a_wrong_password_get_the_same_answer(string email, string password) =>
        (await TryAsync(email, password)).ShouldBeOfType<SignInOutcome.Wrong>();

    [Fact]
    public async Task A_network_that_guesses_is_stopped_and_the_agent_elsewhere_is_not()
    {
        for (var guess = 0; guess < new AgentLimits().SignInsPerAccountAndNetwork; guess++)
        {
            await TryAsync(Nadia, $"guess number {guess}", "stranger");
        }

        (await TryAsync(Nadia, TestAgents.Password, "stranger")).ShouldBeOfType<SignInOutcome.TooMany>();
        (await TryAsync(Nadia, TestAgents.Password, "town hall")).ShouldBeOfType<SignInOutcome.Started>();
    }

    [Fact]
    public async Task Many_guesses_at_once_get_no_more_tries_than_one_after_the_other()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(guess => TryAsync(Nadia, $"guess number {guess}")));

        outcomes.Count(outcome => outcome is SignInOutcome.Wrong).ShouldBeLessThanOrEqualTo(new AgentLimits().SignInsPerAccountAndNetwork);
    }

    [Fact]
    public async Task A_sign_in_that_failed_stands_in_the_audit_with_the_account()
    {
        await TryAsync(Nadia, "another password altogether");

        var row = await Town.ReadAsync(db => db.Set<AuditRow>().AsNoTracking().SingleAsync(Ct));
        (row.Operation, row.Subject, row.Refusal).ShouldBe(("sign-in", $"agent:{NadiaId}", "Wrong"));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_of_the_agent_and_no_other()
    {
        var (here, there, boss) = (await SignInAsync(Nadia), await SignInAsync(Nadia), await SignInAsync(Boss));

        await Town.Get<SignOut>().RunAsync(Actor.Agent(NadiaId, Passy.Id, Rights.None, "s", "n"), null, Ct);

        (await SeenAsync(here.Session)).ShouldBeNull();
        (await SeenAsync(there.Session)).ShouldBeNull();
        (await SeenAsync(boss.Session)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Somebody_else_s_session_cannot_be_ended()
    {
        var boss = await SignInAsync(Boss);

        await Town.Get<SignOut>().RunAsync(Actor.Agent(NadiaId, Passy.Id, Rights.None, "s", "n"), boss.Session.SessionId, Ct);

        (await SeenAsync(boss.Session)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_session_ends_when_nothing_was_asked_for_two_hours_and_after_twelve_in_any_case()
    {
        var (idle, busy) = (await SignInAsync(Boss), await SignInAsync(Nadia));

        for (var hour = 0; hour < 11; hour++)
        {
            Town.TurnableClock.Advance(TimeSpan.FromMinutes(61));
            (await SeenAsync(busy.Session)).ShouldNotBeNull();
        }

        (await SeenAsync(idle.Session)).ShouldBeNull();
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(61));
        (await SeenAsync(busy.Session)).ShouldBeNull();
    }

    [Fact]
    public async Task The_secret_of_a_session_is_needed_as_well_as_its_id()
    {
        var started = await SignInAsync(Nadia);

        (await SeenAsync(started.Session with { Secret = new string('A', started.Session.Secret.Length) })).ShouldBeNull();
    }

    [Fact]
    public async Task An_agent_goes_on_at_their_other_town_hall_and_not_at_anybody_s()
    {
        var started = await SignInAsync(Nadia);
        var actor = (await SeenAsync(started.Session))!.ActorFrom("network");
        var further = await Town.TownHallAsync("Cluses");

        (await Town.Get<SwitchTownHall>().RunAsync(actor, started.Session.SessionId, Sallanches.Id, Ct)).ShouldBeTrue();
        (await Town.Get<SwitchTownHall>().RunAsync(actor, started.Session.SessionId, further.Id, Ct)).ShouldBeFalse();

        (await SeenAsync(started.Session))!.TownHallId.ShouldBe(Sallanches.Id);
    }

    [Fact]
    public async Task Another_password_is_set_by_the_link_once_and_signs_every_browser_out()
    {
        var before = await SignInAsync(Nadia);
        await Town.Get<SendPasswordLink>().RunAsync(TestTown.Citizen(), Nadia, Ct);
        var token = await TokenAsync(Nadia);

        var first = await SetAsync(token, "huit lampes boivent du silence");
        var again = await SetAsync(token, "neuf lampes boivent du silence");

        (first.GetType(), again.GetType()).ShouldBe((typeof(SetPasswordResult.Set), typeof(SetPasswordResult.Gone)));
        (await SeenAsync(before.Session)).ShouldBeNull();
        (await TryAsync(Nadia, "huit lampes boivent du silence")).ShouldBeOfType<SignInOutcome.Started>();
        (await TryAsync(Nadia, TestAgents.Password)).ShouldBeOfType<SignInOutcome.Wrong>();
    }

    [Fact]
    public async Task A_newer_link_makes_the_older_one_worthless_and_none_lasts_beyond_its_hours()
    {
        await Town.Get<SendPasswordLink>().RunAsync(TestTown.Citizen(), Nadia, Ct);
        var older = await TokenAsync(Nadia);
        await Town.Get<SendPasswordLink>().RunAsync(TestTown.Citizen(), Nadia, Ct);
        var newer = await TokenAsync(Nadia);

        (await Town.Get<PasswordLinks>().FindAsync(older, Ct)).ShouldBeNull();
        (await Town.Get<PasswordLinks>().FindAsync(newer, Ct)).ShouldNotBeNull();
        Town.TurnableClock.Advance(TimeSpan.FromHours(2));
        (await Town.Get<PasswordLinks>().FindAsync(newer, Ct)).ShouldBeNull();
    }

    [Theory]
    [InlineData("trop court", PasswordFault.TooShort)]
    [InlineData("motdepasse1234", PasswordFault.TooCommon)]
    [InlineData("password123456", PasswordFault.TooCommon)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordFault.TooCommon)]
    public async Task A_password_that_is_soon_guessed_is_refused_and_the_link_counts_on(string password, PasswordFault fault)
    {
        await Town.Get<SendPasswordLink>().RunAsync(TestTown.Citizen(), Nadia, Ct);
        var token = await TokenAsync(Nadia);

        (await SetAsync(token, password)).ShouldBe(new SetPasswordResult.Weak(fault));

        (await Town.Get<PasswordLinks>().FindAsync(token, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_link_of_somebody_else_proves_nothing()
    {
        await Town.Get<SendPasswordLink>().RunAsync(TestTown.Citizen(), Nadia, Ct);
        await Town.Get<SendPasswordLink>().RunAsync(TestTown.Citizen(), Boss, Ct);
        var mixed = (await TokenAsync(Boss))[..6] + (await TokenAsync(Nadia))[6..];

        (await Town.Get<PasswordLinks>().FindAsync(mixed, Ct)).ShouldBeNull();
        (await Town.Get<PasswordLinks>().FindAsync("no token at all", Ct)).ShouldBeNull();
    }

    private Task<SetPasswordResult> SetAsync(string token, string password) =>
        Town.Get<SetPassword>().RunAsync(TestTown.Citizen(), token, "Nadia Berthod", password, Ct);
}

public sealed class SignInOnSqlite() : SignInTests(DatabaseProvider.Sqlite);

public sealed class SignInOnPostgres() : SignInTests(DatabaseProvider.Postgres);
