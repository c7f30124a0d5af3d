using System.Globalization;
using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Keys;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

public abstract class FindAppointmentTests(DatabaseProvider provider) : BookingTown(provider)
{
    private Guid _id;
    private string _reference = "";

    protected override async Task OpenedAsync()
    {
        _id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        _reference = await Town.ReadAsync(db => db.Appointments.Select(row => row.Reference).SingleAsync());
    }

    [Theory]
    [InlineData("claire@exemple.fr")]
    [InlineData(" Claire@EXEMPLE.fr ")]
    public async Task Reference_and_contact_find_the_appointment_with_its_people(string contact)
    {
        var found = await FindAsync(_reference, contact);

        found!.Id.ShouldBe(_id);
        found.Applicants.Single().BirthName.ShouldBe("Dunand");
    }

    [Fact]
    public async Task A_wrong_contact_and_an_unknown_reference_find_nothing()
    {
        (await FindAsync(_reference, "paul@exemple.fr")).ShouldBeNull();
        (await FindAsync("4821903772", "claire@exemple.fr")).ShouldBeNull();
        (await FindAsync(_reference, "0612345678")).ShouldBeNull();
    }

    [Fact]
    public async Task Who_tries_references_out_for_one_contact_soon_finds_nothing_more_for_an_hour()
    {
        for (var i = 0; i < 20; i++)
        {
            await FindAsync("4821903772", "claire@exemple.fr");
        }

        (await LookUpAsync(_reference, "claire@exemple.fr")).ShouldBeOfType<LookUpResult.TooMany>();
        (await FindAsync(_reference, "claire@exemple.fr", "home")).ShouldNotBeNull("the limit of a stranger is not hers");

        Town.TurnableClock.Advance(TimeSpan.FromHours(1));
        (await FindAsync(_reference, "claire@exemple.fr")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Référence : {0}")]
    [InlineData("n°{0}")]
    [InlineData(" {0}.")]
    public async Task A_reference_may_be_copied_with_the_words_around_it(string typed) =>
        (await FindAsync(string.Format(CultureInfo.InvariantCulture, typed, _reference), "claire@exemple.fr")).ShouldNotBeNull();

    [Fact]
    public async Task The_two_numbers_of_a_person_come_back_in_the_order_in_which_they_were_typed()
    {
        string[] typed = ["Z9Q2M9X4T1", "A1R3N1Y5U2"];
        var id = await Town.BookedAsync(
            Passy.At(Wednesday, "10:00", ServiceKind.IdCardAndPassport),
            "paul",
            Person("Favre", "Paul", ServiceKind.IdCardAndPassport, typed));
        await RowOrder.PutFirstLastAsync(Town, "pre_request");

        var found = await Town.Get<FindAppointment>().BySessionAsync(TestTown.Citizen("paul"), id, CancellationToken.None);

        var numbers = found!.Appointment.Applicants.Single().PreRequests;
        numbers.Select(number => Town.Get<PlatformKeys>().Decrypt(number.Cipher)).ShouldBe(typed);
    }

    [Fact]
    public async Task A_link_is_worth_nothing_once_the_contact_is_another()
    {
        var sent = Town.Get<AppointmentTokens>().For(_id, 1);
        await ChangeContactAsync(new Contact("claire@exemple.fr", null, "en"));
        var same = await Town.Get<FindAppointment>().ByLinkAsync(sent, CancellationToken.None);

        await ChangeContactAsync(new Contact("paul@exemple.fr", null, "fr"));

        same.ShouldNotBeNull("another language is no other contact");
        (await Town.Get<FindAppointment>().ByLinkAsync(sent, CancellationToken.None)).ShouldBeNull();
        (await Town.Get<FindAppointment>().ByAccessAsync(same.Access, CancellationToken.None)).ShouldBeNull();
        var fresh = Town.Get<AppointmentTokens>().For(_id, 2);
        (await Town.Get<FindAppointment>().ByLinkAsync(fresh, CancellationToken.None)).ShouldNotBeNull();
    }

    private Task ChangeContactAsync(Contact contact) =>
        Town.WriteAsync(db => db.Appointments.Single(row => row.Id == _id).SetContact(contact));

    private async Task<Appointment?> FindAsync(string reference, string contact, string browser = "browser") =>
        (await LookUpAsync(reference, contact, browser) as LookUpResult.Found)?.Opened.Appointment;

    private Task<LookUpResult> LookUpAsync(string reference, string contact, string browser = "browser") =>
        Town.Get<FindAppointment>().ByReferenceAsync(TestTown.Citizen(browser), reference, contact, CancellationToken.None);
}

public sealed class FindAppointmentOnSqliteTests() : FindAppointmentTests(DatabaseProvider.Sqlite);

public sealed class FindAppointmentOnPostgresTests() : FindAppointmentTests(DatabaseProvider.Postgres);
