using CsCheck;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class PartyDurationTests
{
    private static readonly ServiceMinutes Card = new(15, 15);
    private static readonly ServiceMinutes CardAndPassport = new(25, 20);
    private static readonly ServiceMinutes Collection = new(10, 5);

    [Fact]
    public void The_durations_of_the_rule_book()
    {
        PartyDuration.Minutes([Card, Card, Card]).ShouldBe(45);
        PartyDuration.Minutes([Collection]).ShouldBe(10);
        PartyDuration.Minutes([Collection, CardAndPassport, Card]).ShouldBe(25 + 5 + 15);
        PartyDuration.Minutes([Collection, Collection, Collection, Collection, Collection, Collection]).ShouldBe(35);
    }

    [Fact]
    public void The_order_of_the_persons_does_not_matter_and_somebody_is_first() =>
        Gen.Select(Gen.Int[5, 30], Gen.Int[5, 30], (first, further) => new ServiceMinutes(first, further)).Array[1, 6].Sample(people =>
        {
            var longest = people.Max(person => person.First);
            var sums = Enumerable.Range(0, people.Length).Where(i => people[i].First == longest)
                .Select(i => people[i].First + people.Where((_, other) => other != i).Sum(person => person.Further));

            PartyDuration.Minutes(people).ShouldBe(sums.Min());
            PartyDuration.Minutes([.. people.Reverse()]).ShouldBe(sums.Min());
        });

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void No_person_and_more_than_six_are_refused(int people) =>
        Should.Throw<ArgumentOutOfRangeException>(() => PartyDuration.Minutes(new ServiceMinutes[people]));
}
