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

    /// <summary>As it was written, of a text that is parsed elsewhere (<see cref="Texts.DefaultTexts"/>).</summary>
    public static string Source(string name) => Read(Prefix + name + Suffix);

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
            name => name.StartsWith(Prefix, StringComparison.Ordinal) && !IsEditable(name));
        return names.ToFrozenDictionary(name => name[Prefix.Length..^Suffix.Length], name => parser.Parse(Read(name)));
    }

    /// <summary>Written with the names that town halls use.</summary>
    private static bool IsEditable(string resource) =>
        resource.EndsWith(".mail" + Suffix, StringComparison.Ordinal)
        || Texts.EditableText.All.Any(text => resource.EndsWith($"/{text.File}.sms{Suffix}", StringComparison.Ordinal));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(MessageTemplates).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
