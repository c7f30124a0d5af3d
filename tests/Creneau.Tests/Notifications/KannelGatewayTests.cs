using Creneau.Notifications.Carriers;
using Creneau.Notifications.Sms;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class KannelGatewayTests
{
    private const string Phone = "+33612345678";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_arrives_letter_by_letter_under_the_name_of_the_town_hall()
    {
        using var kannel = await KannelServer.StartNewAsync();

        (await Gateway(kannel.Url).SendAsync(Sms("Rendez-vous à 14 h : 86 € [n. 1]"), Stop)).ShouldBe(
            Receipt.Sent with { Provider = SmsProvider.Kannel });

        (await kannel.ReceivedAsync(1, Stop)).ShouldBe(
            [new ReceivedSms("VillePassy", Phone, "text", "Rendez-vous à 14 h : 86 € [n. 1]")]);
    }

    [Fact]
    public async Task A_sign_outside_the_alphabet_arrives_as_it_is()
    {
        using var kannel = await KannelServer.StartNewAsync();

        await Gateway(kannel.Url).SendAsync(Sms("Fête"), Stop);

        (await kannel.ReceivedAsync(1, Stop)).Single().ShouldBe(
            new ReceivedSms("VillePassy", Phone, "ucs-2", "%00F%00%EA%00t%00e"));
    }

    [Fact]
    public async Task A_wrong_password_stops_the_channel_and_no_sms_is_refused_for_it()
    {
        using var kannel = await KannelServer.StartNewAsync();

        var receipt = await Gateway(kannel.Url, "wrong").SendAsync(Sms("Bonjour"), Stop);

        receipt.Outcome.ShouldBe(Delivery.Unreachable);
        receipt.Reason!.ShouldContain("403");
    }

    [Fact]
    public async Task A_gateway_that_is_down_is_unreachable_and_one_that_hangs_unknown()
    {
        (await Gateway($"http://127.0.0.1:{FreePort.Take()}/").SendAsync(Sms("Bonjour"), Stop)).Outcome.ShouldBe(Delivery.Unreachable);

        await using var silent = SilentServer.Start();
        var receipt = await Gateway(silent.Url, seconds: 1).SendAsync(Sms("Bonjour"), Stop);

        (receipt.Outcome, receipt.Provider).ShouldBe((Delivery.Unknown, SmsProvider.Kannel));
    }

    private static SmsMessage Sms(string text) => new(Letterbox.AppointmentId, Phone, text, "VillePassy");

    private static KannelGateway Gateway(string url, string password = KannelServer.Password, int seconds = 10) => new(
        new KannelSettings { Url = url, User = KannelServer.User, Password = password },
        new HttpClient { Timeout = TimeSpan.FromSeconds(seconds) },
        id => new Uri($"http://127.0.0.1:9/{id}"));
}
