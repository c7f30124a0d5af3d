using Creneau.Places;

namespace Creneau.Tests.Places;

/// <summary>The directory, loaded once for all tests: it never changes.</summary>
internal static class France
{
    private static readonly Lazy<CommuneDirectory> Loaded = new(CommuneDirectory.Load);

    internal static CommuneDirectory Directory => Loaded.Value;

    internal static Commune The(string inseeCode) => Directory.Find(inseeCode) ?? throw new ArgumentException(inseeCode);
}
