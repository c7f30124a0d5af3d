using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.OnePerPerson;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

/// <summary>Two tabs change one appointment: both changes are made, or one is told why not; never another one.</summary>
public abstract class ChangesAtOnceTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private Guid _id;

    protected override async Task OpenedAsync()
    {
        await base.OpenedAsync();
        ServiceKind[] kinds = [ServiceKind.IdCard, ServiceKind.IdCard, ServiceKind.IdCard];
        _id = await Town.BookedAsync(
            Passy.At(Wednesday, "09:00", kinds), "claire", Person("Dunand", "Aa"), Person("Dunand", "Bb"), Person("Dunand", "Cc"));
    }

    [Fact]
    public async Task Who_is_removed_in_two_tabs_is_gone_and_nobody_else()
    {
        var people = await Town.PeopleAsync(_id);

        var answers = await Task.WhenAll(RemoveAsync(people[0]), RemoveAsync(people[2]));

        answers.ShouldAllBe(answer => answer is PartyResult.Changed);
        (await NamesAsync()).ShouldBe(["Bb"]);
        await ShouldLastAsync(1);
    }

    [Fact]
    public async Task Somebody_comes_while_others_leave()
    {
        var people = await Town.PeopleAsync(_id);

        await Task.WhenAll(RemoveAsync(people[0]), AddAsync("Dd"), RemoveAsync(people[1]), AddAsync("Ee"));

        (await NamesAsync()).ShouldBe(["Cc", "Dd", "Ee"], ignoreOrder: true);
        await ShouldLastAsync(3);
    }

    [Fact]
    public async Task An_appointment_that_moves_while_people_come_and_go_is_long_enough_and_stays_where_it_went()
    {
        var people = await Town.PeopleAsync(_id);
        var there = Megeve.At(Wednesday, "10:00");

        await Task.WhenAll(
            RemoveAsync(people[0]),
            Town.MoveAsync(_id, TestTown.Citizen("claire"), new NewPlace(there.SiteId, there.Date, there.StartMinute)),
            AddAsync("Dd"),
            AddAsync("Ee"));

        (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == _id))).SiteId.ShouldBe(Megeve.SiteId);
        (await NamesAsync()).ShouldBe(["Bb", "Cc", "Dd", "Ee"], ignoreOrder: true);
        await ShouldLastAsync(4);
    }

    [Fact]
    public async Task A_form_that_is_posted_again_after_it_was_undone_does_it_again()
    {
        var form = Form(Town);
        (await AddAsync("Dd", form)).ShouldBeOfType<PartyResult.Changed>();
        (await AddAsync("Dd", form)).ShouldBeOfType<PartyResult.Changed>();
        await RemoveAsync((await Town.PeopleAsync(_id))[3]);

        (await AddAsync("Dd", form)).ShouldBeOfType<PartyResult.Changed>();

        (await NamesAsync()).ShouldBe(["Aa", "Bb", "Cc", "Dd"]);
    }

    [Fact]
    public async Task One_form_that_removes_one_and_then_another_removes_both()
    {
        var (form, people) = (Form(Town), await Town.PeopleAsync(_id));

        await RemoveAsync(people[0], form);
        await AddAsync("Dd", form);
        await RemoveAsync(people[1], form);

        (await NamesAsync()).ShouldBe(["Cc", "Dd"]);
        (await RemoveAsync(people[1])).ShouldBeOfType<PartyResult.AlreadyRemoved>();
    }

    private Task<PartyResult> RemoveAsync(long person, string? form = null) => ChangeAsync(new PartyChange([], [person]), form);

    private async Task<PartyResult> AddAsync(string firstName, string? form = null) =>
        await ChangeAsync(new PartyChange(await Town.ReadAsync([Person("Dunand", firstName)], _id), []), form);

    private Task<PartyResult> ChangeAsync(PartyChange change, string? form) =>
        Town.ChangePartyAsync(_id, TestTown.Citizen("claire"), change, form ?? Form(Town));

    private Task<List<string?>> NamesAsync() =>
        Town.ReadAsync(db =>
            db.Applicants.Where(row => row.AppointmentId == _id)
                .OrderBy(row => row.Ordinal)
                .Select(row => row.FirstGivenName)
                .ToListAsync());

    private async Task ShouldLastAsync(int people)
    {
        var occupancy = await Town.ReadAsync(db => db.Occupancies.SingleAsync(row => row.AppointmentId == _id));
        (occupancy.EndMinute - occupancy.StartMinute).ShouldBe(15 * people);
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync(claim => claim.AppointmentId == _id))).ShouldBe(people);
    }
}

public sealed class ChangesAtOnceOnSqliteTests() : ChangesAtOnceTests(DatabaseProvider.Sqlite);

public sealed class ChangesAtOnceOnPostgresTests() : ChangesAtOnceTests(DatabaseProvider.Postgres);
