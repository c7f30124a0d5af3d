using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Agents.Setup;

public static class SetupPageSet
{
    /// <summary>The pages on which town halls are set up, and what agents of a suspended one see instead of all others.</summary>
    public static void AddSetupPages(this IServiceCollection services) =>
        services.AddSingleton<PlaceMaps>().Configure<RazorPagesOptions>(options => options.Conventions.AddFolderApplicationModelConvention(
            "/Agents", page => page.Filters.Add(new TypeFilterAttribute<SuspendedFilter>())));
}
