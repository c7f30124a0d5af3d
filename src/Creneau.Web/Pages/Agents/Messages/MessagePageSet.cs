namespace Creneau.Web.Pages.Agents.Messages;

public static class MessagePageSet
{
    public static void AddMessagePages(this IServiceCollection services) => services.AddSingleton<SentWords>().AddSingleton<RulesCases>();
}
