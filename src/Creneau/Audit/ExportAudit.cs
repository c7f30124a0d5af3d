using System.Globalization;
using System.Runtime.CompilerServices;
using Creneau.Acting;
using Creneau.Storage;

namespace Creneau.Audit;

/// <summary>Takes rows of the audit along, in pages that are read while they are sent.</summary>
public sealed class ExportAudit(AuditReading reading, Transactions transactions)
{
    private const string Operation = "audit-export";
    private const int PageSize = 1000;

    /// <summary>Notes in the audit that it was exported, and how it was narrowed; a refusal has written its audit row only.</summary>
    /// <returns>The newest rows first, as of now; null when the audit is not the actor's to read.</returns>
    public async Task<IAsyncEnumerable<AuditPage>?> RunAsync(Actor actor, int? townHallId, AuditFilter filter, CancellationToken ct)
    {
        var scope = AuditScope.Of(actor, townHallId);
        var entry = new AuditEntry(Operation, scope is null ? "" : SubjectOf(scope), null, filter.Codes) { TownHallId = scope?.TownHallId };
        if (scope is null)
        {
            return await transactions.RefuseAsync<IAsyncEnumerable<AuditPage>?>(actor, entry, null, ct);
        }

        await transactions.AuditAsync(actor, entry, ct);
        return PagesAsync(actor, townHallId, filter, ct);
    }

    private async IAsyncEnumerable<AuditPage> PagesAsync(
        Actor actor, int? townHallId, AuditFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        AuditCursor? after = null;
        do
        {
            if (await reading.PageAsync(actor, townHallId, filter, after, PageSize, ct) is not { } page)
            {
                yield break;
            }

            yield return page;
            after = page.Next;
        }
        while (after is not null);
    }

    private static string SubjectOf(AuditScope scope) =>
        scope.TownHallId is { } id ? string.Create(CultureInfo.InvariantCulture, $"town-hall:{id}") : "platform";
}
