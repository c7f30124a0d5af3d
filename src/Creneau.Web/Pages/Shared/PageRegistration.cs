using Creneau.Web.Pages.Shared.Forms;
using Creneau.Web.Pages.Shared.Search;
using Creneau.Web.Pages.Shared.Slots;

namespace Creneau.Web.Pages.Shared;

public static class PageRegistration
{
    /// <summary>What pages of several folders use.</summary>
    public static void AddSharedPageServices(this IServiceCollection services) =>
        services.AddSingleton<PartyFormReader>().AddSingleton<CommuneReader>().AddSingleton<SlotWords>().AddSingleton<SearchWords>();
}
