namespace Creneau.Web.Pages.Agents.Audit;

public static class AuditPageSet
{
    public static void AddAuditPages(this IServiceCollection services) => services
        .AddSingleton<AuditWords>()
        .AddSingleton<AuditCodes>();
}
