namespace Creneau.Bench;

/// <summary>One line of the table: what was measured, beside its baseline of the same run.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ours">With its unit.</param>
/// <param name="Baseline">With its unit; empty when the target is a plain limit.</param>
/// <param name="Ratio">How many times better (or which part of) the baseline; null without one.</param>
/// <param name="Target">What it must be; empty when the line only informs.</param>
/// <param name="IsMet">Null when the line only informs.</param>
public sealed record Figure(string Name, string Ours, string Baseline, double? Ratio, string Target, bool? IsMet);

/// <summary>The figures as a table for a terminal.</summary>
public static class FigureTable
{
    private static readonly string[] Head = ["figure", "ours", "baseline", "ratio", "target", "ok?"];

    public static string Of(IEnumerable<Figure> figures)
    {
        string[][] rows = [Head, .. figures.Select(Cells)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row => string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).ToList();
        lines.Insert(1, string.Join("-|-", widths.Select(width => new string('-', width))));
        return string.Join('\n', lines);
    }

    private static string[] Cells(Figure figure) =>
    [
        figure.Name, figure.Ours, figure.Baseline,
        figure.Ratio is { } ratio ? Text.Of($"{ratio:0.00}") : "",
        figure.Target,
        figure.IsMet switch { true => "yes", false => "NO", null => "" },
    ];
}

/// <summary>Numbers as text, the same on every machine.</summary>
public static class Text
{
    public static string Of(FormattableString text) => FormattableString.Invariant(text);
}
