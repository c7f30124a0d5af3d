namespace Creneau.Administration;

public enum SaveRefusal
{
    /// <summary>No such thing at a town hall where the actor manages (any more).</summary>
    NotFound,
    /// <summary>Somebody has saved the same section since the form was opened.</summary>
    ChangedSince,
    /// <summary>A planning has at most 64 services.</summary>
    TooMany,
    /// <summary>The planning offers a service of that kind already, or the commune is a member.</summary>
    IsThere,
}

/// <summary>What is wrong with one value.</summary>
public enum FieldProblem
{
    Missing,
    TooLong,
    NotAPhone,
    NotAPostcode,
    /// <summary>Below the least or above the most that is allowed.</summary>
    OutOfRange,
    NotAMultipleOfFive,
    /// <summary>Another one has that name.</summary>
    Taken,
    /// <summary>The end lies before the beginning, or is past.</summary>
    Reversed,
    /// <summary>Appointments of that planning lie ahead at the desk.</summary>
    HasAppointments,
    /// <summary>Not one of those that can be chosen.</summary>
    Unknown,
}

/// <summary>A value that cannot be saved.</summary>
/// <param name="Field">Name of the property.</param>
public sealed record FieldError(string Field, FieldProblem Problem)
{
    /// <summary>What is allowed, where the problem is a number out of range, or a text that is too long.</summary>
    public (int Least, int Most)? Range { get; init; }
}

/// <summary>How saving one section of a form ended.</summary>
public abstract record SaveResult
{
    /// <param name="Id">Of what was made or changed.</param>
    public sealed record Saved(int Id) : SaveResult;

    /// <summary>Nothing is saved.</summary>
    public sealed record Refused(SaveRefusal Reason) : SaveResult;

    /// <summary>Nothing is saved: these values have to be mended.</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : SaveResult;
}
