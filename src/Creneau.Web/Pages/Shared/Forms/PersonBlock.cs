using Creneau.Catalogue;

namespace Creneau.Web.Pages.Shared.Forms;

/// <summary>For `_Person`: what the form asks of one person.</summary>
/// <param name="Ordinal">From 0.</param>
/// <param name="AsksForNumber">For a pre-request number; false for a collection.</param>
public sealed record PersonBlock(int Ordinal, int People, Service Service, bool AsksForNumber, bool NumberRequired)
{
    /// <summary>
    /// The service is chosen in the same form: it has the fields of every service, and the style sheet shows those of the chosen one.
    /// </summary>
    public bool ChoosesService { get; init; }

    public bool MayHaveTwoNumbers => ChoosesService || Service.Procedures.Length > 1;

    /// <param name="token">Autocomplete token of the HTML standard; browsers know the details of the first person only.</param>
    public string Autocomplete(string token) => Ordinal == 0 ? token : "off";
}
