using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Values;

namespace Creneau.Notifications.Texts;

/// <summary>
/// Liquid as town halls write it: names of the list between two braces, and conditions (`if`, `unless`). No loops, no
/// includes, no filters: a text can neither run on nor read anything else.
/// </summary>
public sealed partial class LiquidText
{
    private const int MostSteps = 1_000;

    // In conditions what is empty is false: it has a name of its own there
    private const string InCondition = "if_";

    private static readonly TemplateOptions Options = new() { StrictVariables = true, StrictFilters = true, MaxSteps = MostSteps };
    private static readonly FluidParser Parser = new();
    private static readonly HashSet<string> Conditions = ["if", "unless", "elsif"];
    private static readonly HashSet<string> Ends = ["else", "endif", "endunless"];
    private static readonly HashSet<string> Words = ["and", "or", "contains", "true", "false", "nil", "empty", "blank"];

    private readonly IFluidTemplate _template;

    private LiquidText(IFluidTemplate template, IReadOnlySet<string> uses) => (_template, Uses) = (template, uses);

    /// <summary>Keys of the variables that it names.</summary>
    public IReadOnlySet<string> Uses { get; }

    /// <param name="variables">What it may name.</param>
    /// <param name="faults">Empty when it is fine.</param>
    public static LiquidText? TryParse(
        string source, IReadOnlyList<TextVariable> variables, string language, out IReadOnlyList<TextFault> faults)
    {
        List<TextFault> found = [];
        HashSet<string> uses = [];
        var names = new NameReader(source, variables, language, found, uses);
        var written = new StringBuilder();
        var from = 0;
        foreach (Match part in Parts().Matches(source))
        {
            found.AddRange(LooseBraces(source, from, part.Index));
            written.Append(source, from, part.Index - from);
            written.Append(part.Groups["name"].Success ? names.Named(part.Groups["name"]) : names.Tag(part.Groups["tag"]));
            from = part.Index + part.Length;
        }

        found.AddRange(LooseBraces(source, from, source.Length));
        written.Append(source, from, source.Length - from);
        faults = found;
        if (found.Count > 0)
        {
            return null;
        }

        if (Parser.TryParse(written.ToString(), out var template, out var error))
        {
            return new LiquidText(template, uses);
        }

        faults = [new TextFault(TextFaultKind.Broken, LineIn(error), "")];
        return null;
    }

    /// <param name="values">By key, of every variable that it may name; empty ones make their sentence disappear.</param>
    /// <returns>With marks (<see cref="TextMarks"/>).</returns>
    public string Render(IReadOnlyDictionary<string, string> values)
    {
        var context = new TemplateContext(Options);
        foreach (var (key, value) in values)
        {
            context.SetValue(key, value.Length == 0 ? TextMarks.Absent : value);
            context.SetValue(InCondition + key, value.Length == 0 ? NilValue.Instance : new StringValue(value));
        }

        return _template.Render(context, NullEncoder.Default).ReplaceLineEndings("\n");
    }

    internal static int LineAt(string source, int index) => 1 + source.AsSpan(0, index).Count('\n');

    private static IEnumerable<TextFault> LooseBraces(string source, int from, int to) => Loose().Matches(source[from..to])
        .Take(1).Select(brace => new TextFault(TextFaultKind.Unfinished, LineAt(source, from + brace.Index), brace.Value));

    // Fluid says where: « … at (3:12) »
    private static int LineIn(string error) => At().Match(error) is { Success: true } at
        ? int.Parse(at.Groups["line"].Value, CultureInfo.InvariantCulture)
        : 1;

    [GeneratedRegex(@"\{\{-?\s*(?<name>[^{}%]*?)\s*-?\}\}|\{%-?\s*(?<tag>[^{}%]*?)\s*-?%\}")]
    private static partial Regex Parts();

    [GeneratedRegex(@"\{\{|\}\}|\{%|%\}")]
    private static partial Regex Loose();

    [GeneratedRegex(@"\((?<line>\d+):\d+\)")]
    private static partial Regex At();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_-]*$")]
    private static partial Regex OneName();

    [GeneratedRegex(@"""[^""]*""|'[^']*'|[\p{L}_][\p{L}\p{N}_-]*")]
    private static partial Regex NamesAndQuotes();

    /// <summary>Puts the platform's names in the place of those that people write.</summary>
    private sealed class NameReader(
        string source, IReadOnlyList<TextVariable> variables, string language, List<TextFault> faults, HashSet<string> uses)
    {
        public string Named(Group name)
        {
            if (OneName().IsMatch(name.Value))
            {
                return $"{{{{ {KeyOf(name.Value, name.Index)} }}}}";
            }

            faults.Add(new TextFault(TextFaultKind.NotAName, LineAt(source, name.Index), name.Value));
            return "";
        }

        public string Tag(Group tag)
        {
            var word = tag.Value.Split([' ', '\n', '\r', '\t'], 2)[0];
            if (Ends.Contains(word) && word.Length == tag.Length)
            {
                return $"{{% {word} %}}";
            }

            if (!Conditions.Contains(word))
            {
                faults.Add(new TextFault(TextFaultKind.Tag, LineAt(source, tag.Index), word));
                return "";
            }

            var condition = NamesAndQuotes().Replace(tag.Value[word.Length..], found =>
                found.Value[0] is '"' or '\'' || Words.Contains(found.Value)
                    ? found.Value
                    : InCondition + KeyOf(found.Value, tag.Index + word.Length + found.Index));
            return $"{{% {word} {condition} %}}";
        }

        private string KeyOf(string name, int index)
        {
            if (variables.FirstOrDefault(variable => variable.IsNamed(name, language)) is { } known)
            {
                uses.Add(known.Key);
                return known.Key;
            }

            faults.Add(new TextFault(TextFaultKind.Unknown, LineAt(source, index), name)
            {
                Suggestion = NearMiss.Of(name, variables, language),
                Index = index,
            });
            return "unknown";
        }
    }
}
