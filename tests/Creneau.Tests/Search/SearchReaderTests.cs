using Creneau.Tests.Catalogue;
using Creneau.Tests.Text;
using Creneau.Web.Pages.Shared.Search;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Search;

public sealed class SearchReaderTests
{
    [Theory]
    [InlineData("people=0", SearchProblem.PeopleOutOfRange)]
    [InlineData("people=7", SearchProblem.PeopleOutOfRange)]
    [InlineData("people=1000000", SearchProblem.PeopleOutOfRange)]
    [InlineData("people=abc", SearchProblem.PeopleOutOfRange)]
    [InlineData("service=licence", SearchProblem.ServiceUnknown)]
    [InlineData("radiusKm=-3", SearchProblem.RadiusOutOfRange)]
    [InlineData("radiusKm=0", SearchProblem.RadiusOutOfRange)]
    [InlineData("radiusKm=200.5", SearchProblem.RadiusOutOfRange)]
    [InlineData("radiusKm=NaN", SearchProblem.RadiusOutOfRange)]
    [InlineData("from=2027-02-03&to=2027-01-01", SearchProblem.FromAfterTo)]
    [InlineData("from=demain", SearchProblem.DateNotUnderstood)]
    [InlineData("sort=best", SearchProblem.SortUnknown)]
    [InlineData("days=mon,xyz", SearchProblem.DayUnknown)]
    [InlineData("time=midnight", SearchProblem.TimeUnknown)]
    [InlineData("lat=91&lon=3", SearchProblem.PositionNotOnEarth)]
    [InlineData("lat=45&lon=-181", SearchProblem.PositionNotOnEarth)]
    [InlineData("lat=north&lon=3", SearchProblem.PositionNotOnEarth)]
    [InlineData("lat=45.9", SearchProblem.PositionIncomplete)]
    public void What_cannot_be_read_is_a_problem(string query, SearchProblem problem)
    {
        var (_, problems) = Read(query);

        problems.ShouldBe([problem]);
    }

    [Fact]
    public void What_cannot_be_read_loses_nothing_else()
    {
        var (query, problems) = Read("near=Sallanches&people=2&radiusKm=wide&days=mon,xyz");

        problems.ShouldBe([SearchProblem.RadiusOutOfRange, SearchProblem.DayUnknown]);
        (query.Near, query.Kinds.Count, query.RadiusKm).ShouldBe(("Sallanches", 2, SearchQuery.DefaultRadiusKm));
    }

    [Theory]
    [InlineData(SearchProblem.PeopleOutOfRange, "1 à 6 personnes")]
    [InlineData(SearchProblem.ServiceUnknown, "Cette démarche n’existe pas")]
    [InlineData(SearchProblem.RadiusOutOfRange, "de 1 à 200 km")]
    [InlineData(SearchProblem.FromAfterTo, "La première date est après la dernière")]
    [InlineData(SearchProblem.DateNotUnderstood, "Cette date n’est pas comprise")]
    [InlineData(SearchProblem.SortUnknown, "Cet ordre n’existe pas")]
    [InlineData(SearchProblem.DayUnknown, "Ce jour de la semaine n’existe pas")]
    [InlineData(SearchProblem.TimeUnknown, "Ce moment de la journée n’existe pas")]
    [InlineData(SearchProblem.PositionNotOnEarth, "Cette position n’existe pas")]
    [InlineData(SearchProblem.PositionIncomplete, "La position est incomplète")]
    public void Each_problem_has_its_words(SearchProblem problem, string words)
    {
        var text = FrenchTexts.Of<SearchTexts>()[$"Problem_{problem}"].Value;

        text.Replace('\u00A0', ' ').Replace('\u202F', ' ').ShouldContain(words);
    }

    private static (SearchQuery Query, IReadOnlyList<SearchProblem> Problems) Read(string query) =>
        SearchReader.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), KnownKinds.All);
}
