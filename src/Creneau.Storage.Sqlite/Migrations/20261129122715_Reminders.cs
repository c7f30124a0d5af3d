using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Creneau.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Reminders : Migration
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

            migrationBuilder.AddColumn<DateTime>(
                name: "said_coming_utc",
                table: "appointment",
                type: "TEXT",
                nullable: true);

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
                name: "reminder");

            migrationBuilder.DropTable(
                name: "sending_rules");

            migrationBuilder.DropColumn(
                name: "reminders",
                table: "planning");

            migrationBuilder.DropColumn(
                name: "said_coming_utc",
                table: "appointment");
        }
    }
}
