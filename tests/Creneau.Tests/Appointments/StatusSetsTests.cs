using System.Data.Common;
using Creneau.Appointments;
using Creneau.Doctor;
using Creneau.Jobs;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Appointments;

/// <summary>Which statuses take a desk and which claim a person's right: the code, the doctor and the purge agree.</summary>
public abstract class StatusSetsTests(DatabaseProvider provider) : BookingTown(provider)
{
    private Guid _id;

    public static TheoryData<AppointmentStatus, bool, bool> Each => new()
    {
        { AppointmentStatus.Held, true, false },
        { AppointmentStatus.Confirmed, true, true },
        { AppointmentStatus.Arrived, true, true },
        { AppointmentStatus.InProgress, true, true },
        { AppointmentStatus.Paused, true, true },
        { AppointmentStatus.Completed, false, false },
        { AppointmentStatus.NoShow, false, false },
        { AppointmentStatus.Expired, false, false },
        { AppointmentStatus.Cancelled, false, false },
        { AppointmentStatus.Unrecorded, false, false },
    };

    protected override async Task OpenedAsync() =>
        _id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

    [Fact]
    public void Every_status_is_one_of_the_table() => Enum.GetValues<AppointmentStatus>().Length.ShouldBe(Each.Count);

    [Theory]
    [MemberData(nameof(Each))]
    public async Task The_doctor_wants_desk_and_claim_of_those_that_take_them_and_of_no_others(
        AppointmentStatus status, bool occupies, bool claims)
    {
        await WriteAsync("UPDATE appointment SET status = {0}", (short)status);
        var withBoth = await FoundAsync();
        await WriteAsync("DELETE FROM occupancy");
        await WriteAsync("DELETE FROM person_claim");
        var withNeither = await FoundAsync();

        (status.Occupies(), status.Claims()).ShouldBe((occupies, claims));
        var isKept = AppointmentStatuses.KeptUntilClose.Contains(status);
        withBoth.Contains("occupancy of no active appointment", StringComparison.Ordinal).ShouldBe(!occupies && !isKept);
        withBoth.Contains("claim of no such appointment", StringComparison.Ordinal).ShouldBe(!claims);
        withNeither.Contains("active without occupancy", StringComparison.Ordinal).ShouldBe(occupies);
        withNeither.Contains("arrived or absent today without occupancy", StringComparison.Ordinal).ShouldBe(isKept);
        withNeither.Contains("claims missing of", StringComparison.Ordinal).ShouldBe(claims);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task The_purge_deletes_what_is_over_and_nothing_that_takes_a_desk(AppointmentStatus status, bool occupies, bool claims)
    {
        await WriteAsync("DELETE FROM occupancy");
        await WriteAsync("DELETE FROM person_claim");
        await WriteAsync("UPDATE appointment SET status = {0}, delete_after_utc = {1}", (short)status, Town.NowUtc.AddHours(-1));

        await Town.Get<Purge>().RunAsync(CancellationToken.None);

        (await Town.ReadAsync(db => db.Appointments.AnyAsync(row => row.Id == _id))).ShouldBe(occupies);
        (claims && !occupies).ShouldBeFalse("who claims a right takes a desk");
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task The_database_refuses_a_session_its_second_hold_and_nothing_else(AppointmentStatus status, bool occupies, bool claims)
    {
        await Town.HeldAsync(Passy.At(Wednesday, "10:00"), TestTown.Citizen("claire"));
        var second = () => WriteAsync("UPDATE appointment SET status = {0} WHERE id = {1}", (short)status, _id);

        if (occupies && !claims)
        {
            (await second.ShouldThrowAsync<DbException>()).Message.ShouldMatch("session", "the index of holds by session");
        }
        else
        {
            await second.ShouldNotThrowAsync();
        }
    }

    private async Task<string> FoundAsync() => string.Join('\n', await Town.Get<Examination>()
        .RunAsync(null, CancellationToken.None)
        .SelectMany(check => check.Violations.ToAsyncEnumerable())
        .ToListAsync());

    private async Task WriteAsync(string sql, params object[] values)
    {
        await using var db = Town.OpenDb();
        await db.Database.ExecuteSqlRawAsync(sql, values);
    }
}

public sealed class StatusSetsOnSqliteTests() : StatusSetsTests(DatabaseProvider.Sqlite);

public sealed class StatusSetsOnPostgresTests() : StatusSetsTests(DatabaseProvider.Postgres);
