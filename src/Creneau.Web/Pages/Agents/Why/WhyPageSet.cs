namespace Creneau.Web.Pages.Agents.Why;

public static class WhyPageSet
{
    public static void AddWhyPages(this IServiceCollection services) => services.AddSingleton<WhyWords>();
}
