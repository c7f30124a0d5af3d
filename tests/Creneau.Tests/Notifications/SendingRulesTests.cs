using System.Globalization;
using Creneau.Notifications;
using Creneau.Notifications.Rules;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class SendingRulesTests
{
    private const string Phone = "+33612345678";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // It is 10:00 in Paris
    [Theory]
    [InlineData("09:59:59", true)]
    [InlineData("10:00:00", false)]
    [InlineData("21:59:59", false)]
    [InlineData("22:00:00", true)]
    public async Task From_20_to_8_nothing_leaves_that_nobody_waits_for(string later, bool leaves)
    {
        await using var post = await PostOffice.OpenAsync();
        using var sender = post.Sender(smtp: null, demo: true);
        post.Clock.Advance(TimeSpan.Parse(later, CultureInfo.InvariantCulture));
        var quiet = await post.QueueAsync(MessagePurpose.SomebodyTried, atAnyHour: false);
        var code = await post.QueueAsync(MessagePurpose.Code);

        await sender.SendDueAsync(Stop);
        var atOnce = (await post.FindAsync(quiet)).State;
        post.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 21, 8, 0, 0, TimeSpan.FromHours(1)));
        await sender.SendDueAsync(Stop);

        (await post.FindAsync(code)).State.ShouldBe(MessageState.Sent);
        atOnce.ShouldBe(leaves ? MessageState.Sent : MessageState.Waiting);
        (await post.FindAsync(quiet)).State.ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task The_hours_are_those_of_the_town_hall()
    {
        await using var post = await PostOffice.OpenAsync();
        using var sender = post.Sender(smtp: null, demo: true);
        await post.RuleAsync(rules => rules.SetHours(new SendingHours(11 * 60, 12 * 60)));
        var id = await post.QueueAsync(MessagePurpose.SomebodyTried, atAnyHour: false);

        await sender.SendDueAsync(Stop);
        (await post.FindAsync(id)).State.ShouldBe(MessageState.Waiting);
        post.Clock.Advance(TimeSpan.FromHours(1));
        await sender.SendDueAsync(Stop);

        (await post.FindAsync(id)).State.ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task What_would_be_useless_by_the_morning_is_dropped()
    {
        await using var post = await PostOffice.OpenAsync();
        using var sender = post.Sender(smtp: null, demo: true);
        var id = await post.QueueAsync(MessagePurpose.SomebodyTried, atAnyHour: false);
        post.Clock.Advance(TimeSpan.FromHours(10.5));

        await sender.SendDueAsync(Stop);
        post.Clock.Advance(TimeSpan.FromDays(3));
        await sender.SendDueAsync(Stop);

        (await post.FindAsync(id)).State.ShouldBe(MessageState.Useless);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_fails_by_mail_goes_by_sms_once_and_a_code_never_does(DatabaseProvider provider)
    {
        using var smtp = await SmtpServer.StartNewAsync();
        await using var post = await PostOffice.OpenAsync(provider);
        using var sender = post.Sender(smtp);
        await post.QueueAsync(MessagePurpose.Confirmation, "refuse-claire@exemple.fr", other: Phone);
        await post.QueueAsync(MessagePurpose.Code, "refuse-claire@exemple.fr", other: Phone);

        await sender.SendDueAsync(Stop);
        await sender.SendDueAsync(Stop);

        var rows = await post.AllAsync();
        rows.Select(row => (row.Purpose, row.Channel, row.Address, row.InsteadOf is null)).ShouldBe(
            [
                (MessagePurpose.Code, MessageChannel.Email, "refuse-claire@exemple.fr", true),
                (MessagePurpose.Confirmation, MessageChannel.Email, "refuse-claire@exemple.fr", true),
                (MessagePurpose.Confirmation, MessageChannel.Sms, Phone, false),
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_report_that_an_sms_did_not_arrive_sends_a_mail(DatabaseProvider provider)
    {
        await using var post = await PostOffice.OpenAsync(provider);
        using var sender = post.Sender(smtp: null, demo: true);
        var id = await post.QueueAsync(MessagePurpose.Confirmation, Phone, MessageChannel.Sms, other: "claire@exemple.fr");
        await sender.SendDueAsync(Stop);

        await post.FailAsync(id);
        await post.FailAsync(id);
        await sender.SendDueAsync(Stop);

        (await post.AllAsync()).Select(row => (row.Channel, row.State)).ShouldBe(
            [(MessageChannel.Sms, MessageState.Failed), (MessageChannel.Email, MessageState.Sent)]);
    }

    [Fact]
    public async Task While_an_administrator_has_paused_sending_only_codes_leave()
    {
        await using var post = await PostOffice.OpenAsync();
        using var sender = post.Sender(smtp: null, demo: true);
        await post.WriteAsync(db => db.Add(new SendingPause(Letterbox.Now)));
        var waits = await post.QueueAsync(MessagePurpose.Confirmation);
        var code = await post.QueueAsync(MessagePurpose.Code, "autre@exemple.fr");

        await sender.SendDueAsync(Stop);
        (await post.FindAsync(code)).State.ShouldBe(MessageState.Sent);
        (await post.FindAsync(waits)).State.ShouldBe(MessageState.Waiting);
        await post.WriteAsync(db => db.RemoveRange(db.SendingPauses));
        await sender.SendDueAsync(Stop);

        (await post.FindAsync(waits)).State.ShouldBe(MessageState.Sent);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Parts_are_counted_with_the_price_of_the_day_and_a_spent_budget_stops_all_but_codes(DatabaseProvider provider)
    {
        await using var post = await PostOffice.OpenAsync(provider);
        using var sender = post.Sender(smtp: null, demo: true);
        await post.RuleAsync(rules => rules.SetBudget(cents: 14, stops: true));
        for (var i = 0; i < 3; i++)
        {
            await post.QueueAsync(MessagePurpose.Moved, $"+3361234567{i}", MessageChannel.Sms, other: $"claire{i}@exemple.fr");
            await sender.SendDueAsync(Stop);
        }

        await post.QueueAsync(MessagePurpose.Code, Phone, MessageChannel.Sms);
        await sender.SendDueAsync(Stop);

        (await post.ReadAsync(db => db.SmsCounts.OrderBy(count => count.Purpose).ToListAsync(Stop)))
            .Select(count => (count.Purpose, count.Date, count.Messages, count.Parts, count.CostMillis)).ShouldBe(
            [
                (MessagePurpose.Code, new DateOnly(2027, 1, 20), 1, 1, 70L),
                (MessagePurpose.Moved, new DateOnly(2027, 1, 20), 2, 2, 140L),
            ]);
        (await post.AllAsync()).Single(row => row.Channel == MessageChannel.Email).State.ShouldBe(MessageState.Sent, "by the other way");
    }
}
