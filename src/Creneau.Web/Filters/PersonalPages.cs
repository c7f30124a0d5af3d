using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Filters;

/// <summary>The filters of pages that show or take personal data: nothing is cached, and no outage loses what was filled in.</summary>
public static class PersonalPages
{
    /// <param name="folder">Below Pages, such as "/Booking".</param>
    public static void AddPersonalPages(this IServiceCollection services, string folder) =>
        services.Configure<RazorPagesOptions>(options => options.Conventions.AddFolderApplicationModelConvention(folder, page =>
        {
            page.Filters.Add(new NoStoreFilter());
            page.Filters.Add(new TypeFilterAttribute<ResubmitOnOutageFilter>());
            page.Filters.Add(new TypeFilterAttribute<ResubmitOnExpiredTokenFilter>());
            page.Filters.Add(new HtmxRedirectFilter());
            page.Filters.Add(new InvalidParameterFilter());
        }));
}
