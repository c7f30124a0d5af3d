namespace Creneau.Web.Pages.Agents.Start;

public static class StartPageSet
{
    public static void AddStartPages(this IServiceCollection services) => services.AddSingleton<StartUseCases>();
}
