using Creneau.Agents.Administration;
using Creneau.Agents.Passkeys;
using Creneau.Agents.Providers;
using Creneau.Agents.SigningIn;
using Creneau.Jobs;
using Creneau.Keys;
using Creneau.Storage.Demonstration;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Agents;

public static class AgentsRegistration
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);

    /// <param name="limits">How often signing in may fail.</param>
    public static IServiceCollection AddAgents(this IServiceCollection services, AgentLimits limits) => services
        .AddSingleton(limits)
        .AddSingleton<AgentSettings>()
        .AddSingleton<AgentTokens>()
        .AddSingleton<AgentUsers>()
        .AddSingleton<AgentSessions>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignInByProvider>()
        .AddSingleton<PasskeyRules>()
        .AddSingleton<SignInByPasskey>()
        .AddSingleton<AddPasskey>()
        .AddSingleton<RemovePasskey>()
        .AddSingleton<ListPasskeys>()
        .AddSingleton<FinishSignIn>()
        .AddSingleton<SignOut>()
        .AddSingleton<SwitchTownHall>()
        .AddSingleton<PasswordLinks>()
        .AddSingleton<SetPassword>()
        .AddSingleton<SendPasswordLink>()
        .AddSingleton<StartSecondFactor>()
        .AddSingleton<ConfirmSecondFactor>()
        .AddSingleton<StopSecondFactor>()
        .AddSingleton<ResetSecondFactor>()
        .AddSingleton<InviteAgent>()
        .AddSingleton<ReactivateAgent>()
        .AddSingleton<SuspendUnusedAccounts>()
        .AddClusterJob("unused-accounts", BetweenLooks, provider => provider.GetRequiredService<SuspendUnusedAccounts>().RunAsync)
        .AddSingleton<ChangeRole>()
        .AddSingleton<ChangeCounterSettings>()
        .AddSingleton<NoteExport>()
        .AddSingleton<ListAgents>()
        .AddSingleton<CounterSettings>()
        .AddSingleton<DemoAgents>()
        .AddDemoRows(provider => provider.GetRequiredService<DemoAgents>().AddAsync)
        .AddPurge(new PurgeRule("agent_session", "id", "ends_utc <= {0}"));
}
