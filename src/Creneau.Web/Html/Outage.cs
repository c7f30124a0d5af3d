using Creneau.Storage;

namespace Creneau.Web.Html;

/// <summary>The database is away for a moment: the answer is « réessayez », and one line in the log rather than a stack per request.</summary>
public static class Outage
{
    public static bool Is(Exception error, StorageProvider storage) => error is StorageOutageException || storage.IsTransient(error);

    /// <returns>Whether it is an outage; then it has been logged.</returns>
    public static bool Told(Exception error, StorageProvider storage, ILogger log)
    {
        var outage = Is(error, storage);
        if (outage)
        {
            log.LogWarning("The database does not answer: {Reason}", error.GetBaseException().Message);
        }

        return outage;
    }
}
