using Creneau.Scheduling;

namespace Creneau.Places;

/// <summary>Finds communes by today's and former names.</summary>
internal sealed class NameSearch
{
    private const int ScatteredWords = 7;
    private const int MostWords = 8;
    private readonly Suggestion[] named;
    private readonly NameIndex index;

    internal NameSearch(IEnumerable<Suggestion> communes, IEnumerable<Suggestion> former)
    {
        named = [.. communes, .. former];
        index = new NameIndex(Array.ConvertAll(named, s => Normaliser.Normalise(s.FormerName ?? s.Commune.Name)));
    }

    /// <summary>Communes with exactly this name; else, that once had it; else, with it but for an article that was not typed.</summary>
    internal List<Commune> Whole(string name, Func<Commune, bool> fits, GeoPoint? near, int max)
    {
        var tiers = Hits(name, fits).ToLookup(h => h.Tier, h => h.Suggestion);
        var best = new BestSuggestions(max, near);
        foreach (var suggestion in tiers.OrderBy(t => t.Key).FirstOrDefault() ?? Enumerable.Empty<Suggestion>())
        {
            best.Offer(suggestion, 0);
        }

        return [.. best.ToList().Select(s => s.Commune)];
    }

    /// <summary>Offers every name of which some word begins as typed; when these are too few, also words in another order.</summary>
    internal void Offer(BestSuggestions best, TypedPlace place)
    {
        OfferRange(best, place.Name, place.Code);
        if (place.Unfinished != place.Name)
        {
            OfferRange(best, place.Unfinished, place.Code);
        }

        if (!best.IsFull && place.InDepartement() is var (name, territory))
        {
            OfferRange(best, name, "", territory.Code);
        }

        if (!best.IsFull)
        {
            OfferScattered(best, place);
        }
    }

    private IEnumerable<(Suggestion Suggestion, int Tier)> Hits(string name, Func<Commune, bool> fits)
    {
        var (from, to) = Bounds(name);
        for (var hit = from; hit < to; hit++)
        {
            var match = index.Place(hit, name.Length);
            var suggestion = named[index.Owner(hit)];
            if (match <= MatchPlace.WholeButArticle && fits(suggestion.Commune))
            {
                yield return (suggestion, 2 * (int)match + (suggestion.FormerName is null ? 0 : 1));
            }
        }
    }

    private void OfferRange(BestSuggestions best, string prefix, string code, string? departement = null)
    {
        var (from, to) = Bounds(prefix);
        for (var hit = from; hit < to; hit++)
        {
            var suggestion = named[index.Owner(hit)];
            if (HasCode(suggestion.Commune, code) && (departement ?? suggestion.Commune.Departement) == suggestion.Commune.Departement)
            {
                best.Offer(suggestion, Tier(index.Place(hit, prefix.Length), suggestion));
            }
        }
    }

    private void OfferScattered(BestSuggestions best, TypedPlace place)
    {
        var words = place.Name.Split(' ');
        if (words.Length is < 2 or > MostWords)
        {
            return;
        }

        var (from, to) = Bounds(words.MaxBy(w => w.Length)!);
        var later = Array.ConvertAll(words, w => ' ' + w);
        for (var hit = from; hit < to; hit++)
        {
            var suggestion = named[index.Owner(hit)];
            if (HasCode(suggestion.Commune, place.Code) && HasAll(index.NameOf(index.Owner(hit)), later))
            {
                best.Offer(suggestion, ScatteredWords);
            }
        }
    }

    private (int From, int To) Bounds(string prefix)
    {
        var range = index.StartingWith(prefix);
        return (range.Start.Value, range.End.Value);
    }

    // Without its article a name is only begun: « saint » shall not offer Le Saint before Saint-Denis.
    private static int Tier(MatchPlace place, Suggestion suggestion)
    {
        var exactness = place switch
        {
            MatchPlace.Whole => 0,
            MatchPlace.WholeButArticle or MatchPlace.Begins => 1,
            MatchPlace.Inside => 2,
        };
        return 2 * exactness + (suggestion.FormerName is null ? 0 : 1);
    }

    private static bool HasCode(Commune commune, string code) =>
        code.Length == 0 || commune.InseeCode == code || commune.Postcodes.Contains(code);

    private static bool HasAll(ReadOnlySpan<char> name, string[] spacedWords)
    {
        foreach (var word in spacedWords)
        {
            if (!name.StartsWith(word.AsSpan(1)) && !name.Contains(word, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
