using System.Net;
using System.Text;
using Creneau.Notifications.Carriers;

namespace Creneau.Notifications.Sms;

/// <summary>
/// Hands SMS to a Kannel smsbox (1.4.5). User, number and text travel in headers and body, so that no access log has them.
/// </summary>
/// <remarks>
/// Kannel gives no id back and knows no repetition: where the connection ends between our request and its answer, the SMS
/// may go out or not. That window is reported as <see cref="Delivery.Unknown"/> and left to the delivery report.
/// </remarks>
public sealed class KannelGateway(KannelSettings settings, HttpClient http, Func<Guid, Uri> reportAddress) : ISmsGateway
{
    /// <summary>Delivered, failed, buffered, accepted, refused: every report.</summary>
    private const string AllReports = "31";

    public async Task<Receipt> SendAsync(SmsMessage sms, CancellationToken ct)
    {
        var unicode = sms.Size.IsUnicode;
        var content = new NotedContent(Encoding.UTF8.GetBytes(sms.Text), "text/plain; charset=UTF-8");
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = content };
        foreach (var (name, value) in Fields(sms, unicode))
        {
            request.Headers.TryAddWithoutValidation($"X-Kannel-{name}", value);
        }

        try
        {
            using var answer = await http.SendAsync(request, ct);
            return Read(answer.StatusCode, await answer.Content.ReadAsStringAsync(ct), sms.Phone);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return content.HasBegun
                ? new Receipt(Delivery.Unknown, $"The gateway did not answer ({error.GetType().Name}).") { Provider = SmsProvider.Kannel }
                : new Receipt(Delivery.Unreachable, $"The gateway cannot be reached ({error.GetType().Name}).");
        }
    }

    private IEnumerable<(string Name, string Value)> Fields(SmsMessage sms, bool unicode) =>
    [
        ("Username", settings.User),
        ("Password", settings.Password),
        ("From", sms.Sender),
        ("To", sms.Phone),
        ("Coding", unicode ? "2" : "0"),
        ("DLR-Mask", AllReports),
        ("DLR-Url", $"{reportAddress(sms.Id)}?status=%d&answer=%A"),
    ];

    private static Receipt Read(HttpStatusCode status, string answer, string phone)
    {
        var reason = $"{(int)status} {ServerAnswer.WithoutAddresses(answer, phone)}".TrimEnd();
        return status switch
        {
            HttpStatusCode.Accepted or HttpStatusCode.OK => Receipt.Sent with { Provider = SmsProvider.Kannel },
            // Both a wrong password and a link that was stopped: ours to mend, whatever « do not try again » says
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or >= HttpStatusCode.InternalServerError =>
                new Receipt(Delivery.Unreachable, reason),
            _ => new Receipt(Delivery.Refused, reason),
        };
    }
}
