using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Jobs;

public sealed class QuartzTablesTests
{
    [Fact]
    public async Task Migrating_creates_the_tables_of_Quartz_on_PostgreSQL()
    {
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Postgres);

        var tables = await town.ReadAsync(db => db.Database
            .SqlQuery<string>($"SELECT tablename::text AS \"Value\" FROM pg_tables WHERE tablename LIKE 'qrtz%' ORDER BY 1").ToListAsync());

        tables.ShouldBe(
        [
            "qrtz_blob_triggers", "qrtz_calendars", "qrtz_cron_triggers", "qrtz_fired_triggers", "qrtz_job_details", "qrtz_locks",
            "qrtz_paused_job_grps", "qrtz_paused_trigger_grps", "qrtz_scheduler_state", "qrtz_simple_triggers", "qrtz_simprop_triggers",
            "qrtz_triggers",
        ]);
    }

    [Fact]
    public async Task Going_back_to_nothing_takes_them_away_again()
    {
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Postgres);

        await town.ReadAsync(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);
            return 0;
        });

        (await town.ReadAsync(db => db.Database
            .SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM pg_tables WHERE tablename LIKE 'qrtz%'").SingleAsync())).ShouldBe(0);
    }
}
