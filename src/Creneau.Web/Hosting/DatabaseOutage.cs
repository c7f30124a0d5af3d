using Creneau.Storage;

namespace Creneau.Web.Hosting;

/// <summary>Tells an unreachable database, which is answered with 503, from a bug.</summary>
public static class DatabaseOutage
{
    public static bool IsOutage(Exception error, StorageProvider storage) => error is StorageOutageException || storage.IsTransient(error);

    /// <summary>Logs an outage in one line, without the stack: during an outage every request would log one.</summary>
    /// <returns>Whether it is an outage; anything else is not logged.</returns>
    public static bool LogIfOutage(Exception error, StorageProvider storage, ILogger log)
    {
        var outage = IsOutage(error, storage);
        if (outage)
        {
            log.LogWarning("The database does not answer: {Code}", storage.CodeOf(error));
        }

        return outage;
    }
}
