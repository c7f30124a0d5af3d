using Creneau.Places;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Shared.Forms;

/// <summary>Reads the commune of residence, a field that starts empty and may stay so.</summary>
public sealed class CommuneReader(CommuneDirectory communes, PlaceFinder places, IStringLocalizer<FormsTexts> texts)
{
    /// <param name="fields">Takes the error, under <paramref name="name"/>.</param>
    /// <returns>The INSEE code; null when nothing was typed, or when it is no commune: then there is an error.</returns>
    public string? Read(ModelStateDictionary fields, string name, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var resolution = communes.Resolve(typed, places.Middle);
        var meant = resolution.Commune ?? resolution.Candidates.FirstOrDefault(commune => commune.Label == typed.Trim());
        if (meant is null)
        {
            fields.AddModelError(
                name,
                resolution.Candidates.Count == 0
                    ? texts["Commune_Unknown"]
                    : texts["Commune_Several", string.Join(", ", resolution.Candidates.Take(3).Select(commune => commune.Label))]);
        }

        return meant?.InseeCode;
    }

    /// <summary>« Sallanches (74700) »; null for none.</summary>
    public string? LabelOf(string? inseeCode) => inseeCode is null ? null : communes.Find(inseeCode)?.Label;
}
