namespace Creneau.Web.Pages.Agents.Agenda;

public static class AgendaPageSet
{
    public static void AddAgendaPages(this IServiceCollection services) => services.AddSingleton<AgendaWords>();
}
