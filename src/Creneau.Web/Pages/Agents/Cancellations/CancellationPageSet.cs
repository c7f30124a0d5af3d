namespace Creneau.Web.Pages.Agents.Cancellations;

public static class CancellationPageSet
{
    public static void AddCancellationPages(this IServiceCollection services) => services.AddSingleton<CancellationWords>();
}
