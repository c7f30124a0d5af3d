using Creneau.Demo;
using Creneau.Places;
using Creneau.Text;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Demo;

public sealed class DemoWordsTests
{
    [Fact]
    public void Names_differ_however_they_are_spelt()
    {
        DemoWords.Surnames.Select(Folding.Compact).ShouldBeUnique();
        DemoWords.GivenNames.Select(Folding.Compact).ShouldBeUnique();
    }

    [Theory]
    [InlineData("Le Grand-Bornand", "du Grand-Bornand")]
    [InlineData("Les Gets", "des Gets")]
    [InlineData("La Roche-sur-Foron", "de La Roche-sur-Foron")]
    [InlineData("Annecy", "d’Annecy")]
    [InlineData("Évian-les-Bains", "d’Évian-les-Bains")]
    [InlineData("Hyères", "d’Hyères")]
    [InlineData("Haguenau", "de Haguenau")]
    [InlineData("Yvetot", "d’Yvetot")]
    [InlineData("Yutz", "de Yutz")]
    [InlineData("Passy", "de Passy")]
    public void De_joins_the_name_as_French_does(string name, string joined) => Wording.French.OfPlace(name).ShouldBe(joined);

    [Fact]
    public void No_two_people_are_the_same_to_rule_4()
    {
        var people = new DemoPeople(new DateOnly(2026, 11, 24));

        var made = Enumerable.Range(0, 200_000)
            .Select(number => number % 3 == 0 ? people.Minor(number % 7) : people.Adult(number % 7))
            .ToList();

        made.Distinct().Count().ShouldBe(made.Count);
    }

    [Fact]
    public void References_are_ten_digits_with_a_good_check_digit_and_never_repeat()
    {
        var numbers = new DemoNumbers(74);

        var made = Enumerable.Range(0, 100_000).Select(_ => numbers.Reference()).ToList();

        made.ShouldAllBe(reference => Creneau.Appointments.Reference.Read(reference) == reference);
        made.Distinct().Count().ShouldBe(made.Count);
    }

    [Fact]
    public void France_has_2600_town_halls_and_5500_desks_the_most_where_most_people_live()
    {
        var places = DemoPlaces.France(CommuneDirectory.Load());

        places.Count.ShouldBe(2_600);
        places.Sum(place => place.Desks).ShouldBe(5_500);
        places.MaxBy(place => place.Desks)!.Name.ShouldBe("Paris");
        places.Min(place => place.Desks).ShouldBe(1);
    }
}
