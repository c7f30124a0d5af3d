using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Creneau.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "appointment_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    from_status = table.Column<short>(type: "smallint", nullable: true),
                    to_status = table.Column<short>(type: "smallint", nullable: false),
                    actor_kind = table.Column<short>(type: "smallint", nullable: false),
                    actor_id = table.Column<int>(type: "integer", nullable: true),
                    actor_town_hall_id = table.Column<int>(type: "integer", nullable: true),
                    on_behalf_of = table.Column<short>(type: "smallint", nullable: true),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    why = table.Column<string>(type: "text", nullable: true),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    desk_id = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    start_minute = table.Column<int>(type: "integer", nullable: false),
                    end_minute = table.Column<int>(type: "integer", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_kind = table.Column<short>(type: "smallint", nullable: false),
                    actor_id = table.Column<int>(type: "integer", nullable: true),
                    actor_town_hall_id = table.Column<int>(type: "integer", nullable: true),
                    on_behalf_of = table.Column<short>(type: "smallint", nullable: true),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    network_hash = table.Column<string>(type: "text", nullable: false),
                    operation = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true),
                    refusal = table.Column<string>(type: "text", nullable: true),
                    delete_after_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_key",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "demo_message",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    html = table.Column<string>(type: "text", nullable: true),
                    calendar = table.Column<byte[]>(type: "bytea", nullable: true),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_demo_message", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "directory_version",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_version", x => x.id);
                    table.CheckConstraint("directory_version_is_one_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "draft",
                columns: table => new
                {
                    session_hash = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    delete_after_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft", x => x.session_hash);
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    key_hash = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency", x => x.key_hash);
                });

            migrationBuilder.CreateTable(
                name: "job_run",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    last_started_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_succeeded_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_run", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "limit_use",
                columns: table => new
                {
                    purpose = table.Column<string>(type: "text", nullable: false),
                    subject_hash = table.Column<string>(type: "text", nullable: false),
                    occasion = table.Column<string>(type: "text", nullable: false),
                    delete_after_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_limit_use", x => new { x.purpose, x.subject_hash, x.occasion });
                });

            migrationBuilder.CreateTable(
                name: "platform_setting",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_setting", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "procedure",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_procedure", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "secret_key",
                columns: table => new
                {
                    purpose = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secret_key", x => new { x.purpose, x.version });
                });

            migrationBuilder.CreateTable(
                name: "service_kind",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    texts = table.Column<string>(type: "text", nullable: false),
                    procedures = table.Column<int[]>(type: "integer[]", nullable: false),
                    first_minutes = table.Column<int>(type: "integer", nullable: false),
                    further_minutes = table.Column<int>(type: "integer", nullable: false),
                    only_where_filed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_kind", x => x.id);
                    table.CheckConstraint("service_kind_is_a_bit", "id BETWEEN 0 AND 63");
                });

            migrationBuilder.CreateTable(
                name: "town_hall",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    insee_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    population = table.Column<int>(type: "integer", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    holiday_region = table.Column<string>(type: "text", nullable: false),
                    good_friday = table.Column<bool>(type: "boolean", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_town_hall", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "planning",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    least_notice_minutes = table.Column<int>(type: "integer", nullable: false),
                    horizon_days = table.Column<int>(type: "integer", nullable: false),
                    release_day = table.Column<int>(type: "integer", nullable: true),
                    release_minute = table.Column<int>(type: "integer", nullable: true),
                    staffed = table.Column<bool>(type: "boolean", nullable: false),
                    pre_request = table.Column<short>(type: "smallint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_planning", x => x.id);
                    table.ForeignKey(
                        name: "fk_planning_town_hall_town_hall_id",
                        column: x => x.town_hall_id,
                        principalTable: "town_hall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "site",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    street = table.Column<string>(type: "text", nullable: false),
                    postcode = table.Column<string>(type: "text", nullable: false),
                    city = table.Column<string>(type: "text", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    wheelchair = table.Column<bool>(type: "boolean", nullable: false),
                    access_notes = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site", x => x.id);
                    table.ForeignKey(
                        name: "fk_site_town_hall_town_hall_id",
                        column: x => x.town_hall_id,
                        principalTable: "town_hall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    planning_id = table.Column<int>(type: "integer", nullable: false),
                    kind_id = table.Column<int>(type: "integer", nullable: true),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    first_minutes = table.Column<int>(type: "integer", nullable: false),
                    further_minutes = table.Column<int>(type: "integer", nullable: false),
                    procedures = table.Column<int[]>(type: "integer[]", nullable: false),
                    groups = table.Column<int>(type: "integer", nullable: false),
                    own_texts = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service", x => x.id);
                    table.CheckConstraint("service_ordinal_is_a_bit", "ordinal BETWEEN 0 AND 63");
                    table.CheckConstraint("service_takes_a_desk", "groups BETWEEN 1 AND 255");
                    table.ForeignKey(
                        name: "fk_service_planning_planning_id",
                        column: x => x.planning_id,
                        principalTable: "planning",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_service_kind_kind_id",
                        column: x => x.kind_id,
                        principalTable: "service_kind",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "agent_shift",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    planning_id = table.Column<int>(type: "integer", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: true),
                    every_weeks = table.Column<int>(type: "integer", nullable: false),
                    first_week = table.Column<DateOnly>(type: "date", nullable: true),
                    from_date = table.Column<DateOnly>(type: "date", nullable: true),
                    until_date = table.Column<DateOnly>(type: "date", nullable: true),
                    on_date = table.Column<DateOnly>(type: "date", nullable: true),
                    start_minute = table.Column<int>(type: "integer", nullable: false),
                    end_minute = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_shift", x => x.id);
                    table.ForeignKey(
                        name: "fk_agent_shift_planning_planning_id",
                        column: x => x.planning_id,
                        principalTable: "planning",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_agent_shift_site_site_id",
                        column: x => x.site_id,
                        principalTable: "site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "desk",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    schedule_revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk", x => x.id);
                    table.ForeignKey(
                        name: "fk_desk_site_site_id",
                        column: x => x.site_id,
                        principalTable: "site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    planning_id = table.Column<int>(type: "integer", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    desk_id = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    start_minute = table.Column<int>(type: "integer", nullable: false),
                    end_minute = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    held_until_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    prolonged = table.Column<bool>(type: "boolean", nullable: false),
                    session_hash = table.Column<string>(type: "text", nullable: true),
                    contact_proven_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    token_version = table.Column<int>(type: "integer", nullable: false),
                    delete_after_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment", x => x.id);
                    table.CheckConstraint("appointment_is_on_the_grid", "start_minute % 5 = 0 AND end_minute % 5 = 0 AND start_minute >= 0 AND end_minute <= 1440 AND start_minute < end_minute");
                    table.ForeignKey(
                        name: "fk_appointment_desk_desk_id",
                        column: x => x.desk_id,
                        principalTable: "desk",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "closure",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    town_hall_id = table.Column<int>(type: "integer", nullable: true),
                    site_id = table.Column<int>(type: "integer", nullable: true),
                    desk_id = table.Column<int>(type: "integer", nullable: true),
                    from_date = table.Column<DateOnly>(type: "date", nullable: false),
                    from_minute = table.Column<int>(type: "integer", nullable: false),
                    until_date = table.Column<DateOnly>(type: "date", nullable: true),
                    until_minute = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<short>(type: "smallint", nullable: false),
                    told = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closure", x => x.id);
                    table.CheckConstraint("closure_names_one_place", "(CASE WHEN town_hall_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN site_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN desk_id IS NULL THEN 0 ELSE 1 END) = 1");
                    table.ForeignKey(
                        name: "fk_closure_desk_desk_id",
                        column: x => x.desk_id,
                        principalTable: "desk",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_closure_site_site_id",
                        column: x => x.site_id,
                        principalTable: "site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_closure_town_hall_town_hall_id",
                        column: x => x.town_hall_id,
                        principalTable: "town_hall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "desk_planning",
                columns: table => new
                {
                    desk_id = table.Column<int>(type: "integer", nullable: false),
                    planning_id = table.Column<int>(type: "integer", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    group = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_planning", x => new { x.desk_id, x.planning_id });
                    table.CheckConstraint("desk_planning_group_is_a_bit", "\"group\" BETWEEN 0 AND 7");
                    table.ForeignKey(
                        name: "fk_desk_planning_desk_desk_id",
                        column: x => x.desk_id,
                        principalTable: "desk",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_desk_planning_planning_planning_id",
                        column: x => x.planning_id,
                        principalTable: "planning",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "opening_rule",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    planning_id = table.Column<int>(type: "integer", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    desk_id = table.Column<int>(type: "integer", nullable: true),
                    day = table.Column<int>(type: "integer", nullable: true),
                    every_weeks = table.Column<int>(type: "integer", nullable: false),
                    first_week = table.Column<DateOnly>(type: "date", nullable: true),
                    from_date = table.Column<DateOnly>(type: "date", nullable: true),
                    until_date = table.Column<DateOnly>(type: "date", nullable: true),
                    on_date = table.Column<DateOnly>(type: "date", nullable: true),
                    start_minute = table.Column<int>(type: "integer", nullable: false),
                    end_minute = table.Column<int>(type: "integer", nullable: false),
                    step_minutes = table.Column<int>(type: "integer", nullable: false),
                    services = table.Column<long>(type: "bigint", nullable: false),
                    channel = table.Column<int>(type: "integer", nullable: false),
                    online_days_before = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opening_rule", x => x.id);
                    table.CheckConstraint("opening_rule_is_on_the_grid", "start_minute % 5 = 0 AND end_minute % 5 = 0 AND start_minute >= 0 AND end_minute <= 1440 AND start_minute < end_minute AND step_minutes >= 5 AND step_minutes % 5 = 0");
                    table.ForeignKey(
                        name: "fk_opening_rule_desk_desk_id",
                        column: x => x.desk_id,
                        principalTable: "desk",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_opening_rule_planning_planning_id",
                        column: x => x.planning_id,
                        principalTable: "planning",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_opening_rule_site_site_id",
                        column: x => x.site_id,
                        principalTable: "site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "applicant",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    service_id = table.Column<int>(type: "integer", nullable: false),
                    birth_name = table.Column<string>(type: "text", nullable: true),
                    first_given_name = table.Column<string>(type: "text", nullable: true),
                    birth_year = table.Column<int>(type: "integer", nullable: true),
                    birth_month = table.Column<int>(type: "integer", nullable: true),
                    birth_day = table.Column<int>(type: "integer", nullable: true),
                    distinction = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_applicant", x => x.id);
                    table.CheckConstraint("applicant_is_one_of_six", "ordinal BETWEEN 0 AND 5");
                    table.ForeignKey(
                        name: "fk_applicant_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_applicant_service_service_id",
                        column: x => x.service_id,
                        principalTable: "service",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_detail",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    row_id = table.Column<long>(type: "bigint", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cipher = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_detail", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_detail_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_audit_detail_audit_rows_row_id",
                        column: x => x.row_id,
                        principalTable: "audit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "occupancy",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    desk_id = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    start_minute = table.Column<int>(type: "integer", nullable: false),
                    end_minute = table.Column<int>(type: "integer", nullable: false),
                    held_until_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    owner_hash = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_occupancy", x => x.id);
                    table.CheckConstraint("occupancy_is_on_the_grid", "start_minute % 5 = 0 AND end_minute % 5 = 0 AND start_minute >= 0 AND end_minute <= 1440 AND start_minute < end_minute");
                    table.ForeignKey(
                        name: "fk_occupancy_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_occupancy_desk_desk_id",
                        column: x => x.desk_id,
                        principalTable: "desk",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "one_time_code",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_hash = table.Column<string>(type: "text", nullable: false),
                    sent_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    used_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_one_time_code", x => x.id);
                    table.CheckConstraint("one_time_code_dies_after_five_tries", "tries BETWEEN 0 AND 5");
                    table.ForeignKey(
                        name: "fk_one_time_code_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "outbox_message",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    purpose = table.Column<short>(type: "smallint", nullable: false),
                    occasion = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    facts = table.Column<string>(type: "text", nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    next_try_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    useless_after_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sent_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    delete_after_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_message", x => x.id);
                    table.ForeignKey(
                        name: "fk_outbox_message_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_claim",
                columns: table => new
                {
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    procedure_id = table.Column<int>(type: "integer", nullable: false),
                    key_hash = table.Column<string>(type: "text", nullable: false),
                    distinction = table.Column<string>(type: "text", nullable: false),
                    key_version = table.Column<int>(type: "integer", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    applicant_ordinal = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_claim", x => new { x.kind, x.procedure_id, x.key_hash, x.distinction, x.key_version });
                    table.ForeignKey(
                        name: "fk_person_claim_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_person_claim_procedure_procedure_id",
                        column: x => x.procedure_id,
                        principalTable: "procedure",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pre_request",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    applicant_id = table.Column<long>(type: "bigint", nullable: false),
                    cipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    key_version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pre_request", x => x.id);
                    table.ForeignKey(
                        name: "fk_pre_request_applicant_applicant_id",
                        column: x => x.applicant_id,
                        principalTable: "applicant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "directory_version",
                columns: new[] { "id", "version" },
                values: new object[] { 1, 1L });

            migrationBuilder.InsertData(
                table: "procedure",
                columns: new[] { "id", "code" },
                values: new object[,]
                {
                    { 1, "CNI" },
                    { 2, "PASSPORT" }
                });

            migrationBuilder.InsertData(
                table: "service_kind",
                columns: new[] { "id", "code", "first_minutes", "further_minutes", "only_where_filed", "procedures", "texts" },
                values: new object[,]
                {
                    { 0, "cni", 15, 15, false, new[] { 1 }, "{\"French\":{\"Name\":\"Carte d\\u2019identit\\u00E9\",\"One\":\"1 carte d\\u2019identit\\u00E9\",\"Many\":\"{0} cartes d\\u2019identit\\u00E9\",\"For\":\"carte d\\u2019identit\\u00E9\"},\"English\":{\"Name\":\"Identity card\",\"One\":\"1 identity card\",\"Many\":\"{0} identity cards\",\"For\":\"identity card\"}}" },
                    { 1, "passport", 15, 15, false, new[] { 2 }, "{\"French\":{\"Name\":\"Passeport\",\"One\":\"1 passeport\",\"Many\":\"{0} passeports\",\"For\":\"passeport\"},\"English\":{\"Name\":\"Passport\",\"One\":\"1 passport\",\"Many\":\"{0} passports\",\"For\":\"passport\"}}" },
                    { 2, "cni-passport", 25, 20, false, new[] { 1, 2 }, "{\"French\":{\"Name\":\"Carte et passeport\",\"One\":\"1 carte d\\u2019identit\\u00E9 avec passeport\",\"Many\":\"{0} cartes d\\u2019identit\\u00E9 avec passeport\",\"For\":\"carte d\\u2019identit\\u00E9 et passeport\"},\"English\":{\"Name\":\"Card and passport\",\"One\":\"1 identity card with passport\",\"Many\":\"{0} identity cards with passport\",\"For\":\"identity card and passport\"}}" },
                    { 3, "collection", 10, 5, true, new int[0], "{\"French\":{\"Name\":\"Retrait d\\u2019un titre\",\"One\":\"le retrait d\\u2019un titre\",\"Many\":\"le retrait de {0} titres\",\"For\":\"retrait du titre\"},\"English\":{\"Name\":\"Collecting a finished document\",\"One\":\"the collection of 1 document\",\"Many\":\"the collection of {0} documents\",\"For\":\"collection\"}}" }
                });

            migrationBuilder.CreateIndex(
                name: "ix_agent_shift_planning_id_site_id",
                table: "agent_shift",
                columns: new[] { "planning_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_agent_shift_site_id",
                table: "agent_shift",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_applicant_appointment_id_ordinal",
                table: "applicant",
                columns: new[] { "appointment_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_applicant_service_id",
                table: "applicant",
                column: "service_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_delete_after_utc",
                table: "appointment",
                column: "delete_after_utc");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_desk_id",
                table: "appointment",
                column: "desk_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_held_until_utc",
                table: "appointment",
                column: "held_until_utc",
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_reference",
                table: "appointment",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_appointment_site_id_date",
                table: "appointment",
                columns: new[] { "site_id", "date" });

            migrationBuilder.CreateIndex(
                name: "one_live_hold_per_session",
                table: "appointment",
                column: "session_hash",
                unique: true,
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_event_appointment_id",
                table: "appointment_event",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_at_utc",
                table: "audit",
                column: "at_utc");

            migrationBuilder.CreateIndex(
                name: "ix_audit_delete_after_utc",
                table: "audit",
                column: "delete_after_utc");

            migrationBuilder.CreateIndex(
                name: "ix_audit_subject",
                table: "audit",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_audit_detail_appointment_id",
                table: "audit_detail",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_detail_row_id",
                table: "audit_detail",
                column: "row_id");

            migrationBuilder.CreateIndex(
                name: "ix_closure_desk_id",
                table: "closure",
                column: "desk_id");

            migrationBuilder.CreateIndex(
                name: "ix_closure_site_id",
                table: "closure",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_closure_town_hall_id",
                table: "closure",
                column: "town_hall_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_site_id",
                table: "desk",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_planning_planning_id",
                table: "desk_planning",
                column: "planning_id");

            migrationBuilder.CreateIndex(
                name: "ix_draft_delete_after_utc",
                table: "draft",
                column: "delete_after_utc");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_created_utc",
                table: "idempotency",
                column: "created_utc");

            migrationBuilder.CreateIndex(
                name: "ix_limit_use_delete_after_utc",
                table: "limit_use",
                column: "delete_after_utc");

            migrationBuilder.CreateIndex(
                name: "ix_occupancy_appointment_id",
                table: "occupancy",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_occupancy_desk_id_date",
                table: "occupancy",
                columns: new[] { "desk_id", "date" });

            migrationBuilder.CreateIndex(
                name: "ix_occupancy_owner_hash",
                table: "occupancy",
                column: "owner_hash",
                filter: "owner_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_one_time_code_appointment_id",
                table: "one_time_code",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_opening_rule_desk_id",
                table: "opening_rule",
                column: "desk_id");

            migrationBuilder.CreateIndex(
                name: "ix_opening_rule_planning_id_site_id",
                table: "opening_rule",
                columns: new[] { "planning_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "ix_opening_rule_site_id",
                table: "opening_rule",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_appointment_id_purpose_address_occasion",
                table: "outbox_message",
                columns: new[] { "appointment_id", "purpose", "address", "occasion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_next_try_utc",
                table: "outbox_message",
                column: "next_try_utc",
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_person_claim_appointment_id",
                table: "person_claim",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_claim_procedure_id",
                table: "person_claim",
                column: "procedure_id");

            migrationBuilder.CreateIndex(
                name: "ix_planning_town_hall_id",
                table: "planning",
                column: "town_hall_id");

            migrationBuilder.CreateIndex(
                name: "ix_pre_request_applicant_id",
                table: "pre_request",
                column: "applicant_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_kind_id",
                table: "service",
                column: "kind_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_planning_id_ordinal",
                table: "service",
                columns: new[] { "planning_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_kind_code",
                table: "service_kind",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_site_town_hall_id",
                table: "site",
                column: "town_hall_id");

            migrationBuilder.CreateIndex(
                name: "ix_town_hall_insee_code",
                table: "town_hall",
                column: "insee_code",
                unique: true);

            QuartzTables.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            QuartzTables.Drop(migrationBuilder);

            migrationBuilder.DropTable(
                name: "agent_shift");

            migrationBuilder.DropTable(
                name: "appointment_event");

            migrationBuilder.DropTable(
                name: "audit_detail");

            migrationBuilder.DropTable(
                name: "closure");

            migrationBuilder.DropTable(
                name: "data_protection_key");

            migrationBuilder.DropTable(
                name: "demo_message");

            migrationBuilder.DropTable(
                name: "desk_planning");

            migrationBuilder.DropTable(
                name: "directory_version");

            migrationBuilder.DropTable(
                name: "draft");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "job_run");

            migrationBuilder.DropTable(
                name: "limit_use");

            migrationBuilder.DropTable(
                name: "occupancy");

            migrationBuilder.DropTable(
                name: "one_time_code");

            migrationBuilder.DropTable(
                name: "opening_rule");

            migrationBuilder.DropTable(
                name: "outbox_message");

            migrationBuilder.DropTable(
                name: "person_claim");

            migrationBuilder.DropTable(
                name: "platform_setting");

            migrationBuilder.DropTable(
                name: "pre_request");

            migrationBuilder.DropTable(
                name: "secret_key");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "procedure");

            migrationBuilder.DropTable(
                name: "applicant");

            migrationBuilder.DropTable(
                name: "appointment");

            migrationBuilder.DropTable(
                name: "service");

            migrationBuilder.DropTable(
                name: "desk");

            migrationBuilder.DropTable(
                name: "planning");

            migrationBuilder.DropTable(
                name: "service_kind");

            migrationBuilder.DropTable(
                name: "site");

            migrationBuilder.DropTable(
                name: "town_hall");
        }
    }
}
