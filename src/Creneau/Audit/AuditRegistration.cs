using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Audit;

public static class AuditRegistration
{
    /// <summary>Reading the audit; rows are written by the transactions of every other room.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditReading>()
        .AddSingleton<ExportAudit>()
        .AddSingleton<ReadPersonalValues>();
}
