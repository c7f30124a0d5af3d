using Creneau.Appointments;
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

    [Fact]
    public void Both_ways_to_be_reached_are_read_and_each_says_what_is_wrong_with_it()
    {
        var (right, wrong) = (new ModelStateDictionary(), new ModelStateDictionary());
        var both = new ContactInput { Way = ContactInput.BySms, Phone = "06 12 34 56 78", Other = "claire@exemple.fr" };

        var contact = Reader().ReadContact(right, both, "fr");
        var none = Reader().ReadContact(wrong, new ContactInput { Email = "claire@", Other = "079 123 45 67" }, "fr");

        contact.ShouldBe(new Contact("claire@exemple.fr", "+33612345678", "fr") { PrefersSms = true });
        none.ShouldBeNull();
        wrong.Keys.Order().ShouldBe(["Input.Contact.Email", "Input.Contact.Other"]);
        wrong["Input.Contact.Other"]!.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldContain("suisse ou français");
    }

    [Theory]
    [InlineData("06 12 34 56 78", null, "+33612345678", false)]
    [InlineData("claire@exemple.fr", "claire@exemple.fr", null, false)]
    [InlineData("claire@exemple.fr, 06 12 34 56 78", "claire@exemple.fr", "+33612345678", false)]
    [InlineData("06 12 34 56 78 claire@exemple.fr", "claire@exemple.fr", "+33612345678", true)]
    public void One_field_takes_a_number_an_address_or_both_the_first_of_which_is_written_to(
        string typed, string? email, string? phone, bool prefersSms)
    {
        var fields = new ModelStateDictionary();

        var contact = Reader().ReadEither(fields, "Input.Contact", typed, "fr");

        contact.ShouldBe(new Contact(email, phone, "fr") { PrefersSms = prefersSms });
        fields.ErrorCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("Claire claire@exemple.fr")]
    [InlineData("claire@exemple.fr 06 12")]
    [InlineData("Claire")]
    public void What_it_cannot_read_whole_it_does_not_read_in_part(string typed)
    {
        var fields = new ModelStateDictionary();

        Reader().ReadEither(fields, "Input.Contact", typed, "fr").ShouldBeNull();

        fields["Input.Contact"]!.Errors.Count.ShouldBe(1);
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
