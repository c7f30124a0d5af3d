using Creneau.Catalogue;
using Creneau.Text;

namespace Creneau.Web.Localization;

/// <summary>What services are called in the language of the page.</summary>
public static class ServiceNames
{
    public static ServiceWords Words(this ServiceTexts texts) => texts.In(Wording.Current == Wording.English ? "en" : "fr");
}
