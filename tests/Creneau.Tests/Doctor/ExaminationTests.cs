using System.Text.RegularExpressions;
using Creneau.Doctor;
using Creneau.Storage;
using Creneau.Storage.Checks;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Doctor;

/// <summary>Each breakage is planted in a copy of the examined town.</summary>
public abstract partial class ExaminationTests(ExaminedTown original) : IAsyncLifetime
{
    private const string Overlap = """
        INSERT INTO occupancy (appointment_id, desk_id, date, start_minute, end_minute)
        SELECT appointment_id, desk_id, date, start_minute, end_minute FROM occupancy LIMIT 1
        """;

    private const string DemoMessage = """
        INSERT INTO demo_message (channel, address, subject, text, at_utc)
        SELECT 0, 'a', 's', 't', created_utc FROM appointment LIMIT 1
        """;

    private const string OldDraft = """
        INSERT INTO draft (session_hash, content, delete_after_utc)
        VALUES ('browser', (SELECT cipher FROM pre_request), '2026-01-01 00:00:00')
        """;

    private const string OldAudit = """
        INSERT INTO audit (at_utc, actor_kind, channel, network_hash, operation, subject, delete_after_utc)
        VALUES ('2025-01-01 00:00:00', 0, 0, '', 'print', '', '2026-01-01 00:00:00')
        """;

    private TestTown _town = null!;

    public async ValueTask InitializeAsync() => _town = await original.CopyAsync();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_sound_database_passes_every_check()
    {
        var results = await ExamineAsync();

        results.ShouldAllBe(result => result.State == CheckState.Ok);
    }

    [Fact]
    public async Task Each_invariant_is_one_line_whichever_rooms_check_it()
    {
        var results = await ExamineAsync();

        results.Skip(1).Select(result => Number().Replace(result.ToString(), "$1n ")).ShouldBe(
        [
            "I1 ok  n desks, n occupancies",
            "I2 ok  n active appointments",
            "I3 ok  n claims, n applicants",
            "I4 ok  n visits, n drafts of hours, n offers, n appointments, n events",
            "I5 ok  n reminders, n reminders planned, n messages, n waiting",
            "I6 ok  n codes, n claims, n messages",
            "I7 ok  n cancellations, n appointments, n messages, n limits",
            "I8 ok  n desks, n compared at the same revision",
        ]);
    }

    [Theory]
    [InlineData("I1", Overlap)]
    [InlineData("I1", "DELETE FROM occupancy")]
    [InlineData("I1", "UPDATE occupancy SET start_minute = start_minute + 5")]
    [InlineData("I1", "UPDATE appointment SET status = 7 WHERE status = 0")]
    [InlineData("I2", "DELETE FROM applicant WHERE ordinal = 0")]
    [InlineData("I2", "DELETE FROM applicant")]
    [InlineData("I2", "UPDATE applicant SET ordinal = 4 WHERE ordinal = 1")]
    [InlineData("I2", "UPDATE applicant SET service_id = (SELECT max(id) FROM service)")]
    [InlineData("I3", "DELETE FROM person_claim WHERE kind = 0")]
    [InlineData("I3", "DELETE FROM person_claim WHERE kind = 1")]
    [InlineData("I3", "UPDATE applicant SET birth_name = 'Somebody Else'")]
    [InlineData("I3", "UPDATE person_claim SET procedure_id = 3 - procedure_id")]
    [InlineData("I3", "UPDATE appointment SET status = 5 WHERE status = 1")]
    [InlineData("I4", "UPDATE appointment SET status = 2 WHERE status = 1")]
    [InlineData("I4", "DELETE FROM appointment_event")]
    [InlineData("I5", "DELETE FROM outbox_message WHERE purpose = 1")]
    [InlineData("I5", "DELETE FROM outbox_message WHERE purpose = 3")]
    [InlineData("I5", "DELETE FROM outbox_message WHERE purpose = 2")]
    [InlineData("I5", "DELETE FROM outbox_message WHERE purpose = 2 AND occasion = 'change-1'")]
    [InlineData("I5", "DELETE FROM outbox_message WHERE purpose = 2 AND occasion = 'change-2'")]
    [InlineData("I5", "DELETE FROM outbox_message WHERE purpose = 4")]
    [InlineData("I5", "UPDATE outbox_message SET created_utc = delete_after_utc WHERE purpose = 1")]
    [InlineData("I5", "UPDATE outbox_message SET purpose = 1, occasion = 'confirmed' WHERE purpose = 0")]
    [InlineData("I6", "UPDATE one_time_code SET code_hash = '123456'")]
    [InlineData("I6", "UPDATE one_time_code SET used_utc = NULL")]
    [InlineData("I6", "UPDATE outbox_message SET state = 1")]
    [InlineData("I6", DemoMessage)]
    [InlineData("I7", "UPDATE appointment SET delete_after_utc = '2026-01-01 00:00:00'")]
    [InlineData("I7", "UPDATE outbox_message SET delete_after_utc = '2026-11-24 07:00:00', created_utc = '2026-10-24 07:00:00'")]
    [InlineData("I7", "UPDATE limit_use SET delete_after_utc = '2026-01-01 00:00:00'")]
    [InlineData("I7", "UPDATE idempotency SET created_utc = '2026-01-01 00:00:00'")]
    [InlineData("I7", OldDraft)]
    [InlineData("I7", OldAudit)]
    [InlineData("I8", "DELETE FROM occupancy")]
    public async Task A_planted_breakage_is_found(string name, string sql)
    {
        await DropGuardsAsync();
        await ExecuteAsync(sql);

        var results = await ExamineAsync();

        var broken = results.Single(result => result.Name == name);
        broken.State.ShouldBe(CheckState.Broken);
        broken.ToString().ShouldStartWith($"{name} BROKEN  ");
        broken.ToString().ShouldNotContain("Perrin");
    }

    [Fact]
    public async Task A_database_without_its_guard_is_reported_and_not_opened()
    {
        await DropGuardsAsync();

        var results = await ExamineAsync();
        var opening = () => OpenDatabase.OpenAsync(_town.Database, _town.Clock, CancellationToken.None);

        (results[0].Name, results[0].State).ShouldBe(("backstops", CheckState.Broken));
        results.Skip(1).ShouldAllBe(result => result.State == CheckState.Ok);
        (await opening.ShouldThrowAsync<DatabaseNotUsableException>()).Message.ShouldContain("occupancy_never_overlaps");
    }

    [Fact]
    public async Task Migrating_puts_the_guards_back()
    {
        await DropGuardsAsync();

        await OpenDatabase.MigrateAsync(_town.Database, _town.Clock, CancellationToken.None);

        (await ExamineAsync()).ShouldAllBe(result => result.State == CheckState.Ok);
    }

    private async Task<List<CheckResult>> ExamineAsync() =>
        await _town.Get<Examination>()
            .RunAsync(_ => Task.FromResult(NodeView.Of(_town.Availability)), CancellationToken.None).ToListAsync();

    private async Task DropGuardsAsync()
    {
        foreach (var sql in _town.Provider == DatabaseProvider.Sqlite
            ? ["DROP TRIGGER occupancy_never_overlaps_insert", "DROP TRIGGER occupancy_never_overlaps_update"]
            : new[] { "ALTER TABLE occupancy DROP CONSTRAINT occupancy_never_overlaps" })
        {
            await ExecuteAsync(sql);
        }

        await ExecuteAsync("DROP INDEX ix_outbox_message_appointment_id_purpose_address_occasion");
    }

    protected async Task ExecuteAsync(string sql)
    {
        await using var db = _town.OpenDb();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    protected async Task<CheckResult> ExamineAsync(string name) => (await ExamineAsync()).Single(result => result.Name == name);

    [GeneratedRegex(@"([ ])\d+ ")]
    private static partial Regex Number();

    protected DatabaseSettings Database => _town.Database;

    protected TimeProvider Clock => _town.Clock;
}

public sealed class ExaminationOnSqliteTests(ExaminedSqliteTown town) : ExaminationTests(town), IClassFixture<ExaminedSqliteTown>
{
    [Fact]
    public async Task A_guard_that_was_made_harmless_is_as_good_as_none_and_migrating_mends_it()
    {
        // In one command, so on one connection: another one may not know yet that the trigger went
        await ExecuteAsync("""
            DROP TRIGGER occupancy_never_overlaps_insert;
            CREATE TRIGGER occupancy_never_overlaps_insert BEFORE INSERT ON occupancy WHEN 0 BEGIN SELECT 1; END
            """);
        var opening = () => OpenDatabase.OpenAsync(Database, Clock, CancellationToken.None);

        (await opening.ShouldThrowAsync<DatabaseNotUsableException>()).Message.ShouldContain("occupancy_never_overlaps_insert");
        (await ExamineAsync("backstops")).State.ShouldBe(CheckState.Broken);

        await OpenDatabase.MigrateAsync(Database, Clock, CancellationToken.None);
        (await ExamineAsync("backstops")).State.ShouldBe(CheckState.Ok);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Only_its_owner_reads_the_file()
    {
        var file = Database.ConnectionString["Data Source=".Length..];

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(file + "-wal").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}

public sealed class ExaminationOnPostgresTests(ExaminedPostgresTown town) : ExaminationTests(town), IClassFixture<ExaminedPostgresTown>
{
    [Fact]
    public async Task A_guard_that_was_made_harmless_is_as_good_as_none_and_migrating_mends_it()
    {
        await ExecuteAsync("ALTER TABLE occupancy DROP CONSTRAINT occupancy_never_overlaps");
        await ExecuteAsync("ALTER TABLE occupancy ADD CONSTRAINT occupancy_never_overlaps EXCLUDE USING gist (id WITH =)");
        var opening = () => OpenDatabase.OpenAsync(Database, Clock, CancellationToken.None);

        (await opening.ShouldThrowAsync<DatabaseNotUsableException>()).Message.ShouldContain("occupancy_never_overlaps");

        await OpenDatabase.MigrateAsync(Database, Clock, CancellationToken.None);
        (await ExamineAsync("backstops")).State.ShouldBe(CheckState.Ok);
    }

    [Fact]
    public async Task A_person_twice_is_found_when_the_key_that_refuses_it_is_gone()
    {
        await ExecuteAsync("ALTER TABLE person_claim DROP CONSTRAINT pk_person_claim");
        await ExecuteAsync("INSERT INTO person_claim SELECT * FROM person_claim");

        var claims = await ExamineAsync("I3");
        var opening = () => OpenDatabase.OpenAsync(Database, Clock, CancellationToken.None);

        claims.ToString().ShouldContain("person twice");
        (await opening.ShouldThrowAsync<DatabaseNotUsableException>()).Message.ShouldContain("pk_person_claim");
    }
}
