using System.Globalization;

namespace Creneau.TestKit;

/// <summary>What the storms share: <c>[Trait(Storm.Trait, Storm.Name)]</c> marks one, <see cref="Length"/> bounds it.</summary>
public static class Storm
{
    public const string Trait = "Category";
    public const string Name = "Storm";

    /// <summary>15 seconds, or what CRENEAU_STORM_SECONDS says; 60 under <c>./test.sh storms</c> and <c>.ci/run</c>.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("CRENEAU_STORM_SECONDS") ?? "15", CultureInfo.InvariantCulture));
}
