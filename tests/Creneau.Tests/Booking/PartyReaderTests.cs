using Creneau.Appointments;
using Creneau.Catalogue;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Booking;

public sealed class PartyReaderTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly Service IdCard = Service.Of(ServiceKind.IdCard, 0);

    /// <summary>Each would be somebody else to rule 4 and the same person to everybody who reads the name.</summary>
    [Theory]
    [InlineData("Martin\u3164", "an invisible letter")]
    [InlineData("Mar\u115Ftin", "an invisible letter")]
    [InlineData("Mar\uFFA0tin", "an invisible letter")]
    [InlineData("Martin\u02B9", "a sign that counts as a letter")]
    [InlineData("Martin\u02D0", "a sign that counts as a letter")]
    [InlineData("Mar\u0640tin", "a letter that only stretches")]
    [InlineData("Martin\uA78C", "a letter that looks like an apostrophe")]
    [InlineData("M\u0430rtin", "a Cyrillic letter")]
    [InlineData("\u039Cartin", "a Greek letter")]
    [InlineData("\uA4DFartin", "a Lisu letter")]
    [InlineData("\u13B7artin", "a Cherokee letter")]
    [InlineData("M\u0251rtin", "a phonetic sign")]
    [InlineData("Marti\u0274", "a small capital")]
    [InlineData("Martin\u200B", "a space without width")]
    [InlineData("\u202EMartin", "a turn of the direction")]
    public void A_name_is_written_in_Latin_letters_that_can_be_told_apart(string name, string what)
    {
        var (_, problems) = Read(name);

        problems.ShouldHaveSingleItem(what).Fault.ShouldBe(PersonFault.NotAName);
    }

    [Theory]
    [InlineData("O'Brien-D'Arc")]
    [InlineData("O'Brien-D’Arc")]
    [InlineData("de La Haÿe d’Œuf")]
    [InlineData("de La Tour d'Auvergne")]
    [InlineData("Jean-Loup")]
    [InlineData("Zoë")]
    [InlineData("Ñandú")]
    [InlineData("Łukaszewicz")]
    [InlineData("Nguyễn Thị")]
    [InlineData("Gökçe İnönü")]
    [InlineData("Þórsdóttir")]
    [InlineData("Ħamrun Ŋgoma Əliyeva")]
    [InlineData("Zoe\u0301")]
    public void Names_of_people_are_understood(string name)
    {
        var (people, problems) = Read(name);

        problems.ShouldBeEmpty();
        people.Single().Name.BirthName.ShouldBe(name);
    }

    /// <summary>An unknown day or month is for an agent to note, with the document at hand.</summary>
    [Theory]
    [InlineData("", "", "1987")]
    [InlineData("", "3", "1987")]
    [InlineData("0", "3", "1987")]
    [InlineData("00", "00", "1987")]
    public void A_form_wants_the_whole_birth_date(string day, string month, string year)
    {
        var (_, problems) = PartyReader.Read(
            [new TypedPerson("Dunand", "Zoé", day, month, year, null)], [IdCard], preRequestRequired: false, Today);

        problems.ShouldBe([new PersonProblem(0, PersonField.BirthDate, PersonFault.NotADate)]);
    }

    [Fact]
    public void A_number_with_a_letter_O_for_its_zero_stands_in_the_form_twice()
    {
        TypedPerson[] typed =
        [
            new("Dunand", "Zoé", "6", "5", "1991", "O123456789"),
            new("Dunand", "Paul", "6", "5", "1993", "01234567B9"),
            new("Dunand", "Léo", "6", "5", "1995", "0i23456789"),
        ];

        var (_, problems) = PartyReader.Read(typed, [IdCard, IdCard, IdCard], preRequestRequired: false, Today);

        problems.ShouldBe([new PersonProblem(2, PersonField.PreRequest, PersonFault.Twice)]);
    }

    [Fact]
    public void One_number_typed_for_card_and_passport_counts_once()
    {
        var (people, _) = PartyReader.Read(
            [new TypedPerson("Dunand", "Zoé", "6", "5", "1991", "O123456789", "0123456789")],
            [Service.Of(ServiceKind.IdCardAndPassport, 2)],
            preRequestRequired: false,
            Today);

        people.Single().PreRequests.ShouldBe(["O123456789"]);
    }

    private static (IReadOnlyList<ReadPerson> People, IReadOnlyList<PersonProblem> Problems) Read(string birthName) =>
        PartyReader.Read([new TypedPerson(birthName, "Zoé", "6", "5", "1991", null)], [IdCard], preRequestRequired: false, Today);
}
