using Creneau.Catalogue;

namespace Creneau.Web.Pages.Booking;

/// <summary>What the block of one person needs to know besides what is typed in it.</summary>
/// <param name="Ordinal">From 0.</param>
/// <param name="AsksForNumber">False for a collection.</param>
public sealed record PersonBlock(int Ordinal, int People, ServiceKind Kind, bool AsksForNumber, bool NumberRequired)
{
    /// <summary>The service is chosen in the same form: the fields of every service are there, and the sheet shows those of the chosen one.</summary>
    public bool ChoosesService { get; init; }

    public bool MayHaveTwoNumbers => ChoosesService || Kind == ServiceKind.IdCardAndPassport;

    /// <summary>Browsers may fill in the first person only: the others are not who sits there.</summary>
    public string Autocomplete(string token) => Ordinal == 0 ? token : "off";
}
