using System.Globalization;
using System.Text.RegularExpressions;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Architecture;

/// <summary>
/// Statements and indexes name a status by its number: it is a hold's, and sets come from <see cref="AppointmentStatuses"/>.
/// </summary>
public sealed partial class StatusNumberTests
{
    [Fact]
    public void A_status_that_stands_as_a_number_is_that_of_a_hold()
    {
        var numbers = Found(StatusNumber());

        numbers.ShouldNotBeEmpty();
        numbers.ShouldAllBe(found => found.Text == NumberOf((short)AppointmentStatus.Held));
    }

    [Fact]
    public void Both_migrations_keep_one_live_hold_per_session_by_that_number() =>
        Found(StatusNumber()).Where(found => found.File.EndsWith("_Initial.cs", StringComparison.Ordinal)).Select(found => found.File)
            .Distinct().Count().ShouldBe(2);

    [Fact]
    public void No_statement_lists_statuses_itself() => Found(StatusList()).ShouldBeEmpty();

    [Fact]
    public void Channels_by_which_people_may_be_named_later_are_the_counter_and_the_phone()
    {
        var channels = Found(ChannelList());

        channels.ShouldNotBeEmpty();
        channels.ShouldAllBe(found => found.Text ==
            $"{NumberOf((short)BookingChannel.Counter)}, {NumberOf((short)BookingChannel.Phone)}");
    }

    [Theory]
    [InlineData("WHERE status = 0", "0")]
    [InlineData("(a.status <> 0 AND", "0")]
    [InlineData("e.to_status = 7", "7")]
    [InlineData("filter: \"status = 12\"", "12")]
    public void A_number_is_found_in_a_statement(string sql, string number) => StatusNumber().Match(sql).Groups[1].Value.ShouldBe(number);

    [Theory]
    [InlineData("status IN (1, 2)", true)]
    [InlineData("a.status NOT IN (0,1)", true)]
    [InlineData("status IN {Sets.Active}", false)]
    public void A_list_is_found_in_a_statement(string sql, bool isFound) => StatusList().IsMatch(sql).ShouldBe(isFound);

    private static List<(string File, string Text)> Found(Regex sql) =>
    [
        .. Checkout.Files("src").Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => sql.Matches(Checkout.Read(file)).Select(match => (file, match.Groups[1].Value))),
    ];

    private static string NumberOf(short value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(?:\w+_)?status\s*(?:=|<>|!=)\s*(\d+)")]
    private static partial Regex StatusNumber();

    [GeneratedRegex(@"\b(?:\w+_)?status\s+(?:NOT\s+)?IN\s*\(\s*(\d)")]
    private static partial Regex StatusList();

    [GeneratedRegex(@"\bchannel\s+(?:NOT\s+)?IN\s*\(([\d, ]+)\)")]
    private static partial Regex ChannelList();
}
