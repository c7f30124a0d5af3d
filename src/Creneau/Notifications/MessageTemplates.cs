using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;

namespace Creneau.Notifications;

/// <summary>The Liquid templates of all messages, parsed once. A name that a template uses and nobody gives is an error.</summary>
internal static class MessageTemplates
{
    private const string Prefix = "messages/";
    private const string Suffix = ".liquid";

    private static readonly TemplateOptions Options = new() { StrictVariables = true, StrictFilters = true };
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly FrozenDictionary<string, IFluidTemplate> All = Parse();

    /// <param name="name">Such as "fr/code.txt".</param>
    public static string Text(string name, IReadOnlyDictionary<string, FluidValue> values) => Render(name, values, NullEncoder.Default);

    /// <summary>Every value is escaped, except what <see cref="Finished"/> made.</summary>
    public static string Markup(string name, IReadOnlyDictionary<string, FluidValue> values) => Render(name, values, Html);

    /// <summary>Text that a template has already rendered and escaped.</summary>
    public static FluidValue Finished(string rendered) => new StringValue(rendered, encode: false);

    private static string Render(string name, IReadOnlyDictionary<string, FluidValue> values, TextEncoder encoder)
    {
        var context = new TemplateContext(Options);
        foreach (var (key, value) in values)
        {
            context.SetValue(key, value);
        }

        return All[name].Render(context, encoder);
    }

    private static FrozenDictionary<string, IFluidTemplate> Parse()
    {
        var parser = new FluidParser();
        var names = typeof(MessageTemplates).Assembly.GetManifestResourceNames().Where(
            name => name.StartsWith(Prefix, StringComparison.Ordinal));
        return names.ToFrozenDictionary(name => name[Prefix.Length..^Suffix.Length], name => parser.Parse(Read(name)));
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(MessageTemplates).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
