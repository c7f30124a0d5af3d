using Creneau.Places;

namespace Creneau.Bench.Http;

/// <summary>Addresses of `GET /api/v1/slots`, each for another random place and service; drawn by a fixed seed.</summary>
public static class SearchAddresses
{
    private const int Seed = 38;
    private static readonly string[] Services = ["cni", "passport", "cni-passport"];

    /// <returns>Without the host: api/v1/slots?near=…</returns>
    public static IEnumerable<string> Draw(int count)
    {
        var communes = CommuneDirectory.Load().All;
        var random = new Random(Seed);
        return Enumerable.Range(0, count).Select(_ => Address(communes[random.Next(communes.Count)], random)).ToList();
    }

    // By position, not by name: some names are shared by several communes, which is an answer of another kind
    private static string Address(Commune commune, Random random)
    {
        var (place, service, people) = (commune.Position, Services[random.Next(Services.Length)], random.Next(1, 4));
        return Text.Of($"api/v1/slots?lat={place.Latitude:0.00}&lon={place.Longitude:0.00}&service={service}&people={people}");
    }
}
