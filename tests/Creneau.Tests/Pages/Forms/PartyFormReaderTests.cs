using Creneau.Availability.Search;
using Creneau.Catalogue;
using Creneau.TestKit;
using Creneau.Tests.Places;
using Creneau.Tests.Text;
using Creneau.Web.Pages.Shared.Forms;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Forms;

/// <summary>The sentence beside each field that is wrong.</summary>
public sealed class PartyFormReaderTests(PartyFormReaderTests.Planned planned) : IClassFixture<PartyFormReaderTests.Planned>
{
    [Theory]
    [InlineData("PreRequest", "K7Q2M9X4T", "Il manque un caractère : vous en avez tapé 9 sur 10.")]
    [InlineData("PreRequest", "K7Q2M9X4TAB", "Il y a un caractère de trop : vous en avez tapé 11 au lieu de 10.")]
    [InlineData("PreRequest", "K7Q2M9X4Té", "Ce numéro n’a que des lettres et des chiffres")]
    [InlineData("BirthName", "4242", "Vérifiez le nom de naissance")]
    [InlineData("BirthName", "🙂", "Vérifiez le nom de naissance")]
    [InlineData("BirthName", "Du\u202Enand", "Vérifiez le nom de naissance")]
    [InlineData("FirstGivenName", "<script>alert(1)</script>", "Vérifiez le premier prénom")]
    [InlineData("Year", "2850", "dans le futur")]
    [InlineData("Year", "1850", "plus de 120 ans")]
    [InlineData("Year", "87", "Cette date n’existe pas")]
    [InlineData("Month", "13", "Cette date n’existe pas")]
    public void What_is_wrong_with_a_person_is_said_beside_its_field(string field, string typed, string words)
    {
        var fields = new ModelStateDictionary();

        var people = Reader().ReadPeople(fields, [Claire(field, typed)], [planned.IdCard], _ => "Input");

        people.ShouldBeNull();
        OnlyErrorOf(fields, field is "Year" or "Month" ? "Input.BirthDate" : $"Input.{field}").ShouldContain(words);
    }

    [Theory]
    [InlineData(ContactInput.ByEmail, "", "Indiquez une adresse e-mail")]
    [InlineData(ContactInput.ByEmail, "claire@", "Vérifiez cette adresse e-mail")]
    [InlineData(ContactInput.ByEmail, "claire@exemple.fr, autre@exemple.fr", "Vérifiez cette adresse e-mail")]
    [InlineData(ContactInput.BySms, "", "Indiquez un numéro")]
    [InlineData(ContactInput.BySms, "06 12 34", "Vérifiez ce numéro")]
    [InlineData(ContactInput.BySms, "04 50 78 00 00", "C’est un téléphone fixe")]
    public void What_is_wrong_with_a_contact_is_said_beside_its_field(string way, string typed, string words)
    {
        var fields = new ModelStateDictionary();

        var contact = Reader().ReadContact(fields, new ContactInput { Way = way, Email = typed, Phone = typed }, "fr");

        contact.ShouldBeNull();
        OnlyErrorOf(fields, way == ContactInput.BySms ? "Input.Contact.Phone" : "Input.Contact.Email").ShouldContain(words);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("Sallanches", "74256")]
    [InlineData("Sallanches (74700)", "74256")]
    public void The_commune_of_residence_is_optional_and_read_as_written(string typed, string? inseeCode)
    {
        var fields = new ModelStateDictionary();

        var contact = Reader().ReadContact(fields, new ContactInput { Email = "claire@exemple.fr", Commune = typed }, "fr");

        contact!.CommuneInsee.ShouldBe(inseeCode);
        fields.ErrorCount.ShouldBe(0);
    }

    [Fact]
    public void What_is_no_commune_is_said_beside_its_field()
    {
        var fields = new ModelStateDictionary();

        Reader().ReadContact(fields, new ContactInput { Email = "claire@exemple.fr", Commune = "Nulle-Part-sur-Rien" }, "fr");

        OnlyErrorOf(fields, "Input.Contact.Commune").ShouldContain("n’est pas dans la liste");
    }

    private PartyFormReader Reader()
    {
        var texts = FrenchTexts.Of<FormsTexts>();
        var communes = new CommuneReader(France.Directory, new PlaceFinder(France.Directory, planned.Town.Get<SlotSearch>()), texts);
        return new PartyFormReader(texts, planned.Town.Availability, communes, planned.Town.Clock);
    }

    private static PersonInput Claire(string field, string typed) => new()
    {
        BirthName = field == "BirthName" ? typed : "Dunand",
        FirstGivenName = field == "FirstGivenName" ? typed : "Claire",
        BirthDate = new BirthDateInput { Day = "14", Month = field == "Month" ? typed : "3", Year = field == "Year" ? typed : "1987" },
        PreRequest = field == "PreRequest" ? typed : null,
    };

    private static string OnlyErrorOf(ModelStateDictionary fields, string name)
    {
        fields.Keys.ShouldBe([name]);
        return fields[name]!.Errors.ShouldHaveSingleItem().ErrorMessage.Replace('\u00A0', ' ').Replace('\u202F', ' ');
    }

    /// <summary>A planning to read for.</summary>
    public sealed class Planned : IAsyncLifetime
    {
        public TestTown Town { get; private set; } = null!;

        public Service IdCard { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
            var passy = await Town.TownHallAsync("Passy");
            await Town.StartAsync();
            IdCard = Town.Availability.Places.Services[passy.ServiceId(ServiceKind.IdCard)];
        }

        public ValueTask DisposeAsync() => Town.DisposeAsync();
    }
}
