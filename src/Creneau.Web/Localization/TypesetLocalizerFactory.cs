using System.Collections.Concurrent;
using System.Globalization;
using Creneau.Text;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Localization;

/// <summary>Resource files hold ordinary spaces; localized texts get the no-break spaces that French sets before ; : ! ?.</summary>
public sealed class TypesetLocalizerFactory(ResourceManagerStringLocalizerFactory resources) : IStringLocalizerFactory
{
    public IStringLocalizer Create(Type resourceSource) => new TypesetLocalizer(resources.Create(resourceSource));

    public IStringLocalizer Create(string baseName, string location) => new TypesetLocalizer(resources.Create(baseName, location));

    private sealed class TypesetLocalizer(IStringLocalizer plain) : IStringLocalizer
    {
        private readonly ConcurrentDictionary<(string Culture, string Name), LocalizedString> _known = new();

        public LocalizedString this[string name] =>
            _known.GetOrAdd((CultureInfo.CurrentUICulture.Name, name), key => Typeset(plain[key.Name]));

        public LocalizedString this[string name, params object[] arguments] =>
            new(name, string.Format(CultureInfo.CurrentCulture, this[name].Value, arguments), this[name].ResourceNotFound);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
            plain.GetAllStrings(includeParentCultures).Select(Typeset);

        private static LocalizedString Typeset(LocalizedString text) =>
            new(text.Name, Wording.Current.Typeset(text.Value), text.ResourceNotFound);
    }
}
