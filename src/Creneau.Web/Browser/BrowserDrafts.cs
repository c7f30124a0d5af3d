using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Creneau.Appointments;
using Creneau.Booking;

namespace Creneau.Web.Browser;

/// <summary>The draft of the browser that sends a request, as one encrypted row in the database.</summary>
public sealed class BrowserDrafts(DraftStore store, VisitorCookie visitors)
{
    /// <summary>In characters; six people with long names need a quarter of it.</summary>
    private const int LongestContent = 8 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="formVersion">Of the browser's session; null: there is no session that could have a draft.</param>
    /// <returns>Null when there is no draft, or it is of another form version.</returns>
    public async Task<DraftContent?> FindAsync(HttpContext context, string? formVersion, CancellationToken ct)
    {
        if (formVersion is null)
        {
            return null;
        }

        if (!context.Items.TryGetValue(typeof(DraftContent), out var known))
        {
            var text = await store.FindAsync(visitors.Of(context).SessionHash, ct);
            context.Items[typeof(DraftContent)] = known = text is null ? null : JsonSerializer.Deserialize<DraftContent>(text, Json);
        }

        return known is DraftContent draft && draft.FormVersion == formVersion ? draft : null;
    }

    /// <summary>Replaces the draft; an empty one is erased.</summary>
    /// <returns>False when it is too long to be kept; then there is no draft any more.</returns>
    public async Task<bool> SaveAsync(HttpContext context, DraftContent draft, Appointment? hold, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(draft, Json);
        var fits = text.Length <= LongestContent;
        if (draft.IsEmpty || !fits)
        {
            await EraseAsync(context, ct);
            return fits;
        }

        context.Items[typeof(DraftContent)] = draft;
        await store.SaveAsync(visitors.Of(context).SessionHash, text, hold?.HoldLimitUtc, ct);
        return true;
    }

    public async Task EraseAsync(HttpContext context, CancellationToken ct)
    {
        context.Items[typeof(DraftContent)] = null;
        await store.EraseAsync(visitors.Of(context).SessionHash, ct);
    }
}
