using System.Diagnostics.Metrics;

namespace Creneau.Reminders;

/// <summary>Reminders that were written, and those that were dropped because they came too late. Published by `/metrics`.</summary>
public sealed class ReminderMetrics : IDisposable
{
    public const string MeterName = "Creneau.Reminders";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _written;
    private readonly Counter<long> _useless;

    public ReminderMetrics()
    {
        _written = _meter.CreateCounter<long>("creneau.reminders.written", description: "Reminders whose message was written");
        _useless = _meter.CreateCounter<long>(
            "creneau.reminders.useless", description: "Reminders that were dropped: too late to be of use, or nobody to write to");
    }

    public void Count(ReminderCounts counts)
    {
        _written.Add(counts.Written);
        _useless.Add(counts.Useless);
    }

    public void Dispose() => _meter.Dispose();
}

/// <summary>What became of reminders that were due.</summary>
/// <param name="Written">Their message is in the outbox.</param>
/// <param name="Useless">Dropped: too late to be of use, or nobody to write to.</param>
/// <param name="Later">Due again when the town hall sends.</param>
public readonly record struct ReminderCounts(int Written, int Useless, int Later)
{
    public int All => Written + Useless + Later;

    public static ReminderCounts operator +(ReminderCounts one, ReminderCounts other) =>
        new(one.Written + other.Written, one.Useless + other.Useless, one.Later + other.Later);
}
