using System.Diagnostics.Metrics;
using Creneau.Notifications.Sending;

namespace Creneau.Notifications;

/// <summary>What leaves, what waits and what fails, published by `/metrics` as `creneau_messages_…`.</summary>
public sealed class SendingMetrics : IDisposable
{
    public const string MeterName = "Creneau.Messages";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _ended;
    private readonly Counter<long> _refused;
    private readonly Gauge<long> _waiting;
    private readonly Gauge<double> _oldest;

    public SendingMetrics()
    {
        _ended = _meter.CreateCounter<long>("creneau.messages.ended", description: "Messages that this node sent or gave up, by outcome");
        _refused = _meter.CreateCounter<long>("creneau.messages.sms_codes_refused", description: "Codes by SMS refused, by limit");
        _waiting = _meter.CreateGauge<long>("creneau.messages.waiting", description: "Messages whose time has come and that wait");
        _oldest = _meter.CreateGauge<double>("creneau.messages.oldest_waiting", "s", "Since when the oldest of them waits");
    }

    public void Ended(OutboxCounts counts)
    {
        // Zero as well: a counter that appears with its first failure cannot be watched for an increase
        Add("sent", counts.Sent);
        Add("failed", counts.Failed);
        Add("useless", counts.Useless);
        Add("unknown", counts.Unknown);
    }

    public void Waiting(long messages, TimeSpan oldest)
    {
        _waiting.Record(messages);
        _oldest.Record(oldest.TotalSeconds);
    }

    /// <param name="limit">Which one: `day`, `block` or `network`.</param>
    public void SmsCodeRefused(string limit) => _refused.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public void Dispose() => _meter.Dispose();

    private void Add(string outcome, int count) => _ended.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
}
