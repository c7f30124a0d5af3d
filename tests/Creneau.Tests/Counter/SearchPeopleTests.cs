using Creneau.Acting;
using Creneau.Counter.People;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Counter;

public abstract class SearchPeopleTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    protected override async Task OpenedAsync()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "ines", Person("Da Silva", "Inês"));
        await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "elise", Person("Simond", "Élise"));
        await Town.BookedAsync(Megeve.At(Wednesday, "09:00"), "jeanne", Person("Simond", "Jeanne"));
    }

    [Theory]
    [InlineData("silva", "Da Silva")]
    [InlineData("DASIL", "Da Silva")]
    [InlineData("ines da", "Da Silva")]
    [InlineData("elise", "Simond")]
    [InlineData("Simond É", "Simond")]
    [InlineData("simond 14/03/1987", "Simond")]
    [InlineData("elise@exemple.fr", "Simond")]
    [InlineData("ilva", null)]
    [InlineData("simond 15/03/1987", null)]
    public async Task A_name_is_found_as_it_begins_without_accents_and_only_at_the_own_town_hall(string typed, string? birthName)
    {
        var found = (await SearchAsync(typed)).ShouldBeOfType<SearchPeopleResult.Found>();

        found.Appointments.Select(one => one.People[0].BirthName).ShouldBe(birthName is null ? [] : [birthName]);
        found.Appointments.ShouldAllBe(one => one.TownHallId == Passy.Id);
    }

    [Fact]
    public async Task A_reference_and_a_birth_date_are_found()
    {
        var reference = await Town.ReadAsync(db => db.Set<Creneau.Appointments.Appointment>()
            .Where(row => row.TownHallId == Passy.Id && row.StartMinute == 600).Select(row => row.Reference).SingleAsync());

        var byReference = (await SearchAsync($"{reference[..3]} {reference[3..]}")).ShouldBeOfType<SearchPeopleResult.Found>();
        var byBirthDate = (await SearchAsync("14/3/1987")).ShouldBeOfType<SearchPeopleResult.Found>();

        byReference.Appointments.ShouldHaveSingleItem().Reference.ShouldBe(reference);
        byBirthDate.Appointments.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_audit_says_how_it_was_searched_and_never_what_was_typed()
    {
        await SearchAsync("simond 14/03/1987");

        var row = await Town.ReadAsync(db => db.AuditRows.SingleAsync(one => one.Operation == "search"));
        (row.Subject, row.After, row.Refusal).ShouldBe(($"town-hall:{Passy.Id}", "birth-date name: 1", null));
        row.ActorId.ShouldBe(7);
    }

    [Fact]
    public async Task One_letter_asks_nothing_and_writes_nothing()
    {
        (await SearchAsync("d")).ShouldBeOfType<SearchPeopleResult.TooShort>();

        (await Town.ReadAsync(db => db.AuditRows.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Who_may_not_see_people_is_refused_and_a_relay_agent_finds_only_what_their_commune_booked()
    {
        var other = TestTown.Agent(Passy, rights: Rights.Hours);

        (await SearchAsync("simond", other)).ShouldBeOfType<SearchPeopleResult.NotAllowed>();
        (await SearchAsync("simond", TestTown.RelayAgent(Passy))).ShouldBeOfType<SearchPeopleResult.Found>().Appointments.ShouldBeEmpty();
    }

    private Task<SearchPeopleResult> SearchAsync(string typed, Actor? agent = null) =>
        Town.Get<SearchPeople>().RunAsync(agent ?? TestTown.Agent(Passy), typed, CancellationToken.None);
}

public sealed class SearchPeopleOnSqliteTests() : SearchPeopleTests(DatabaseProvider.Sqlite);

public sealed class SearchPeopleOnPostgresTests() : SearchPeopleTests(DatabaseProvider.Postgres);
