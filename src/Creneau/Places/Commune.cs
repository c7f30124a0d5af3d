using Creneau.Scheduling;

namespace Creneau.Places;

/// <summary>A commune of France as INSEE lists it; reference data, read only.</summary>
public sealed class Commune
{
    /// <summary>Five signs: « 74256 », « 2A004 ». Not a postcode.</summary>
    public required string InseeCode { get; init; }

    /// <summary>With capitals, accents, hyphens and article: « La Roche-sur-Foron ».</summary>
    public required string Name { get; init; }

    /// <summary>In INSEE's order; empty for the six places where nobody lives.</summary>
    public required IReadOnlyList<string> Postcodes { get; init; }

    /// <summary>Legal population; 0 where nobody lives.</summary>
    public required int Population { get; init; }

    public required GeoPoint Position { get; init; }

    /// <summary>True when the position is the mean of its neighbours' or otherwise only good to some kilometres.</summary>
    public required bool IsApproximate { get; init; }

    /// <summary>Code of the département or overseas collectivity: « 74 », « 2A », « 987 »; see <see cref="Territory"/>.</summary>
    public required string Departement { get; init; }

    /// <summary>
    /// Name with first postcode, « Sallanches (74700) »: what a list shows, and <see cref="CommuneDirectory.Resolve"/>
    /// understands.
    /// </summary>
    public string Label => $"{Name} ({(Postcodes.Count > 0 ? Postcodes[0] : InseeCode)})";

    public override string ToString() => Label;
}
