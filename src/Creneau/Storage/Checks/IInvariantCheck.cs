namespace Creneau.Storage.Checks;

/// <summary>
/// What a room knows of an invariant: all of it, or the part that its tables tell. `creneau doctor` runs what is registered,
/// and joins the parts of one invariant to one line.
/// </summary>
public interface IInvariantCheck
{
    /// <summary>"I1" to "I7", as in `docs/glossary.md`.</summary>
    string Invariant { get; }

    /// <summary>Reads only; all parts of one invariant see the same moment.</summary>
    /// <param name="rows">Asks the database, and is told what was found and counted.</param>
    Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct);
}
