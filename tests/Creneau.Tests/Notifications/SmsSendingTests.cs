using Creneau.Notifications;
using Creneau.Notifications.Carriers;
using Creneau.Notifications.Sending;
using Creneau.Notifications.Sms;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class SmsSendingTests
{
    private const string Phone = "+33612345678";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sent_is_noted_with_its_parts_and_their_price()
    {
        using var kannel = await KannelServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        var id = await post.QueueAsync(MessagePurpose.Confirmation, Phone, MessageChannel.Sms);

        (await Sender(post, Kannel(kannel.Url)).SendDueAsync(Stop)).Sent.ShouldBe(1);

        var sms = (await kannel.ReceivedAsync(1, Stop)).Single();
        (sms.From, sms.To).ShouldBe(("VillePassy", Phone));
        sms.Text.ShouldStartWith("RDV confirmé");
        var row = await post.FindAsync(id);
        (row.State, row.Provider, row.Parts, row.CostMillis, row.Report).ShouldBe(
            (MessageState.Sent, SmsProvider.Kannel, 1, 70, null));
    }

    [Fact]
    public async Task No_sms_goes_to_a_country_that_is_not_listed()
    {
        await using var post = await PostOffice.OpenAsync();
        var abroad = await post.QueueAsync(MessagePurpose.Confirmation, "+14155552671", MessageChannel.Sms);

        (await Sender(post, Kannel("http://127.0.0.1:9/")).SendDueAsync(Stop)).Failed.ShouldBe(1);

        (await post.FindAsync(abroad)).Failure.ShouldBe(SmsRoute.OtherCountry);
    }

    [Fact]
    public async Task While_the_first_provider_is_down_the_second_takes_over()
    {
        await using var ovh = await OvhStandIn.StartNewAsync();
        await using var post = await PostOffice.OpenAsync();
        var id = await post.QueueAsync(MessagePurpose.Confirmation, Phone, MessageChannel.Sms);
        var settings = Kannel($"http://127.0.0.1:{FreePort.Take()}/");
        settings.Second = SmsProvider.OvhCloud;
        settings.Ovh = Ovh(ovh).Ovh;

        (await Sender(post, settings).SendDueAsync(Stop)).Sent.ShouldBe(1);

        ovh.Jobs.Count.ShouldBe(1);
        (await post.FindAsync(id)).Provider.ShouldBe(SmsProvider.OvhCloud);
    }

    [Fact]
    public async Task A_gateway_that_took_an_sms_and_did_not_answer_is_not_given_it_again()
    {
        await using var silent = SilentServer.Start();
        await using var post = await PostOffice.OpenAsync();
        var id = await post.QueueAsync(MessagePurpose.Confirmation, Phone, MessageChannel.Sms);
        var settings = Kannel(silent.Url);
        var sender = Sender(post, settings);

        (await sender.SendDueAsync(Stop)).Unknown.ShouldBe(1);
        post.Clock.Advance(TimeSpan.FromHours(1));
        (await sender.SendDueAsync(Stop)).ShouldBe(default);
        (await post.FindAsync(id)).State.ShouldBe(MessageState.Unknown);

        await Reports(post).NoteAsync(id, phone => KannelReport.Read(1, "ACK/", phone), Stop);
        var row = await post.FindAsync(id);
        (row.State, row.Report).ShouldBe((MessageState.Sent, SmsReportState.Delivered));
    }

    [Fact]
    public async Task A_provider_that_can_be_asked_settles_what_it_did_not_answer()
    {
        await using var ovh = await OvhStandIn.StartNewAsync();
        ovh.Hangs = true;
        await using var post = await PostOffice.OpenAsync();
        var carriers = post.Carriers(Settings(Ovh(ovh)));
        var id = await post.QueueAsync(MessagePurpose.Confirmation, Phone, MessageChannel.Sms);
        using var sender = post.Sender(carriers);

        (await sender.SendDueAsync(Stop)).Unknown.ShouldBe(1);
        await post.Unanswered(carriers).SettleAsync(Stop);
        (await post.FindAsync(id)).State.ShouldBe(MessageState.Unknown, "it is not asked at once");
        post.Clock.Advance(UnansweredMessages.FirstLook);
        await post.Unanswered(carriers).SettleAsync(Stop);

        var row = await post.FindAsync(id);
        (row.State, row.ProviderId, ovh.Jobs.Count).ShouldBe((MessageState.Sent, "1", 1));
    }

    [Theory]
    [InlineData(new[] { 8, 1 }, MessageState.Sent, SmsReportState.Delivered)]
    [InlineData(new[] { 1, 8 }, MessageState.Sent, SmsReportState.Delivered)]
    [InlineData(new[] { 8 }, MessageState.Sent, SmsReportState.Pending)]
    [InlineData(new[] { 8, 2 }, MessageState.Failed, SmsReportState.Failed)]
    [InlineData(new[] { 16, 1 }, MessageState.Failed, SmsReportState.Failed)]
    public async Task Reports_count_in_any_order(int[] statuses, MessageState state, SmsReportState report)
    {
        await using var post = await PostOffice.OpenAsync();
        var id = await post.QueueAsync(MessagePurpose.Confirmation, Phone, MessageChannel.Sms);
        await post.Sender(smtp: null, demo: true).SendDueAsync(Stop);

        foreach (var status in statuses)
        {
            await Reports(post).NoteAsync(id, phone => KannelReport.Read(status, $"NACK/{Phone} unknown", phone), Stop);
        }

        var row = await post.FindAsync(id);
        (row.State, row.Report).ShouldBe((state, report));
        (row.Failure ?? "").ShouldNotContain(Phone);
    }

    [Theory]
    [InlineData(1, MessageState.Sent)]
    [InlineData(16, MessageState.Failed)]
    public async Task A_report_that_comes_before_the_sending_is_noted_is_not_lost(int status, MessageState state)
    {
        await using var post = await PostOffice.OpenAsync();
        var id = await post.QueueAsync(MessagePurpose.Confirmation, Phone, MessageChannel.Sms);
        using var sender = post.Sender(new MessageCarriers(new NoMailServer(), new QuickReport(Reports(post), status)));

        await sender.SendDueAsync(Stop);

        var row = await post.FindAsync(id);
        (row.State, row.Report).ShouldBe((state, KannelReport.Read(status, "", Phone)!.State));
    }

    private static OutboxSender Sender(PostOffice post, SmsSettings sms) => post.Sender(post.Carriers(Settings(sms)));

    private static NoteReport Reports(PostOffice post) => new(post, post.Storage, post.Clock);

    private static NotificationSettings Settings(SmsSettings sms) => new() { PublicUrl = Letterbox.Url, Sms = sms };

    private static SmsSettings Kannel(string url) => new()
    {
        Provider = SmsProvider.Kannel,
        TimeoutSeconds = 1,
        Kannel = new KannelSettings { Url = url, User = KannelServer.User, Password = KannelServer.Password },
    };

    private static SmsSettings Ovh(OvhStandIn ovh) => new()
    {
        Provider = SmsProvider.OvhCloud,
        TimeoutSeconds = 1,
        Ovh = new OvhSettings
        {
            Endpoint = ovh.Endpoint,
            Service = OvhStandIn.Service,
            ApplicationKey = OvhStandIn.ApplicationKey,
            ApplicationSecret = OvhStandIn.ApplicationSecret,
            ConsumerKey = OvhStandIn.ConsumerKey,
        },
    };

    /// <summary>A gateway whose report is here before its answer.</summary>
    private sealed class QuickReport(NoteReport reports, int status) : ISmsGateway
    {
        public async Task<Receipt> SendAsync(SmsMessage sms, CancellationToken ct)
        {
            await reports.NoteAsync(sms.Id, phone => KannelReport.Read(status, "", phone), ct);
            return Receipt.Sent with { Provider = SmsProvider.Kannel };
        }
    }
}
