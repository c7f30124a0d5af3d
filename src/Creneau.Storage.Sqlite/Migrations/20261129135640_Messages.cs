using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Creneau.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Messages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "reminders",
                table: "planning",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "2880");

            migrationBuilder.AddColumn<bool>(
                name: "at_any_hour",
                table: "outbox_message",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "cost_millis",
                table: "outbox_message",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "instead_of",
                table: "outbox_message",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "other_address",
                table: "outbox_message",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "parts",
                table: "outbox_message",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "planning_id",
                table: "outbox_message",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "provider",
                table: "outbox_message",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "provider_id",
                table: "outbox_message",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "report",
                table: "outbox_message",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "town_hall_id",
                table: "outbox_message",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "prefers_sms",
                table: "appointment",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "said_coming_utc",
                table: "appointment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "message_text",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    town_hall_id = table.Column<int>(type: "INTEGER", nullable: false),
                    planning_id = table.Column<int>(type: "INTEGER", nullable: false),
                    purpose = table.Column<short>(type: "INTEGER", nullable: false),
                    channel = table.Column<short>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_text", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "message_text_change",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    town_hall_id = table.Column<int>(type: "INTEGER", nullable: false),
                    planning_id = table.Column<int>(type: "INTEGER", nullable: false),
                    purpose = table.Column<short>(type: "INTEGER", nullable: false),
                    channel = table.Column<short>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 150, nullable: true),
                    body = table.Column<string>(type: "TEXT", nullable: true),
                    agent_id = table.Column<int>(type: "INTEGER", nullable: true),
                    changed_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_text_change", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reminder",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    appointment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lead_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    start_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<short>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder", x => x.id);
                    table.CheckConstraint("reminder_is_before_the_start", "due_utc < start_utc");
                    table.ForeignKey(
                        name: "fk_reminder_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sending_pause",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    since_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sending_pause", x => x.id);
                    table.CheckConstraint("ck_sending_pause_one", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "sending_rules",
                columns: table => new
                {
                    town_hall_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    to_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    sender = table.Column<string>(type: "TEXT", maxLength: 11, nullable: false),
                    codes_by_sms = table.Column<bool>(type: "INTEGER", nullable: false),
                    code_cents_per_day = table.Column<int>(type: "INTEGER", nullable: false),
                    budget_cents = table.Column<int>(type: "INTEGER", nullable: true),
                    stops_at_budget = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sending_rules", x => x.town_hall_id);
                    table.CheckConstraint("ck_sending_rules_hours", "from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440");
                });

            migrationBuilder.CreateTable(
                name: "sms_count",
                columns: table => new
                {
                    town_hall_id = table.Column<int>(type: "INTEGER", nullable: false),
                    planning_id = table.Column<int>(type: "INTEGER", nullable: false),
                    date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    purpose = table.Column<short>(type: "INTEGER", nullable: false),
                    messages = table.Column<int>(type: "INTEGER", nullable: false),
                    parts = table.Column<int>(type: "INTEGER", nullable: false),
                    cost_millis = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sms_count", x => new { x.town_hall_id, x.date, x.planning_id, x.purpose });
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_town_hall_id_created_utc",
                table: "outbox_message",
                columns: new[] { "town_hall_id", "created_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_message_text_town_hall_id_planning_id_purpose_channel_language",
                table: "message_text",
                columns: new[] { "town_hall_id", "planning_id", "purpose", "channel", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_text_change_town_hall_id_planning_id_purpose_language",
                table: "message_text_change",
                columns: new[] { "town_hall_id", "planning_id", "purpose", "language" });

            migrationBuilder.CreateIndex(
                name: "ix_reminder_appointment_id_lead_minutes",
                table: "reminder",
                columns: new[] { "appointment_id", "lead_minutes" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reminder_due_utc",
                table: "reminder",
                column: "due_utc",
                filter: "state = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "message_text");

            migrationBuilder.DropTable(
                name: "message_text_change");

            migrationBuilder.DropTable(
                name: "reminder");

            migrationBuilder.DropTable(
                name: "sending_pause");

            migrationBuilder.DropTable(
                name: "sending_rules");

            migrationBuilder.DropTable(
                name: "sms_count");

            migrationBuilder.DropIndex(
                name: "ix_outbox_message_town_hall_id_created_utc",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "reminders",
                table: "planning");

            migrationBuilder.DropColumn(
                name: "at_any_hour",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "cost_millis",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "instead_of",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "other_address",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "parts",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "planning_id",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "provider",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "provider_id",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "report",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "town_hall_id",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "prefers_sms",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "said_coming_utc",
                table: "appointment");
        }
    }
}
