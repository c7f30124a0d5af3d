using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.Passkeys;
using Creneau.Agents.SigningIn;
using Creneau.Places;
using Creneau.Storage;
using Creneau.TestKit;
using Creneau.Web.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Agents;

/// <summary>What a passkey opens once its signature was checked; the signatures themselves are tried in Chromium.</summary>
public abstract class PasskeyTests(DatabaseProvider provider) : AgentTown(provider)
{
    private static readonly byte[] Phone = [1, 2, 3, 4];

    [Fact]
    public async Task A_passkey_opens_a_session_whatever_the_town_hall_asks_for()
    {
        await AddAsync(Phone);
        await Town.ReadAsync(db => db.TownHalls.ExecuteUpdateAsync(set => set.SetProperty(row => row.RequiresSecondFactor, true), Ct));

        var started = (await UseAsync(Phone, count: 1)).ShouldBeOfType<SignInOutcome.Started>();

        started.Stage.ShouldBe(SessionStage.Open);
        (await SeenAsync(started.Session))!.AgentId.ShouldBe(NadiaId);
        (await Town.Get<ListPasskeys>().OfAsync(NadiaId, Ct)).ShouldHaveSingleItem().LastUsedUtc.ShouldBe(Town.NowUtc);
        (await AuditAsync()).ShouldBe(("sign-in", "Open passkey", null));
    }

    [Fact]
    public async Task The_cookie_of_a_question_names_nobody_even_to_who_can_read_it()
    {
        var context = new DefaultHttpContext();
        var protection = new EphemeralDataProtectionProvider();
        context.Request.Host = new HostString("localhost");
        var agent = new SignedInAgent(
            NadiaId, Guid.CreateVersion7(Town.NowUtc), "", SessionStage.Open, "Nadia Berthod", "nadia@passy.fr", Passy.Id, [],
            HasSecondFactor: false);

        var options = await new PasskeyQuestions(Town.Get<ListPasskeys>(), protection, Town.Clock).ToAddAsync(context, agent);

        options.ShouldContain("nadia@passy.fr");
        var cookie = SetCookieHeaderValue.Parse(context.Response.Headers.SetCookie.ToString());
        var question = protection.CreateProtector("passkey-question").Unprotect(cookie.Value.ToString());
        question.ShouldContain("hallenge");
        question.ShouldNotContain("nadia@passy.fr");
        question.ShouldNotContain("Berthod");
    }

    [Fact]
    public async Task A_question_is_answered_once_also_around_midnight()
    {
        await AddAsync(Phone);
        var question = Guid.CreateVersion7(Town.NowUtc);
        Town.TurnableClock.SetUtcNow(new DateTimeOffset(2026, 11, 25, 23, 57, 0, TimeSpan.Zero));

        var first = await UseAsync(Phone, count: 1, question);
        var again = await UseAsync(Phone, count: 2, question);
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(4));
        var tomorrow = await UseAsync(Phone, count: 3, question);

        first.ShouldBeOfType<SignInOutcome.Started>();
        again.ShouldBeOfType<SignInOutcome.Wrong>();
        tomorrow.ShouldBeOfType<SignInOutcome.Wrong>();
    }

    [Fact]
    public async Task A_counter_that_does_not_go_up_is_that_of_a_copy()
    {
        await AddAsync(Phone);
        await UseAsync(Phone, count: 5);

        (await UseAsync(Phone, count: 5)).ShouldBeOfType<SignInOutcome.Wrong>();

        (await AuditAsync()).ShouldBe(("sign-in", null, "Wrong"));
        (await Town.ReadAsync(db => db.AgentSessions.CountAsync(Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_copies_that_answer_at_once_one_gets_in()
    {
        await AddAsync(Phone);

        var outcomes = await Task.WhenAll(UseAsync(Phone, count: 1), UseAsync(Phone, count: 1));

        outcomes.Count(outcome => outcome is SignInOutcome.Started).ShouldBe(1);
    }

    [Fact]
    public async Task A_device_that_does_not_count_gets_in_again_and_again()
    {
        await AddAsync(Phone);

        (await UseAsync(Phone, count: 0)).ShouldBeOfType<SignInOutcome.Started>();
        (await UseAsync(Phone, count: 0)).ShouldBeOfType<SignInOutcome.Started>();
    }

    [Fact]
    public async Task A_suspended_agent_and_one_without_a_role_stay_outside()
    {
        await AddAsync(Phone);
        await Town.ReadAsync(db => db.Agents.ExecuteUpdateAsync(set => set.SetProperty(row => row.SuspendedUtc, Town.NowUtc), Ct));

        var suspended = await UseAsync(Phone, count: 1);
        await Town.ReadAsync(db => db.AgentMemberships.Where(row => row.AgentId == NadiaId).ExecuteDeleteAsync(Ct));
        var without = await UseAsync(Phone, count: 2);

        suspended.ShouldBeOfType<SignInOutcome.Suspended>();
        without.ShouldBeOfType<SignInOutcome.Wrong>();
    }

    [Fact]
    public async Task The_last_passkey_can_be_removed_by_its_owner_alone_and_the_password_stays()
    {
        await AddAsync(Phone);
        var id = (await Town.Get<ListPasskeys>().OfAsync(NadiaId, Ct)).Single().Id;

        var byAnother = await Town.Get<RemovePasskey>().RunAsync(Manager, id, Ct);
        var byOwner = await Town.Get<RemovePasskey>().RunAsync(Owner, id, Ct);

        (byAnother, byOwner).ShouldBe((false, true));
        (await UseAsync(Phone, count: 1)).ShouldBeOfType<SignInOutcome.Wrong>();
        await SignInAsync(Nadia);
    }

    [Fact]
    public async Task A_network_that_guesses_is_stopped_and_the_agent_elsewhere_is_not()
    {
        await AddAsync(Phone);
        for (var guess = 0; guess < new AgentLimits().SignInsPerAccountAndNetwork; guess++)
        {
            await UseAsync(Phone, count: null, network: "stranger");
        }

        (await UseAsync(Phone, count: 1, network: "stranger")).ShouldBeOfType<SignInOutcome.TooMany>();
        (await UseAsync(Phone, count: 1)).ShouldBeOfType<SignInOutcome.Started>();
    }

    [Fact]
    public async Task A_passkey_needs_a_name_a_right_answer_and_room()
    {
        (await AddAsync(Phone, " ")).ShouldBe(AddPasskeyResult.NameMissing);
        (await Town.Get<AddPasskey>().RunAsync(Owner, "Téléphone", null, Ct)).ShouldBe(AddPasskeyResult.NotUnderstood);
        for (byte one = 0; one < AgentPasskey.Most; one++)
        {
            (await AddAsync([one])).ShouldBe(AddPasskeyResult.Added);
        }

        (await AddAsync([200])).ShouldBe(AddPasskeyResult.TooMany);
    }

    private Actor Owner => Actor.Agent(NadiaId, Passy.Id, Rights.Appointments, "s", "n");

    private Task<AddPasskeyResult> AddAsync(byte[] id, string name = "Téléphone") =>
        Town.Get<AddPasskey>().RunAsync(Owner, name, Answer(id, 0, Guid.CreateVersion7(Town.NowUtc)), Ct);

    /// <param name="count">Null: the signature is wrong.</param>
    private Task<SignInOutcome> UseAsync(byte[] id, uint? count, Guid? question = null, string network = "home") =>
        Town.Get<SignInByPasskey>().RunAsync(
            TestTown.Citizen("somebody", network), Answer(id, count, question ?? Guid.CreateVersion7(Town.NowUtc)), "Firefox, Windows", Ct);

    private PasskeyAnswer Answer(byte[] id, uint? count, Guid question) => new(question, id, _ => Task.FromResult(count is { } counted
        ? new CheckedPasskey(
            NadiaId, new UserPasskeyInfo(id, [9], Town.Clock.GetUtcNow(), counted, ["internal"], true, true, false, [], []))
        : null));

    private Task<(string Operation, string? After, string? Refusal)> AuditAsync() => Town.ReadAsync(async db =>
    {
        var row = await db.Set<AuditRow>().AsNoTracking().OrderByDescending(one => one.Id).FirstAsync(Ct);
        return (row.Operation, row.After, row.Refusal);
    });
}

public sealed class PasskeysOnSqlite() : PasskeyTests(DatabaseProvider.Sqlite);

public sealed class PasskeysOnPostgres() : PasskeyTests(DatabaseProvider.Postgres);
