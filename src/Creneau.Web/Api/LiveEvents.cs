using System.Runtime.CompilerServices;
using Creneau.Counter.Live;

namespace Creneau.Web.Api;

/// <summary>What streams of changes have in common.</summary>
public static class LiveEvents
{
    /// <summary>Name of the event whose data is a day, or empty: read all that is shown.</summary>
    public const string ReadAgain = "relire";

    /// <summary>Name of the event that only says that the stream lives.</summary>
    public const string Alive = "ici";

    /// <summary>Changes until the reader has gone or the server stops, which is the ordinary end.</summary>
    public static async IAsyncEnumerable<AgendaChange?> UntilGoneAsync(
        IAsyncEnumerable<AgendaChange?> changes, [EnumeratorCancellation] CancellationToken gone)
    {
        var reading = changes.GetAsyncEnumerator(gone);
        await using var _ = reading.ConfigureAwait(false);
        while (await NextAsync(reading))
        {
            yield return reading.Current;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<AgendaChange?> changes)
    {
        try
        {
            return await changes.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
