using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Creneau.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Mine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_message_text_town_hall_id_planning_id_purpose_channel_language",
                table: "message_text",
                columns: new[] { "town_hall_id", "planning_id", "purpose", "channel", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_text_change_town_hall_id_planning_id_purpose_language",
                table: "message_text_change",
                columns: new[] { "town_hall_id", "planning_id", "purpose", "language" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "message_text");

            migrationBuilder.DropTable(
                name: "message_text_change");

            migrationBuilder.DropTable(
                name: "sending_rules");
        }
    }
}
