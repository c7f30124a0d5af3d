using Microsoft.EntityFrameworkCore.Migrations;

namespace Creneau.Storage.Postgres;

/// <summary>
/// The tables of Quartz 4.7 for jobs that run once in the cluster, as its store checks them when it starts; those of its
/// execution history, which nobody asks for, are left out. Names and types are Quartz', instants are ticks.
/// </summary>
/// <remarks>A version of Quartz that wants more comes with a migration of ours that adds it.</remarks>
public static class QuartzTables
{
    private const string Job = "sched_name, job_name, job_group";
    private const string Trigger = "sched_name, trigger_name, trigger_group";
    private const string TriggerKey = "trigger_name text NOT NULL, trigger_group text NOT NULL";
    private const string JobKey = "job_name text NOT NULL, job_group text NOT NULL";
    private const string Pause = "pause_reason varchar(250), paused_by varchar(200), paused_at bigint";

    public static void Create(MigrationBuilder migration)
    {
        CreateJobsAndTriggers(migration);
        CreateKindsOfTriggers(migration);
        CreateState(migration);
        CreateIndexes(migration);
    }

    /// <summary>In the order in which nothing refers to what is dropped.</summary>
    public static void Drop(MigrationBuilder migration)
    {
        string[] tables =
        [
            "locks", "scheduler_state", "fired_triggers", "paused_job_grps", "paused_trigger_grps", "calendars", "blob_triggers",
            "simprop_triggers", "cron_triggers", "simple_triggers", "triggers", "job_details",
        ];
        foreach (var table in tables)
        {
            migration.Sql($"DROP TABLE qrtz_{table}");
        }
    }

    private static void CreateJobsAndTriggers(MigrationBuilder migration)
    {
        CreateTable(migration, "job_details", Job, $"""
            {JobKey}, description text, job_class_name text NOT NULL, is_durable bool NOT NULL, is_nonconcurrent bool NOT NULL,
            is_update_data bool NOT NULL, requests_recovery bool NOT NULL, job_data bytea
            """);
        CreateTable(migration, "triggers", Trigger, $"""
            {TriggerKey}, {JobKey}, description text, next_fire_time bigint, prev_fire_time bigint, priority integer,
            trigger_state text NOT NULL, trigger_type text NOT NULL, start_time bigint NOT NULL, end_time bigint, calendar_name text,
            misfire_instr smallint, misfire_orig_fire_time bigint, misfire_threshold bigint, execution_group varchar(200),
            preferred_node varchar(200), preferred_node_auto bool NOT NULL DEFAULT false, retry_policy varchar(250), retry_attempt integer,
            continues_trigger_name text, continues_trigger_group text, continuation_condition integer, overlap_policy integer,
            {Pause}, fixed_delay bool, job_data bytea,
            FOREIGN KEY ({Job}) REFERENCES qrtz_job_details ({Job})
            """);
    }

    private static void CreateKindsOfTriggers(MigrationBuilder migration)
    {
        CreateKind(migration, "simple_triggers", """
            repeat_count bigint NOT NULL, repeat_interval bigint NOT NULL, times_triggered bigint NOT NULL
            """);
        CreateKind(migration, "cron_triggers", "cron_expression text NOT NULL, time_zone_id text");
        CreateKind(migration, "simprop_triggers", """
            str_prop_1 text, str_prop_2 text, str_prop_3 text, int_prop_1 integer, int_prop_2 integer, long_prop_1 bigint,
            long_prop_2 bigint, dec_prop_1 numeric, dec_prop_2 numeric, bool_prop_1 bool, bool_prop_2 bool, time_zone_id text
            """);
        CreateKind(migration, "blob_triggers", "blob_data bytea");
    }

    private static void CreateState(MigrationBuilder migration)
    {
        CreateTable(migration, "calendars", "sched_name, calendar_name", "calendar_name text NOT NULL, calendar bytea NOT NULL");
        CreateTable(migration, "paused_trigger_grps", "sched_name, trigger_group", $"trigger_group text NOT NULL, {Pause}");
        CreateTable(migration, "paused_job_grps", "sched_name, job_group", $"job_group text NOT NULL, {Pause}");
        CreateTable(migration, "fired_triggers", "sched_name, entry_id", $"""
            entry_id text NOT NULL, {TriggerKey}, instance_name text NOT NULL, fired_time bigint NOT NULL, sched_time bigint NOT NULL,
            priority integer NOT NULL, state text NOT NULL, job_name text, job_group text, is_nonconcurrent bool NOT NULL,
            requests_recovery bool, execution_group varchar(200), progress integer, progress_message varchar(250),
            interrupt_requested_time bigint
            """);
        CreateTable(migration, "scheduler_state", "sched_name, instance_name", """
            instance_name text NOT NULL, last_checkin_time bigint NOT NULL, checkin_interval bigint NOT NULL, quartz_version varchar(20)
            """);
        CreateTable(migration, "locks", "sched_name, lock_name", "lock_name text NOT NULL");
    }

    private static void CreateIndexes(MigrationBuilder migration)
    {
        CreateIndex(migration, "j_g_n", "job_details", "sched_name, job_group, job_name");
        CreateIndex(migration, "t_j", "triggers", Job);
        CreateIndex(migration, "t_g_n", "triggers", "sched_name, trigger_group, trigger_name");
        CreateIndex(migration, "t_c", "triggers", "sched_name, calendar_name");
        CreateIndex(migration, "t_nft_st", "triggers", "sched_name, trigger_state, next_fire_time, priority DESC, misfire_instr");
        CreateIndex(migration, "ft_inst_job_req_rcvry", "fired_triggers", "sched_name, instance_name, requests_recovery");
        CreateIndex(migration, "ft_j_g", "fired_triggers", Job);
        CreateIndex(migration, "ft_t_g", "fired_triggers", Trigger);
    }

    /// <summary>A table that says more of a row of `qrtz_triggers` and goes with it.</summary>
    private static void CreateKind(MigrationBuilder migration, string table, string columns) => CreateTable(migration, table, Trigger, $"""
        {TriggerKey}, {columns}, FOREIGN KEY ({Trigger}) REFERENCES qrtz_triggers ({Trigger}) ON DELETE CASCADE
        """);

    private static void CreateTable(MigrationBuilder migration, string table, string key, string columns) =>
        migration.Sql($"CREATE TABLE qrtz_{table} (sched_name text NOT NULL, {columns}, PRIMARY KEY ({key}))");

    private static void CreateIndex(MigrationBuilder migration, string name, string table, string columns) =>
        migration.Sql($"CREATE INDEX idx_qrtz_{name} ON qrtz_{table} ({columns})");
}
