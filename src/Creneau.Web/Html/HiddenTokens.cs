using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;

namespace Creneau.Web.Html;

/// <summary>
/// Takes the secrets of links out of whatever is logged: at some levels, and for some sinks, ASP.NET writes addresses.
/// </summary>
public sealed partial class HiddenTokens : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        List<LogEventProperty>? hidden = null;
        foreach (var (name, value) in logEvent.Properties)
        {
            if (value is ScalarValue { Value: { } inner } && inner.ToString() is { } text && text.Contains("/r/", StringComparison.OrdinalIgnoreCase))
            {
                (hidden ??= []).Add(new LogEventProperty(name, new ScalarValue(Token().Replace(text, "$1…"))));
            }
        }

        hidden?.ForEach(logEvent.AddOrUpdateProperty);
    }

    [GeneratedRegex("(/r/)[^/?#\\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
