using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Creneau.Agents;
using Creneau.Agents.Passkeys;
using Creneau.Agents.SigningIn;
using Creneau.Web.Browser;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Creneau.Web.Access;

/// <summary>
/// Asks browsers for passkeys with ASP.NET Identity's handler. The question waits in an encrypted cookie of that browser for five
/// minutes, for one purpose and one answer.
/// </summary>
public sealed class PasskeyQuestions(ListPasskeys passkeys, IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Cookie = "creneau-passkey";

    /// <summary>For whom a question is that anybody may answer.</summary>
    private const int Anybody = 0;

    /// <summary>Of the device's owner, so that a passkey is two factors.</summary>
    private const string Required = "required";

    private static readonly IOptions<IdentityPasskeyOptions> Rules = Options.Create(new IdentityPasskeyOptions
    {
        UserVerificationRequirement = Required,
        // The device says whose it is: nobody types an address
        ResidentKeyRequirement = Required,
        AttestationConveyancePreference = "none",
        AuthenticatorTimeout = PasskeyAnswer.QuestionLength,
    });

    private readonly IDataProtector _protector = protection.CreateProtector("passkey-question");

    /// <returns>Options for `navigator.credentials.get`, as JSON.</returns>
    public async Task<string> ToSignInAsync(HttpContext context)
    {
        var asked = await passkeys.AskAsync(users => HandlerOn(users).MakeRequestOptionsAsync(null, context), context.RequestAborted);
        Keep(context, Anybody, asked.AssertionState);
        return asked.RequestOptionsJson;
    }

    /// <returns>Options for `navigator.credentials.create`, as JSON; the passkeys that the agent has are left out.</returns>
    public async Task<string> ToAddAsync(HttpContext context, SignedInAgent agent)
    {
        var owner = new PasskeyUserEntity
        {
            Id = agent.AgentId.ToString(CultureInfo.InvariantCulture),
            Name = agent.Email,
            DisplayName = agent.Name,
        };
        var asked = await passkeys.AskAsync(users => HandlerOn(users).MakeCreationOptionsAsync(owner, context), context.RequestAborted);
        Keep(context, agent.AgentId, WithoutNames(asked.AttestationState));
        return asked.CreationOptionsJson;
    }

    /// <param name="credential">What the browser answered, as JSON.</param>
    /// <returns>Null when it cannot be read, or nothing was asked.</returns>
    public PasskeyAnswer? AnswerToSignIn(HttpContext context, string? credential) =>
        AnswerTo(context, Anybody, credential, async (users, state) =>
        {
            var result = await HandlerOn(users).PerformAssertionAsync(new PasskeyAssertionContext
            {
                HttpContext = context,
                CredentialJson = credential!,
                AssertionState = state,
            });
            return result.Succeeded ? new CheckedPasskey(result.User.Id, result.Passkey) : null;
        });

    /// <inheritdoc cref="AnswerToSignIn"/>
    public PasskeyAnswer? AnswerToAdd(HttpContext context, SignedInAgent agent, string? credential) =>
        AnswerTo(context, agent.AgentId, credential, async (users, state) =>
        {
            var result = await HandlerOn(users).PerformAttestationAsync(new PasskeyAttestationContext
            {
                HttpContext = context,
                CredentialJson = credential!,
                AttestationState = state,
            });
            return result.Succeeded ? new CheckedPasskey(agent.AgentId, result.Passkey) : null;
        });

    private static PasskeyHandler<AgentAccount> HandlerOn(UserManager<AgentAccount> users) => new(users, Rules);

    private PasskeyAnswer? AnswerTo(
        HttpContext context, int agentId, string? credential, Func<UserManager<AgentAccount>, string?, Task<CheckedPasskey?>> check) =>
        Take(context) is { } question && question.AgentId == agentId && IdIn(credential) is { } id
            ? new PasskeyAnswer(question.Id, id, users => check(users, question.State))
            : null;

    private void Keep(HttpContext context, int agentId, string? state)
    {
        var now = clock.GetUtcNow();
        var question = new Question(Guid.CreateVersion7(now), agentId, now + PasskeyAnswer.QuestionLength, state);
        context.Response.Cookies.Append(
            Cookie,
            _protector.Protect(JsonSerializer.Serialize(question)),
            SessionCookieOptions.For(context, PasskeyAnswer.QuestionLength));
    }

    /// <summary>The browser has the names already; its cookie need not carry them, and the check does not ask for them.</summary>
    private static string? WithoutNames(string? state)
    {
        var kept = state is null ? null : JsonNode.Parse(state);
        if (kept?["userEntity"] is JsonObject owner)
        {
            (owner["name"], owner["displayName"]) = ("", "");
        }

        return kept?.ToJsonString();
    }

    private Question? Take(HttpContext context)
    {
        context.Response.Cookies.Delete(Cookie, SessionCookieOptions.For(context, null));
        try
        {
            return context.Request.Cookies[Cookie] is { Length: > 0 } kept
                && JsonSerializer.Deserialize<Question>(_protector.Unprotect(kept)) is { } question
                && question.EndsUtc > clock.GetUtcNow()
                ? question
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? IdIn(string? credential)
    {
        try
        {
            using var json = JsonDocument.Parse(credential ?? "");
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                ? Base64Url.DecodeFromChars(id.GetString())
                : null;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record Question(Guid Id, int AgentId, DateTimeOffset EndsUtc, string? State);
}
