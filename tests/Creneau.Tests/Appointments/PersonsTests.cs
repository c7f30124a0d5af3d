using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Appointments;

/// <summary>Persons are rows from the hold on; of a birth date the day, or day and month, may be unknown.</summary>
public abstract class PersonsTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private static readonly DateOnly LastWednesdayOfTheYear = new(2026, 12, 30);
    private static readonly DateOnly FirstWednesdayOfTheNext = new(2027, 1, 6);
    private static readonly BirthDate YearAlone = new(1950, null, null);
    private static readonly BirthDate YearAndMonth = new(1950, 3, null);

    public static TheoryData<int, int?, int?> Dates => new() { { 1950, null, null }, { 1950, 3, null }, { 1950, 3, 14 } };

    [Fact]
    public async Task A_hold_has_a_row_for_each_person_with_their_service_and_names_and_claims_nobody()
    {
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00", ServiceKind.Passport, ServiceKind.IdCard), TestTown.Citizen());

        var people = await PeopleAsync(id);

        people.Select(person => (person.Ordinal, person.ServiceId)).ShouldBe(
            [(0, Passy.ServiceId(ServiceKind.Passport)), (1, Passy.ServiceId(ServiceKind.IdCard))]);
        people.ShouldAllBe(person => !person.IsNamed && person.BirthDate == null && person.CalledName.Length == 0);
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(0);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task The_same_rows_get_their_names_later()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00", ServiceKind.Passport, ServiceKind.IdCard), visitor);
        var held = await Town.PeopleAsync(id);

        await Town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand", "Claire", ServiceKind.Passport), Person("Dunand", "Paul"));

        (await Town.PeopleAsync(id)).ShouldBe(held);
        (await PeopleAsync(id)).Select(person => person.CalledName).ShouldBe(["Claire", "Paul"]);
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(0, "a right is claimed when the code is typed");
    }

    [Fact]
    public async Task A_hold_that_is_emptied_keeps_its_people_and_services_without_names()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(id, visitor, "claire@exemple.fr", Born(YearAndMonth));

        await Town.Get<ForgetDetails>().RunAsync(visitor, id, CancellationToken.None);

        var person = (await PeopleAsync(id)).Single();
        (person.IsNamed, person.BirthDate, person.ServiceId).ShouldBe((false, null, Passy.ServiceId(ServiceKind.IdCard)));
    }

    [Theory]
    [MemberData(nameof(Dates))]
    public async Task A_birth_date_is_stored_as_far_as_it_is_known(int year, int? month, int? day)
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Born(new BirthDate(year, month, day)));

        (await PeopleAsync(id)).Single().BirthDate.ShouldBe(new BirthDate(year, month, day));
        var stored = await Town.ReadAsync(db => db.Database
            .SqlQuery<string>($"""
                SELECT concat(birth_year, '/', birth_month, '/', birth_day) AS "Value" FROM applicant
                """)
            .SingleAsync());
        stored.ShouldBe($"{year}/{month}/{day}");
        await ShouldBeSoundAsync();
    }

    [Theory]
    [MemberData(nameof(Dates))]
    public async Task The_same_person_cannot_come_twice_however_much_is_known_of_the_date(int year, int? month, int? day)
    {
        var person = Born(new BirthDate(year, month, day));
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", person);

        var second = await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "paul", person with { Name = new PersonName("DUNAND", "claire") });

        second.ShouldBeOfType<ConfirmResult.Duplicate>();
    }

    [Fact]
    public async Task A_date_of_which_more_is_known_is_another_persons()
    {
        ServiceKind[] three = [ServiceKind.IdCard, ServiceKind.IdCard, ServiceKind.IdCard];

        await Town.BookedAsync(
            Passy.At(Wednesday, "09:00", three), "claire", Born(YearAlone), Born(YearAndMonth), Born(new BirthDate(1950, 3, 14)));

        (await Town.ReadAsync(db => db.PersonClaims.Select(claim => claim.KeyHash).Distinct().CountAsync())).ShouldBe(3);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Who_comes_already_is_known_by_an_incomplete_date_too()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Born(YearAlone));

        (await Town.ChangePartyAsync(id, TestTown.Citizen("claire"), [Born(YearAlone)], []))
            .ShouldBeOfType<PartyResult.AlreadyComes>();
        (await Town.ChangePartyAsync(id, TestTown.Citizen("claire"), [Born(YearAndMonth)], []))
            .ShouldBeOfType<PartyResult.Changed>();
    }

    [Fact]
    public async Task Of_whom_the_year_alone_is_known_the_message_says_minor_until_that_year_is_over()
    {
        await Town.BookedAsync(Passy.At(LastWednesdayOfTheYear, "09:00"), "before", Born(new BirthDate(2008, null, null)));
        await Town.BookedAsync(Passy.At(FirstWednesdayOfTheNext, "09:00"), "after", Born(new BirthDate(2008, null, null), "Paul"));

        (await SaysMinorAsync("before"), await SaysMinorAsync("after")).ShouldBe((true, false));
    }

    [Fact]
    public async Task Who_has_no_given_name_is_called_by_the_birth_name()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand", ""));

        var person = (await PeopleAsync(id)).Single();
        (person.FirstGivenName, person.CalledName).ShouldBe((null, "Dunand"));
        (await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "paul", Person("Dunand", ""))).ShouldBeOfType<ConfirmResult.Duplicate>();
        await ShouldBeSoundAsync();
    }

    private static Comer Born(BirthDate date, string firstName = "Claire") => Person("Dunand", firstName) with { BirthDate = date };

    private Task<List<Applicant>> PeopleAsync(Guid id) => Town.ReadAsync(db =>
        db.Applicants.Where(row => row.AppointmentId == id).OrderBy(row => row.Ordinal).ToListAsync());

    private async Task<bool> SaysMinorAsync(string who)
    {
        var address = $"{who}@exemple.fr";
        var message = await Town.ReadAsync(db => db.OutboxMessages.SingleAsync(
            row => row.Address == address && row.Purpose == MessagePurpose.Confirmation));
        return MessageFacts.From(message.Facts).People.Single().Minor;
    }
}

public sealed class PersonsOnSqliteTests() : PersonsTests(DatabaseProvider.Sqlite);

public sealed class PersonsOnPostgresTests() : PersonsTests(DatabaseProvider.Postgres);
