using Creneau.Acting;
using Creneau.Changes;
using Creneau.Counter;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Counter;

public abstract class LeftTheDayTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private static readonly DateOnly Tuesday = new(2026, 11, 24);
    private static readonly DateOnly Friday = new(2026, 11, 27);

    [Fact]
    public async Task Who_moved_away_is_listed_with_when_by_whom_and_where_to()
    {
        var id = await Town.BookedAsync(Passy.At(Tuesday, "10:00"), "claire", Person("Dunand"));
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(20));

        await Town.MoveAsync(id, TestTown.Citizen("claire"), new NewPlace(Passy.SiteId, Friday, 555));

        var left = (await LeftAsync(Tuesday)).ShouldHaveSingleItem();
        (left.StartMinute, left.To, left.By, left.IsCancelled)
            .ShouldBe((600, new DeparturePlace(Passy.SiteId, Friday, 555), ActorKind.Citizen, false));
        left.AtUtc.ShouldBe(new DateTime(2026, 11, 24, 8, 20, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(1));
        left.People.ShouldHaveSingleItem().BirthName.ShouldBe("Dunand");
    }

    [Fact]
    public async Task Who_came_back_or_moved_within_the_day_has_not_left_it()
    {
        var away = await Town.BookedAsync(Passy.At(Tuesday, "10:00"), "claire", Person("Dunand"));
        var within = await Town.BookedAsync(Passy.At(Tuesday, "11:00"), "paul", Person("Simond"));

        await Town.MoveAsync(away, TestTown.Citizen("claire"), new NewPlace(Passy.SiteId, Friday, 555));
        await Town.MoveAsync(away, TestTown.Citizen("claire"), new NewPlace(Passy.SiteId, Tuesday, 630));
        await Town.MoveAsync(within, TestTown.Citizen("paul"), new NewPlace(Passy.SiteId, Tuesday, 690));

        (await LeftAsync(Tuesday)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_cancelled_yesterday_left_no_day_today()
    {
        var today = await Town.BookedAsync(Passy.At(Friday, "10:00"), "claire", Person("Dunand"));
        await Town.CancelAsync(today, TestTown.Citizen("claire"));
        var told = (await LeftAsync(Friday)).ShouldHaveSingleItem();
        Town.TurnableClock.Advance(TimeSpan.FromDays(1));

        (told.IsCancelled, told.To).ShouldBe((true, null));
        (await LeftAsync(Friday)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_who_went_to_another_town_hall_nothing_more_is_told()
    {
        var id = await Town.BookedAsync(Passy.At(Tuesday, "10:00"), "claire", Person("Dunand"));

        await Town.MoveAsync(id, TestTown.Citizen("claire"), new NewPlace(Megeve.SiteId, Friday, 555));

        var left = (await LeftAsync(Tuesday)).ShouldHaveSingleItem();
        (left.To, left.Reference, left.People.Count).ShouldBe((null, null, 0));
        (await Town.Get<LeftTheDay>().ReadAsync(TestTown.Agent(Megeve), Passy.SiteId, Tuesday, CancellationToken.None)).ShouldBeNull();
    }

    private async Task<IReadOnlyList<Departure>> LeftAsync(DateOnly date) =>
        (await Town.Get<LeftTheDay>().ReadAsync(TestTown.Agent(Passy), Passy.SiteId, date, CancellationToken.None))!;
}

public sealed class LeftTheDayOnSqliteTests() : LeftTheDayTests(DatabaseProvider.Sqlite);

public sealed class LeftTheDayOnPostgresTests() : LeftTheDayTests(DatabaseProvider.Postgres);
