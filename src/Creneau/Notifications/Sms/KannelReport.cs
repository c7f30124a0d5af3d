using Creneau.Notifications.Carriers;

namespace Creneau.Notifications.Sms;

/// <summary>Reads the status and the answer of a Kannel delivery report (`%d`, `%A`).</summary>
public static class KannelReport
{
    private const int Delivered = 1;
    private const int Failed = 2;
    private const int Buffered = 4;
    private const int Accepted = 8;
    private const int Refused = 16;

    /// <returns>Null for a status that Kannel does not have.</returns>
    public static SmsReport? Read(int status, string? answer, string phone) => status switch
    {
        Delivered => new SmsReport(SmsReportState.Delivered),
        Buffered or Accepted => new SmsReport(SmsReportState.Pending),
        Failed or Refused => new SmsReport(SmsReportState.Failed, ServerAnswer.WithoutAddresses(answer ?? "", phone)),
        _ => null,
    };
}
