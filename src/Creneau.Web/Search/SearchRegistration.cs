namespace Creneau.Web.Search;

public static class SearchRegistration
{
    public static void AddSearch(this IServiceCollection services) => services.AddSingleton<PlaceFinder>().AddSingleton<SlotFinder>();
}
