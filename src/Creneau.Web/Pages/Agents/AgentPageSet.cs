using Creneau.Web.Access;
using Creneau.Web.Filters;
using Creneau.Web.Pages.Agents.Appointments;
using Creneau.Web.Pages.Agents.Relay;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Creneau.Web.Pages.Agents;

/// <summary>The pages of town halls: every one of them is about people, and each of its forms belongs to one town hall.</summary>
public static class AgentPageSet
{
    public static void AddAgentPages(this IServiceCollection services)
    {
        services.AddPersonalPages("/Agents");
        services.AddSingleton<CounterPlaces>().AddSingleton<CounterStarts>().AddSingleton<CounterWords>().AddSingleton<RelayStarts>();
        services.Configure<RazorPagesOptions>(options => options.Conventions.AddFolderApplicationModelConvention(
            "/Agents", page => page.Filters.Add(new TypeFilterAttribute<TownHallFormFilter>())));
    }
}
