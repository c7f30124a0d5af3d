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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
