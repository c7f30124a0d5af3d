using System.Security.Cryptography;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.Administration;
using Creneau.Agents.SigningIn;
using Creneau.Places;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Agents;

/// <summary>The authenticator app and its recovery codes.</summary>
public abstract class SecondFactorTests(DatabaseProvider provider) : AgentTown(provider)
{
    [Fact]
    public async Task With_an_app_the_password_alone_opens_nothing()
    {
        var (key, _) = await EnrolAsync();

        var started = await SignInAsync(Nadia);

        started.Stage.ShouldBe(SessionStage.NeedsCode);
        (await SeenAsync(started.Session))!.Rights.ShouldBe(Rights.None);
        var opened = (await FinishAsync(started.Session, CodeOf(key))).ShouldBeOfType<FinishSignInResult.Opened>();
        (await SeenAsync(opened.Session))!.Rights.ShouldBe(Rights.Appointments);
        (await SeenAsync(started.Session)).ShouldBeNull("the secret is another one");
    }

    [Fact]
    public async Task A_code_that_was_used_counts_no_second_time()
    {
        var (key, _) = await EnrolAsync();
        var code = CodeOf(key);
        await FinishAsync((await SignInAsync(Nadia)).Session, code);

        var again = await FinishAsync((await SignInAsync(Nadia)).Session, code);

        again.ShouldBeOfType<FinishSignInResult.Wrong>();
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once()
    {
        var (_, codes) = await EnrolAsync();
        var (first, second) = (await SignInAsync(Nadia), await SignInAsync(Nadia));

        var opened = (await FinishAsync(first.Session, codes[0].ToLowerInvariant())).ShouldBeOfType<FinishSignInResult.Opened>();
        var again = await FinishAsync(second.Session, codes[0]);

        opened.RecoveryCodesLeft.ShouldBe(RecoveryCode.Count - 1);
        again.ShouldBeOfType<FinishSignInResult.Wrong>();
    }

    [Fact]
    public async Task Codes_are_guessed_no_oftener_than_passwords()
    {
        await EnrolAsync();
        var started = await SignInAsync(Nadia);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(guess => FinishAsync(started.Session, $"{guess:000000}")));

        outcomes.Count(outcome => outcome is FinishSignInResult.Wrong)
            .ShouldBeLessThanOrEqualTo(new AgentLimits().SignInsPerAccountAndNetwork);
    }

    [Fact]
    public async Task A_town_hall_that_asks_for_it_has_it_set_up_at_the_next_sign_in()
    {
        await Town.WriteAsync(db => db.Find<TownHall>(Passy.Id)!.SetCounter(true, 60));

        var started = await SignInAsync(Nadia);

        started.Stage.ShouldBe(SessionStage.NeedsEnrolment);
        (await SeenAsync(started.Session))!.Rights.ShouldBe(Rights.None);
    }

    [Fact]
    public async Task A_colleague_of_two_town_halls_is_helped_by_who_manages_both_alone()
    {
        await EnrolAsync();

        var refused = await Town.Get<ResetSecondFactor>().RunAsync(Manager, Passy.Id, NadiaId, Ct);
        await Town.AgentAsync(Boss, AgentRole.Manager, Sallanches);
        var reset = await Town.Get<ResetSecondFactor>().RunAsync(Manager, Passy.Id, NadiaId, Ct);

        (refused, reset).ShouldBe((ResetSecondFactorResult.NotAllowed, ResetSecondFactorResult.Reset));
        (await SignInAsync(Nadia)).Stage.ShouldBe(SessionStage.Open);
    }

    [Fact]
    public async Task The_app_is_taken_away_with_a_code_of_it()
    {
        var (key, _) = await EnrolAsync();
        var actor = Actor.Agent(NadiaId, Passy.Id, Rights.None, "s", "n");

        var wrong = await Town.Get<StopSecondFactor>().RunAsync(actor, "000000", Ct);
        var right = await Town.Get<StopSecondFactor>().RunAsync(actor, CodeOf(key), Ct);

        (wrong, right).ShouldBe((StopSecondFactorResult.WrongCode, StopSecondFactorResult.Stopped));
        (await AccountAsync(Nadia)).AuthenticatorKey.ShouldBeNull();
    }

    private async Task<(string Key, IReadOnlyList<string> Codes)> EnrolAsync()
    {
        var started = await SignInAsync(Nadia);
        var actor = (await SeenAsync(started.Session))!.ActorFrom("network");
        var key = (await Town.Get<StartSecondFactor>().RunAsync(actor, Ct))!.Key;
        // The code of the half minute before, which counts too: the next one is left for the test
        var confirmed = await Town.Get<ConfirmSecondFactor>().RunAsync(actor, started.Session.SessionId, CodeOf(key, -1), Ct);
        return (key, confirmed.ShouldBeOfType<ConfirmSecondFactorResult.Confirmed>().RecoveryCodes);
    }

    private Task<FinishSignInResult> FinishAsync(SessionSecret session, string code) => Town.Get<FinishSignIn>().RunAsync(
        Actor.Agent(NadiaId, null, Rights.None, "s", "n"), session.SessionId, code, Ct);

    /// <summary>What an authenticator app shows (RFC 6238): Identity checks it against the machine's own clock.</summary>
    private static string CodeOf(string key, int halfMinutes = 0)
    {
        var bits = string.Concat(key.Replace(" ", "", StringComparison.Ordinal)
            .Select(sign => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal))
            .Select(five => Convert.ToString(five, 2).PadLeft(5, '0')));
        var secret = bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2)).ToArray();
        var step = BitConverter.GetBytes((TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + halfMinutes);
        Array.Reverse(step);
#pragma warning disable CA5350 // RFC 6238 says SHA-1
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return $"{number % 1_000_000:000000}";
    }
}

public sealed class SecondFactorOnSqlite() : SecondFactorTests(DatabaseProvider.Sqlite);

public sealed class SecondFactorOnPostgres() : SecondFactorTests(DatabaseProvider.Postgres);
