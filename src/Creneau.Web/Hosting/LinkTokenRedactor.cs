using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;

namespace Creneau.Web.Hosting;

/// <summary>
/// Replaces the token in `/r/{token}`, `/s/{link}` and `/agents/mot-de-passe/{token}` by an ellipsis in every logged property:
/// ASP.NET logs addresses at some levels.
/// </summary>
public sealed partial class LinkTokenRedactor : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        List<LogEventProperty>? redacted = null;
        foreach (var (name, value) in logEvent.Properties)
        {
            if (value is ScalarValue { Value: { } inner } && inner.ToString() is { } text
                && (text.Contains("/r/", StringComparison.OrdinalIgnoreCase)
                    || text.Contains("/s/", StringComparison.OrdinalIgnoreCase)
                    || text.Contains("/mot-de-passe/", StringComparison.OrdinalIgnoreCase)))
            {
                (redacted ??= []).Add(new LogEventProperty(name, new ScalarValue(Token().Replace(text, "$1…"))));
            }
        }

        redacted?.ForEach(logEvent.AddOrUpdateProperty);
    }

    [GeneratedRegex("(/r/|/s/|/mot-de-passe/)[^/?#\\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
