using System.Runtime.ExceptionServices;
using Creneau.Storage;

namespace Creneau.Jobs;

/// <summary>Many small transactions of one job, one after the other; one that fails keeps no other from its turn.</summary>
public static class EachInTurn
{
    /// <param name="runAsync">Says how much it has done.</param>
    /// <returns>How much was done in all.</returns>
    /// <exception cref="Exception">The first failure, once all had their turn; an outage at once.</exception>
    public static async Task<int> RunAsync(IEnumerable<Guid> ids, Func<Guid, Task<int>> runAsync)
    {
        var (done, failures) = (0, new List<Exception>());
        foreach (var id in ids)
        {
            try
            {
                done += await runAsync(id);
            }
            catch (Exception error) when (error is not (StorageOutageException or OperationCanceledException))
            {
                failures.Add(error);
            }
        }

        failures.ForEach(error => ExceptionDispatchInfo.Throw(error));
        return done;
    }
}
