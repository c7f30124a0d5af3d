namespace Creneau.Storage;

public enum TransactionEnd
{
    /// <summary>What was written is kept.</summary>
    Commit,
    /// <summary>Everything is rolled back: a refusal has written nothing.</summary>
    Refuse,
    /// <summary>What was read before locking has changed: once more from the start.</summary>
    StartAgain,
    /// <summary>Not at this desk: once more at the next one, which the decision knows.</summary>
    TryNext,
}

/// <summary>What a decision ends with.</summary>
/// <param name="Result">Without meaning unless it is a commit or a refusal.</param>
public readonly record struct TransactionResult<T>(TransactionEnd End, T Result);

/// <summary>Makes results, so that use cases read as sentences.</summary>
public static class TransactionResult
{
    public static TransactionResult<T> Commit<T>(T result) => new(TransactionEnd.Commit, result);

    /// <summary>Everything is rolled back: a refusal has written nothing.</summary>
    public static TransactionResult<T> Refuse<T>(T result) => new(TransactionEnd.Refuse, result);

    /// <summary>What was read before locking has changed.</summary>
    public static TransactionResult<T> StartAgain<T>() => new(TransactionEnd.StartAgain, default!);

    /// <summary>Not at this desk; the decision has moved on to the next one.</summary>
    public static TransactionResult<T> TryNext<T>() => new(TransactionEnd.TryNext, default!);
}
