using Creneau.Scheduling;

namespace Creneau.Places;

/// <summary>
/// All communes of France in memory, for forms that resolve what was typed and lists that answer while people type.
/// Load it once; it never changes and may be shared by all threads. No method throws because of what somebody typed.
/// </summary>
public sealed class CommuneDirectory
{
    private const int MostCandidates = 50;
    private const int CandidatesByPrefix = 12;
    private const double AroundKm = 60;
    private readonly Commune[] communes;
    private readonly Dictionary<string, Commune> byCode;
    private readonly PostcodeIndex postcodes;
    private readonly NameSearch names;
    private readonly NearestPlace nearest;

    private CommuneDirectory(Commune[] all, (string Code, string Name, string InseeCode)[] former)
    {
        communes = all;
        byCode = all.ToDictionary(c => c.InseeCode);
        var today = Array.ConvertAll(all, c => new Suggestion(c, null));
        names = new NameSearch(today, former.Select(f => new Suggestion(byCode[f.InseeCode], f.Name)));
        postcodes = new PostcodeIndex(today);
        nearest = new NearestPlace(all);
        foreach (var (code, _, inseeCode) in former)
        {
            byCode.TryAdd(code, byCode[inseeCode]);
        }
    }

    /// <summary>In the order of their INSEE codes.</summary>
    public IReadOnlyList<Commune> All => communes;

    /// <summary>Reads the embedded reference data.</summary>
    public static CommuneDirectory Load() => new([.. PlacesData.Communes()], [.. PlacesData.FormerNames()]);

    /// <summary>
    /// The commune of an INSEE code; a code of a merged commune or of a district gives the commune of today. Null when
    /// unknown. A postcode is no INSEE code.
    /// </summary>
    public Commune? Find(string inseeCode) => byCode.GetValueOrDefault(inseeCode);

    /// <summary>
    /// The communes that a finished text can mean. A postcode, an INSEE code, a name, a former name, or name and postcode
    /// or département together, in any case, with or without accents, hyphens and article. A whole name wins over names
    /// that only begin so, unless all of the first are far from the person and some of the second near: then those come
    /// first. When no name is whole, up to twelve that begin so. A postcode that contradicts the name is ignored.
    /// </summary>
    /// <param name="typed">What was typed; only the first <see cref="Normaliser.MaxLength"/> characters count.</param>
    /// <param name="near">Where the person is, if known: orders candidates by size and nearness instead of size.</param>
    public Resolution Resolve(string typed, GeoPoint? near = null)
    {
        var place = TypedPlace.Parse(typed);
        if (place.IsNothing)
        {
            return Resolution.Unknown;
        }

        if (place.Name.Length == 0)
        {
            return ByCode(place.Code, near);
        }

        var candidates = Whole(place, near);
        if (candidates.Count == 0)
        {
            candidates = [.. Suggest(typed, near, CandidatesByPrefix).Select(s => s.Commune)];
        }
        else if (near is { } here && place.Code.Length == 0 && !candidates.Exists(c => IsAround(c, here)))
        {
            // « Saint-Gervais » is a commune of the Gard, and what everybody around Sallanches calls Saint-Gervais-les-Bains.
            candidates.InsertRange(
                0,
                Suggest(typed, near, MostCandidates)
                    .Select(s => s.Commune)
                    .Where(c => IsAround(c, here) && BeginsWith(c, place.Name))
                    .Take(CandidatesByPrefix));
        }

        // « la sallanches »: nothing is called so, nor begins so.
        return new Resolution(candidates.Count > 0 ? candidates : Whole(place.WithoutArticle(), near));
    }

    /// <summary>
    /// Communes for a text that is still being typed: the beginning of any word of the name or of a former name, or of a
    /// postcode. Whole names first, then names that begin so, then the rest; within each, the most populous first, or the
    /// largest and nearest when <paramref name="near"/> is given. Empty when nothing was typed or nothing fits.
    /// </summary>
    /// <param name="max">How many at most, 1 to 50.</param>
    public IReadOnlyList<Suggestion> Suggest(string typed, GeoPoint? near, int max)
    {
        var place = TypedPlace.Parse(typed);
        var best = new BestSuggestions(Math.Clamp(max, 1, MostCandidates), near);
        if (place is { Name.Length: 0, Code.Length: > 0 })
        {
            Offer(best, ByCode(place.Code, near));
        }
        else if (!place.IsNothing)
        {
            names.Offer(best, place);
        }

        return best.ToList();
    }

    /// <summary>
    /// The commune whose position is nearest, on equal distance the most populous; null when the degrees are no place
    /// on earth.
    /// </summary>
    public Commune? NearestTo(double latitude, double longitude) =>
        Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180 ? nearest.To(new GeoPoint(latitude, longitude)) : null;

    private Resolution ByCode(string code, GeoPoint? near)
    {
        var best = new BestSuggestions(MostCandidates, near);
        foreach (var suggestion in postcodes.StartingWith(code))
        {
            best.Offer(suggestion, 0);
        }

        var found = best.ToList();
        return found.Count == 0 && Find(code) is { } merged
            ? new Resolution([merged])
            : new Resolution([.. found.Select(s => s.Commune)]);
    }

    private List<Commune> Whole(TypedPlace place, GeoPoint? near)
    {
        var whole = names.Whole(place.Name, c => place.Code.Length == 0 || HasCode(c, place.Code), near, MostCandidates);
        if (whole.Count == 0 && place.InDepartement() is var (name, territory))
        {
            whole = names.Whole(name, c => c.Departement == territory.Code, near, MostCandidates);
        }

        return whole.Count == 0 && place.Code.Length > 0 ? names.Whole(place.Name, _ => true, near, MostCandidates) : whole;
    }

    private static bool BeginsWith(Commune commune, string name) =>
        Normaliser.Normalise(commune.Name).StartsWith(name + ' ', StringComparison.Ordinal);

    private static bool IsAround(Commune commune, GeoPoint here) => commune.Position.KmTo(here) <= AroundKm;

    private static bool HasCode(Commune commune, string code) => commune.InseeCode == code || commune.Postcodes.Contains(code);

    private static void Offer(BestSuggestions best, Resolution resolution)
    {
        foreach (var commune in resolution.Candidates)
        {
            best.Offer(new Suggestion(commune, null), 0);
        }
    }
}
