using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Creneau.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Visits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_audit_subject",
                table: "audit");

            migrationBuilder.AddColumn<int>(
                name: "queue_absent_after_minutes",
                table: "town_hall",
                type: "integer",
                nullable: false,
                defaultValue: 10);

            migrationBuilder.AddColumn<int>(
                name: "queue_calls_before_absent",
                table: "town_hall",
                type: "integer",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.AddColumn<int>(
                name: "queue_recall_gap_minutes",
                table: "town_hall",
                type: "integer",
                nullable: false,
                defaultValue: 5);

            migrationBuilder.AddColumn<int>(
                name: "walk_in_cap",
                table: "planning",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "town_hall_id",
                table: "audit",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "outcome",
                table: "applicant",
                type: "smallint",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "provider_hint",
                table: "agent_session",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "provider_issuer",
                table: "agent",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "provider_subject_hash",
                table: "agent",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "agent_passkey",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    agent_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    credential_id = table.Column<byte[]>(type: "bytea", nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    transports = table.Column<string>(type: "text", nullable: false),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    is_backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_used_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_passkey", x => x.id);
                    table.ForeignKey(
                        name: "fk_agent_passkey_agent_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "desk_sign_on",
                columns: table => new
                {
                    desk_id = table.Column<int>(type: "integer", nullable: false),
                    agent_id = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    since_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_sign_on", x => x.desk_id);
                    table.ForeignKey(
                        name: "fk_desk_sign_on_agent_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_desk_sign_on_desk_desk_id",
                        column: x => x.desk_id,
                        principalTable: "desk",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ticket_counter",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    letter = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_counter", x => new { x.site_id, x.letter, x.date });
                    table.ForeignKey(
                        name: "fk_ticket_counter_site_site_id",
                        column: x => x.site_id,
                        principalTable: "site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "visit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    planning_id = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    service_id = table.Column<int>(type: "integer", nullable: true),
                    people = table.Column<int>(type: "integer", nullable: false),
                    ticket_letter = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    ticket_number = table.Column<int>(type: "integer", nullable: true),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    at_desk_id = table.Column<int>(type: "integer", nullable: true),
                    arrived_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    first_called_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_called_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    delete_after_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    steps = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit", x => x.id);
                    table.ForeignKey(
                        name: "fk_visit_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_visit_planning_planning_id",
                        column: x => x.planning_id,
                        principalTable: "planning",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_visit_site_site_id",
                        column: x => x.site_id,
                        principalTable: "site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_actor_id_at_utc",
                table: "audit",
                columns: new[] { "actor_id", "at_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_actor_town_hall_id_at_utc",
                table: "audit",
                columns: new[] { "actor_town_hall_id", "at_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_operation_at_utc",
                table: "audit",
                columns: new[] { "operation", "at_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_refused",
                table: "audit",
                column: "at_utc",
                filter: "refusal IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_subject_at_utc",
                table: "audit",
                columns: new[] { "subject", "at_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_town_hall_id_at_utc",
                table: "audit",
                columns: new[] { "town_hall_id", "at_utc" },
                filter: "town_hall_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_agent_provider_subject_hash",
                table: "agent",
                column: "provider_subject_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agent_passkey_agent_id",
                table: "agent_passkey",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_agent_passkey_credential_id",
                table: "agent_passkey",
                column: "credential_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_sign_on_agent_id",
                table: "desk_sign_on",
                column: "agent_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visit_appointment_id",
                table: "visit",
                column: "appointment_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visit_at_desk_id",
                table: "visit",
                column: "at_desk_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visit_delete_after_utc",
                table: "visit",
                column: "delete_after_utc");

            migrationBuilder.CreateIndex(
                name: "ix_visit_planning_id",
                table: "visit",
                column: "planning_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_site_id_date_ticket_letter_ticket_number",
                table: "visit",
                columns: new[] { "site_id", "date", "ticket_letter", "ticket_number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent_passkey");

            migrationBuilder.DropTable(
                name: "desk_sign_on");

            migrationBuilder.DropTable(
                name: "ticket_counter");

            migrationBuilder.DropTable(
                name: "visit");

            migrationBuilder.DropIndex(
                name: "ix_audit_actor_id_at_utc",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "ix_audit_actor_town_hall_id_at_utc",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "ix_audit_operation_at_utc",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "ix_audit_refused",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "ix_audit_subject_at_utc",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "ix_audit_town_hall_id_at_utc",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "ix_agent_provider_subject_hash",
                table: "agent");

            migrationBuilder.DropColumn(
                name: "queue_absent_after_minutes",
                table: "town_hall");

            migrationBuilder.DropColumn(
                name: "queue_calls_before_absent",
                table: "town_hall");

            migrationBuilder.DropColumn(
                name: "queue_recall_gap_minutes",
                table: "town_hall");

            migrationBuilder.DropColumn(
                name: "walk_in_cap",
                table: "planning");

            migrationBuilder.DropColumn(
                name: "town_hall_id",
                table: "audit");

            migrationBuilder.DropColumn(
                name: "outcome",
                table: "applicant");

            migrationBuilder.DropColumn(
                name: "provider_hint",
                table: "agent_session");

            migrationBuilder.DropColumn(
                name: "provider_issuer",
                table: "agent");

            migrationBuilder.DropColumn(
                name: "provider_subject_hash",
                table: "agent");

            migrationBuilder.CreateIndex(
                name: "ix_audit_subject",
                table: "audit",
                column: "subject");
        }
    }
}
