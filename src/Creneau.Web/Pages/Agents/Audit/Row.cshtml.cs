using System.Globalization;
using Creneau.Acting;
using Creneau.Audit;
using Creneau.Availability;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Audit;

/// <summary>One row of the audit; the values of personal fields on demand, which stands in the audit too.</summary>
[RequireRight(Rights.Audit)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class RowModel(AuditReading reading, ReadPersonalValues values, AvailabilityIndex availability) : AuditPageModel(availability)
{
    public AuditedRow Shown { get; private set; } = null!;

    /// <summary>Null until they are asked for.</summary>
    public IReadOnlyList<PersonalValue>? Values { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Values = await values.RunAsync(HttpContext.AgentActor(), PlaceId, Shown.Row.Id, ct);
        return Values is null ? NotFound() : Page();
    }

    private async Task<bool> LoadAsync(string typed, CancellationToken ct)
    {
        var found = IsKnownPlace && long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await reading.FindAsync(HttpContext.AgentActor(), PlaceId, id, ct)
            : null;
        Shown = found!;
        return found is not null;
    }
}
