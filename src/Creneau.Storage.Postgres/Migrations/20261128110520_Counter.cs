using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Creneau.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Counter : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "cancel_delay_seconds",
                table: "town_hall",
                type: "integer",
                nullable: false,
                defaultValue: 60);

            migrationBuilder.AddColumn<bool>(
                name: "requires_second_factor",
                table: "town_hall",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "booked_by_town_hall_id",
                table: "appointment",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "cancel_at_utc",
                table: "appointment",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "cancel_initiative",
                table: "appointment",
                type: "smallint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "cancel_notifies",
                table: "appointment",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "cancel_reason",
                table: "appointment",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "commune_insee",
                table: "appointment",
                type: "character varying(5)",
                maxLength: 5,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "outside_hours_reason",
                table: "appointment",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "short_link_hash",
                table: "appointment",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "urgency",
                table: "appointment",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "agent",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    joined_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_sign_in_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reactivated_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    noticed_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    suspended_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    link_version = table.Column<int>(type: "integer", nullable: false),
                    link_ends_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    authenticator_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    last_code_hash = table.Column<string>(type: "text", nullable: true),
                    user_name = table.Column<string>(type: "text", nullable: true),
                    normalized_user_name = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "appointment_note",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agent_id = table.Column<int>(type: "integer", nullable: false),
                    agent_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_note", x => x.id);
                    table.ForeignKey(
                        name: "fk_appointment_note_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "agent_membership",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    agent_id = table.Column<int>(type: "integer", nullable: false),
                    town_hall_id = table.Column<int>(type: "integer", nullable: true),
                    role = table.Column<short>(type: "smallint", nullable: false),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_membership", x => x.id);
                    table.CheckConstraint("agent_membership_is_of_a_town_hall_or_the_platform", "(role IN (4, 5)) = (town_hall_id IS NULL)");
                    table.ForeignKey(
                        name: "fk_agent_membership_agent_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_agent_membership_town_hall_town_hall_id",
                        column: x => x.town_hall_id,
                        principalTable: "town_hall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "agent_recovery_code",
                columns: table => new
                {
                    agent_id = table.Column<int>(type: "integer", nullable: false),
                    code_hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_recovery_code", x => new { x.agent_id, x.code_hash });
                    table.ForeignKey(
                        name: "fk_agent_recovery_code_agent_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "agent_session",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agent_id = table.Column<int>(type: "integer", nullable: false),
                    secret_hash = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<short>(type: "smallint", nullable: false),
                    town_hall_id = table.Column<int>(type: "integer", nullable: true),
                    device = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_session", x => x.id);
                    table.ForeignKey(
                        name: "fk_agent_session_agent_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_agent_session_town_hall_town_hall_id",
                        column: x => x.town_hall_id,
                        principalTable: "town_hall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_event_site_id_date",
                table: "appointment_event",
                columns: new[] { "site_id", "date" },
                filter: "kind IN (3, 4, 12)");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_booked_by_town_hall_id",
                table: "appointment",
                column: "booked_by_town_hall_id",
                filter: "booked_by_town_hall_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_cancel_at_utc",
                table: "appointment",
                column: "cancel_at_utc",
                filter: "cancel_at_utc IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_short_link_hash",
                table: "appointment",
                column: "short_link_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agent_normalized_email",
                table: "agent",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agent_membership_agent_id",
                table: "agent_membership",
                column: "agent_id",
                unique: true,
                filter: "town_hall_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_agent_membership_agent_id_town_hall_id",
                table: "agent_membership",
                columns: new[] { "agent_id", "town_hall_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agent_membership_town_hall_id",
                table: "agent_membership",
                column: "town_hall_id");

            migrationBuilder.CreateIndex(
                name: "ix_agent_session_agent_id",
                table: "agent_session",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_agent_session_ends_utc",
                table: "agent_session",
                column: "ends_utc");

            migrationBuilder.CreateIndex(
                name: "ix_agent_session_town_hall_id",
                table: "agent_session",
                column: "town_hall_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_note_appointment_id",
                table: "appointment_note",
                column: "appointment_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent_membership");

            migrationBuilder.DropTable(
                name: "agent_recovery_code");

            migrationBuilder.DropTable(
                name: "agent_session");

            migrationBuilder.DropTable(
                name: "appointment_note");

            migrationBuilder.DropTable(
                name: "agent");

            migrationBuilder.DropIndex(
                name: "ix_appointment_event_site_id_date",
                table: "appointment_event");

            migrationBuilder.DropIndex(
                name: "ix_appointment_booked_by_town_hall_id",
                table: "appointment");

            migrationBuilder.DropIndex(
                name: "ix_appointment_cancel_at_utc",
                table: "appointment");

            migrationBuilder.DropIndex(
                name: "ix_appointment_short_link_hash",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "cancel_delay_seconds",
                table: "town_hall");

            migrationBuilder.DropColumn(
                name: "requires_second_factor",
                table: "town_hall");

            migrationBuilder.DropColumn(
                name: "booked_by_town_hall_id",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "cancel_at_utc",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "cancel_initiative",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "cancel_notifies",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "cancel_reason",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "commune_insee",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "outside_hours_reason",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "short_link_hash",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "urgency",
                table: "appointment");
        }
    }
}
