using Creneau.Notifications.Carriers;
using Creneau.Notifications.Sms;
using Creneau.TestKit;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class OvhGatewayTests
{
    private static readonly SmsMessage Sms = new(Letterbox.AppointmentId, "+33612345678", "Rendez-vous à 14 h", "VillePassy");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_call_is_signed_as_the_published_example()
    {
        var settings = new OvhSettings { ApplicationSecret = "AS0", ConsumerKey = "CK0" };

        OvhSignature.Of(
            settings, HttpMethod.Post, "https://eu.api.ovh.com/1.0/sms/sms-xx1-1/jobs", """{"message":"é"}""", 1_700_000_000)
            .ShouldBe("$1$07e6f4f8647efe8d92ca85e23416003d37c83878");
    }

    [Fact]
    public async Task An_sms_is_taken_signed_by_the_clock_of_the_provider_and_without_a_stop_clause()
    {
        await using var ovh = await OvhStandIn.StartNewAsync();

        var receipt = await Gateway(ovh).SendAsync(Sms, Stop);

        receipt.ShouldBe(Receipt.Sent with { Provider = SmsProvider.OvhCloud, ProviderId = "1" });
        var job = ovh.Jobs.ShouldHaveSingleItem();
        job.GetProperty("message").GetString().ShouldBe("Rendez-vous à 14 h");
        job.GetProperty("receivers")[0].GetString().ShouldBe("+33612345678");
        job.GetProperty("sender").GetString().ShouldBe("VillePassy");
        job.GetProperty("noStopClause").GetBoolean().ShouldBeTrue();
        job.GetProperty("coding").GetString().ShouldBe("7bit");
        job.GetProperty("tag").GetString()!.Length.ShouldBe(20);
    }

    [Fact]
    public async Task A_number_that_the_provider_calls_invalid_is_refused_for_good()
    {
        await using var ovh = await OvhStandIn.StartNewAsync();
        ovh.Answer = job => Results.Json(new
        {
            ids = Array.Empty<long>(),
            validReceivers = Array.Empty<string>(),
            invalidReceivers = new[] { job.GetProperty("receivers")[0].GetString() },
        });

        (await Gateway(ovh).SendAsync(Sms, Stop)).Outcome.ShouldBe(Delivery.Refused);
    }

    [Theory]
    [InlineData(400, Delivery.Refused)]
    [InlineData(401, Delivery.Unreachable)]
    [InlineData(403, Delivery.Unreachable)]
    [InlineData(429, Delivery.Unreachable)]
    [InlineData(503, Delivery.Unreachable)]
    public async Task Its_errors_are_the_persons_only_when_the_request_was_bad(int status, Delivery outcome)
    {
        await using var ovh = await OvhStandIn.StartNewAsync();
        ovh.Answer = _ => Results.Json(new { message = "No, +33612345678" }, statusCode: status);

        var receipt = await Gateway(ovh).SendAsync(Sms, Stop);

        receipt.Outcome.ShouldBe(outcome);
        receipt.Reason!.ShouldNotContain("33612345678");
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_found_by_the_tag_and_what_never_left_is_not()
    {
        await using var ovh = await OvhStandIn.StartNewAsync();
        ovh.Hangs = true;
        var gateway = Gateway(ovh, seconds: 1);

        (await gateway.SendAsync(Sms, Stop)).Outcome.ShouldBe(Delivery.Unknown);

        (await gateway.FindAsync(Sms.Id, Stop)).ShouldBe(new SmsReport(SmsReportState.Pending, null, "1"));
        ovh.Report = (1, 4);
        (await gateway.FindAsync(Sms.Id, Stop)).ShouldBe(new SmsReport(SmsReportState.Delivered, null, "1"));
        ovh.Report = (2, 23);
        (await gateway.FindAsync(Sms.Id, Stop)).ShouldBe(new SmsReport(SmsReportState.Failed, "ptt 23", "1"));
        (await gateway.FindAsync(new Guid("01890000-0000-7000-8000-00000000ffff"), Stop)).ShouldBeNull();
    }

    private static OvhGateway Gateway(OvhStandIn ovh, int seconds = 10) => new(
        new OvhSettings
        {
            Endpoint = ovh.Endpoint,
            Service = OvhStandIn.Service,
            ApplicationKey = OvhStandIn.ApplicationKey,
            ApplicationSecret = OvhStandIn.ApplicationSecret,
            ConsumerKey = OvhStandIn.ConsumerKey,
        },
        new HttpClient { Timeout = TimeSpan.FromSeconds(seconds) },
        TimeProvider.System);
}
