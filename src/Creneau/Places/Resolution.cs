namespace Creneau.Places;

/// <summary>What a typed place can mean: nothing known, one commune, or several, the likeliest first.</summary>
public sealed record Resolution(IReadOnlyList<Commune> Candidates)
{
    public static Resolution Unknown { get; } = new([]);

    /// <summary>The commune when only one is meant.</summary>
    public Commune? Commune => Candidates.Count == 1 ? Candidates[0] : null;

    /// <summary>True when the person must choose: name the département beside each.</summary>
    public bool IsAmbiguous => Candidates.Count > 1;
}

/// <summary>A commune offered while somebody types.</summary>
/// <param name="Commune">Today's commune.</param>
/// <param name="FormerName">The merged commune or district whose name was typed (« Seynod » for Annecy), or null.</param>
public sealed record Suggestion(Commune Commune, string? FormerName);
