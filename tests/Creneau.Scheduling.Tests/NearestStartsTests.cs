using Creneau.Scheduling.Tests.Model;
using CsCheck;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class NearestStartsTests
{
    private static readonly int[] Kinds = [NaivePlan.Passport];
    private static readonly DateTime[] TheDayBefore = [NaivePlan.FirstDay.AddDays(-1).ToDateTime(new(10, 0))];

    [Fact]
    public void The_starts_nearest_to_a_wanted_one_agree_with_the_slow_model() =>
        Gen.Select(SearchCase.Any, Gen.Int[-3, 16], Gen.Int[0, 287], Gen.Int[0, 5]).Sample((given, day, unit, count) =>
        {
            var wanted = new SlotStart(NaivePlan.FirstDay.AddDays(day), unit * 5);

            var nearest = given.Map().Nearest(given.Query(), wanted, count, takenAtSiteId: 1);

            var slow = from site in given.SlowSites()
                       from start in site.Starts
                       where site.Id.Site != 1 || start != wanted
                       let minutes = Math.Abs((start.ToDateTime() - wanted.ToDateTime()).TotalMinutes)
                       orderby Math.Round(minutes + (30 * site.Km), 6), start, site.Id
                       select (site.Id, start);
            nearest.Select(found => (SiteAndPlanning.Of(found.Plan), found.Start)).ShouldBe(slow.Take(count));
        }, iter: 250);

    [Fact]
    public void Of_two_sites_at_one_place_that_have_the_very_wanted_start_the_smaller_id_counts_whichever_comes_first()
    {
        var map = new SearchMap([Site(2), Site(1), Site(3)]);

        var nearest = map.Nearest(Passports(), new(NaivePlan.FirstDay, 705), 1);

        nearest.Select(found => (found.Plan.SiteId, found.Start.Minute)).ShouldBe([(1, 705)]);
    }

    [Theory]
    [InlineData("2-75 1-1380", 2, 0, "1-1380")]
    [InlineData("2-60 1-1380", 2, 0, "1-1380")]
    [InlineData("2-60 1-1365", 2, 0, "2-60")]
    [InlineData("1-0 3-15", 2, 1380, "3-15")]
    [InlineData("4-30 1-1425", 3, 0, "1-1425")]
    [InlineData("4-0 1-1425", 3, 0, "4-0")]
    [InlineData("13-600", 0, 0, "13-600")]
    [InlineData("0-600", 13, 1435, "0-600")]
    public void The_nearest_start_may_lie_on_a_day_before_or_after(string open, int day, int minute, string expected)
    {
        var starts = open.Split(' ').Select(start => start.Split('-').Select(number => int.Parse(number, null)).ToArray()).ToList();
        var plan = AlwaysOpen() with { Desks = [new([.. Enumerable.Range(0, NaiveDesk.Days).Select(d => OpeningsOn(d, starts))], [[]])] };

        var nearest = new SearchMap([plan.ToSitePlan()]).Nearest(Passports(), new(NaivePlan.FirstDay.AddDays(day), minute), 1);

        string.Join(' ', nearest.Select(found => $"{found.Start.Date.DayNumber - NaivePlan.FirstDay.DayNumber}-{found.Start.Minute}"))
            .ShouldBe(expected);
    }

    private static SitePlan Site(int id) => (AlwaysOpen() with { SiteId = id }).ToSitePlan();

    private static NaivePlan AlwaysOpen() => new(
        new(45.9, 6.6), true, 1, new(60, 30, null), 0, true,
        [new([[new(540, 720, 15, 0b111, OpeningChannel.Online, 0)]], [[]])]);

    private static List<NaiveOpening> OpeningsOn(int day, IEnumerable<int[]> starts) =>
    [
        .. from start in starts
           where start[0] == day
           select new NaiveOpening(start[1], start[1] + 15, 15, 0b1, OpeningChannel.Online, 0),
    ];

    private static SlotQuery Passports() => new()
    {
        Near = new(45.9, 6.6),
        Kinds = Kinds,
        From = NaivePlan.FirstDay,
        To = NaivePlan.FirstDay.AddDays(90),
        NowLocal = TheDayBefore,
    };
}
