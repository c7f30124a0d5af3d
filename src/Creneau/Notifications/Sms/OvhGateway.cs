using System.Globalization;
using System.Net;
using System.Text.Json;
using Creneau.Notifications.Carriers;

namespace Creneau.Notifications.Sms;

/// <summary>Hands SMS to OVHcloud (`POST /sms/{service}/jobs`).</summary>
/// <remarks>
/// The API has no key against repetition. Each SMS carries its id as tag: where the answer was lost,
/// <see cref="FindAsync"/> looks for the tag before anybody tries again. What remains is the time until a tag can be found.
/// </remarks>
public sealed class OvhGateway(OvhSettings settings, HttpClient http, TimeProvider clock) : ISmsGateway
{
    /// <summary>Letters that a tag may have.</summary>
    private const int TagLength = 20;

    /// <summary>Latest jobs among which a tag is looked for.</summary>
    private const int Jobs = 100;

    private const int Delivered = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly OvhApi _api = new(settings, http, clock);

    public async Task<Receipt> SendAsync(SmsMessage sms, CancellationToken ct)
    {
        HttpRequestMessage? request = null;
        try
        {
            request = await _api.PostAsync("/jobs", Body(sms), ct);
            using var answer = await http.SendAsync(request, ct);
            return Read(answer.StatusCode, await answer.Content.ReadAsStringAsync(ct), sms.Phone);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or FormatException or JsonException)
        {
            return request?.Content is NotedContent { HasBegun: true }
                ? new Receipt(Delivery.Unknown, $"OVHcloud did not answer ({error.GetType().Name}).") { Provider = SmsProvider.OvhCloud }
                : new Receipt(Delivery.Unreachable, $"OVHcloud cannot be reached ({error.GetType().Name}).");
        }
        finally
        {
            request?.Dispose();
        }
    }

    /// <summary>What it knows of a message by its tag: settles what it did not answer.</summary>
    /// <returns>Null when it has no such message: it never went out.</returns>
    /// <exception cref="HttpRequestException">It cannot be asked now.</exception>
    public async Task<SmsReport?> FindAsync(Guid id, CancellationToken ct)
    {
        var tag = Tag(id);
        foreach (var sent in (await _api.GetAsync($"/outgoing?tag={tag}", ct)).EnumerateArray())
        {
            return Report(await _api.GetAsync($"/outgoing/{sent.GetInt64()}", ct));
        }

        foreach (var job in (await _api.GetAsync("/jobs", ct)).EnumerateArray().OrderByDescending(one => one.GetInt64()).Take(Jobs))
        {
            var waiting = await _api.GetAsync($"/jobs/{job.GetInt64()}", ct);
            if (waiting.TryGetProperty("tag", out var other) && other.GetString() == tag)
            {
                return new SmsReport(SmsReportState.Pending, null, job.GetRawText());
            }
        }

        return null;
    }

    /// <summary>Fifteen of the sixteen bytes of the id in 20 signs; the one left out is the first of its time in milliseconds.</summary>
    internal static string Tag(Guid id) => Convert.ToBase64String(id.ToByteArray()[1..]).Replace('+', '-').Replace('/', '_')[..TagLength];

    private static string Body(SmsMessage sms) => JsonSerializer.Serialize(new
    {
        message = sms.Text,
        receivers = new[] { sms.Phone },
        sender = sms.Sender,
        // Neither advertising nor a way to lose the codes: STOP would bar the number for every message of the account
        noStopClause = true,
        charset = "UTF-8",
        coding = sms.Size.IsUnicode ? "8bit" : "7bit",
        priority = "high",
        @class = "phoneDisplay",
        tag = Tag(sms.Id),
    });

    private Receipt Read(HttpStatusCode status, string answer, string phone)
    {
        if (status is HttpStatusCode.OK or HttpStatusCode.Created)
        {
            return Taken(answer);
        }

        var reason = $"{(int)status} {ServerAnswer.WithoutAddresses(answer, phone)}".TrimEnd();
        if (answer.Contains("QUERY_TIME_OUT", StringComparison.Ordinal))
        {
            _api.ForgetTime();
            return new Receipt(Delivery.TryLater, reason);
        }

        // A refused request of ours is for administrators; nothing that the person could mend
        return status == HttpStatusCode.BadRequest ? new Receipt(Delivery.Refused, reason) : new Receipt(Delivery.Unreachable, reason);
    }

    private static Receipt Taken(string answer)
    {
        var job = JsonSerializer.Deserialize<TakenJob>(answer, Json);
        return job switch
        {
            { InvalidReceivers.Count: > 0 } => new Receipt(Delivery.Refused, "OVHcloud calls the number invalid."),
            { Ids: [var id, ..] } => Receipt.Sent with
            {
                Provider = SmsProvider.OvhCloud,
                ProviderId = id.ToString(CultureInfo.InvariantCulture),
            },
            _ => new Receipt(Delivery.Unknown, "OVHcloud named no message.") { Provider = SmsProvider.OvhCloud },
        };
    }

    private static SmsReport Report(JsonElement sent)
    {
        var (receipt, ptt) = (sent.GetProperty("deliveryReceipt").GetInt32(), sent.GetProperty("ptt").GetInt32());
        var id = sent.GetProperty("id").GetRawText();
        return receipt switch
        {
            Delivered => new SmsReport(SmsReportState.Delivered, null, id),
            2 or 16 => new SmsReport(SmsReportState.Failed, $"ptt {ptt}", id),
            _ => new SmsReport(SmsReportState.Pending, null, id),
        };
    }

    private sealed record TakenJob(IReadOnlyList<long>? Ids, IReadOnlyList<string>? InvalidReceivers);
}
