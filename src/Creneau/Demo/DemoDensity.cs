using Creneau.Storage.Demonstration;

namespace Creneau.Demo;

/// <summary>How full a town hall is, day by day: nothing left for a while, then a part of the starts.</summary>
/// <param name="FullDays">Days from today on without any free start.</param>
/// <param name="Later">Chance of each start after that to be taken, 0 to 1.</param>
internal sealed record DemoDensity(int FullDays, double Later)
{
    private const double Fullest = 0.95;

    public double On(int daysAhead) => daysAhead < FullDays ? 1 : Later;

    public static DemoDensity Of(DemoScale scale, Random random)
    {
        if (scale == DemoScale.France)
        {
            return new DemoDensity(random.Next(0, 15), 0.4 + (random.NextDouble() * 0.35));
        }

        // Squared: most places have something within days, some within weeks
        var full = (int)(Math.Pow(random.NextDouble(), 2) * 40);
        var most = ((Fullest * scale.FilledDays) - full) / (scale.FilledDays - full);
        return new DemoDensity(full, Math.Min(0.76 + (random.NextDouble() * 0.18), most));
    }
}
