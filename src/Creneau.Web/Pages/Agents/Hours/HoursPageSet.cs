namespace Creneau.Web.Pages.Agents.Hours;

public static class HoursPageSet
{
    public static void AddHoursPages(this IServiceCollection services) => services.AddSingleton<HoursWords>().AddSingleton<DraftEndings>();
}
