using System.Globalization;

namespace Creneau.Storage.Checks;

public enum CheckState
{
    Ok,
    Broken,

    /// <summary>What it takes was not given; nothing is known.</summary>
    NotChecked,
}

/// <summary>What one check saw.</summary>
/// <param name="Name">"I1" to "I8", as in `docs/glossary.md`, or "backstops".</param>
/// <param name="Counted">What it looked at, or why it was not done.</param>
/// <param name="Violations">Kind and ids only, never names; at most <see cref="MostListed"/>.</param>
public sealed record CheckResult(string Name, CheckState State, string Counted, IReadOnlyList<string> Violations)
{
    public const int MostListed = 20;

    public bool IsBroken => State == CheckState.Broken;

    /// <summary>« I1 ok  58 desks, 6,210 occupancies », or « I1 BROKEN … » with the violations.</summary>
    public override string ToString() => State switch
    {
        CheckState.Ok => $"{Name} ok  {Counted}",
        CheckState.NotChecked => $"{Name} not checked  {Counted}",
        CheckState.Broken => $"{Name} BROKEN  {Counted}: {string.Join("; ", Violations)}",
    };

    internal static CheckResult Of(string name, IReadOnlyList<string> violations, params ReadOnlySpan<(long Count, string What)> counted)
    {
        List<string> parts = [];
        foreach (var (count, what) in counted)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"));
        }

        return new CheckResult(name, violations.Count == 0 ? CheckState.Ok : CheckState.Broken, string.Join(", ", parts), violations);
    }
}
