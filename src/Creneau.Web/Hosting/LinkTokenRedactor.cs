using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;

namespace Creneau.Web.Hosting;

/// <summary>
/// Replaces the token in `/r/{token}`, `/s/{link}`, `/ecran/{secret}` and `/agents/mot-de-passe/{token}` by an ellipsis in every
/// logged property, also where such an address is looked for: ASP.NET logs addresses at some levels.
/// </summary>
public sealed partial class LinkTokenRedactor : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        List<LogEventProperty>? redacted = null;
        foreach (var (name, value) in logEvent.Properties)
        {
            if (value is ScalarValue { Value: { } inner } && inner.ToString() is { } text && Token().IsMatch(text))
            {
                (redacted ??= []).Add(new LogEventProperty(name, new ScalarValue(Token().Replace(text, "$1…"))));
            }
        }

        redacted?.ForEach(logEvent.AddOrUpdateProperty);
    }

    [GeneratedRegex("((?:/|%2F)(?:r|s|ecran|mot-de-passe)(?:/|%2F))[^/?#&\\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
