using System.Globalization;
using Creneau.Web.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Creneau.Tests.Text;

/// <summary>The texts of the French pages without a server.</summary>
internal static class FrenchTexts
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly Lazy<ServiceProvider> Pages = new(() =>
    {
        var services = new ServiceCollection().AddLogging();
        services.AddLocalizedRazorPages();
        return services.BuildServiceProvider();
    });

    /// <summary>Makes the running test speak French, as the middleware does with a request, and returns the texts of a folder.</summary>
    /// <typeparam name="T">The class of its resource files.</typeparam>
    public static IStringLocalizer<T> Of<T>()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = French;
        return Pages.Value.GetRequiredService<IStringLocalizer<T>>();
    }
}
