using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Creneau.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TownHallHours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "opening_rule_is_on_the_grid",
                table: "opening_rule");

            migrationBuilder.AddColumn<string>(
                name: "school_zone",
                table: "town_hall",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "after_minutes",
                table: "service",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "before_minutes",
                table: "service",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "release_month_day",
                table: "planning",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "online_minute",
                table: "opening_rule",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "school",
                table: "opening_rule",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "share_kept",
                table: "opening_rule",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "share_of",
                table: "opening_rule",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "weeks",
                table: "opening_rule",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "agent_id",
                table: "agent_shift",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_absence",
                table: "agent_shift",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "weeks",
                table: "agent_shift",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "hours_draft",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    town_hall_id = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<int>(type: "INTEGER", nullable: true),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    touched_by = table.Column<int>(type: "INTEGER", nullable: true),
                    touched_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changes = table.Column<string>(type: "TEXT", nullable: false),
                    choices = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hours_draft", x => x.id);
                    table.ForeignKey(
                        name: "fk_hours_draft_town_hall_town_hall_id",
                        column: x => x.town_hall_id,
                        principalTable: "town_hall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hours_publication",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    town_hall_id = table.Column<int>(type: "INTEGER", nullable: false),
                    draft_id = table.Column<int>(type: "INTEGER", nullable: true),
                    agent_id = table.Column<int>(type: "INTEGER", nullable: true),
                    at_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changes = table.Column<string>(type: "TEXT", nullable: false),
                    moves = table.Column<string>(type: "TEXT", nullable: false),
                    cancelled = table.Column<string>(type: "TEXT", nullable: false),
                    undone_utc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hours_publication", x => x.id);
                    table.ForeignKey(
                        name: "fk_hours_publication_town_hall_town_hall_id",
                        column: x => x.town_hall_id,
                        principalTable: "town_hall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "school_holiday",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    zone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    from_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    is_checked = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_school_holiday", x => x.id);
                    table.CheckConstraint("school_holiday_has_days", "from_date < until_date");
                });

            migrationBuilder.InsertData(
                table: "school_holiday",
                columns: new[] { "id", "from_date", "is_checked", "name", "until_date", "zone" },
                values: new object[,]
                {
                    { 1, new DateOnly(2025, 10, 18), true, "Toussaint", new DateOnly(2025, 11, 3), "A" },
                    { 2, new DateOnly(2025, 12, 20), true, "Noël", new DateOnly(2026, 1, 5), "A" },
                    { 3, new DateOnly(2026, 2, 7), true, "Hiver", new DateOnly(2026, 2, 23), "A" },
                    { 4, new DateOnly(2026, 4, 4), true, "Printemps", new DateOnly(2026, 4, 20), "A" },
                    { 5, new DateOnly(2026, 7, 4), false, "Été", new DateOnly(2026, 9, 1), "A" },
                    { 6, new DateOnly(2025, 10, 18), true, "Toussaint", new DateOnly(2025, 11, 3), "B" },
                    { 7, new DateOnly(2025, 12, 20), true, "Noël", new DateOnly(2026, 1, 5), "B" },
                    { 8, new DateOnly(2026, 2, 14), true, "Hiver", new DateOnly(2026, 3, 2), "B" },
                    { 9, new DateOnly(2026, 4, 11), true, "Printemps", new DateOnly(2026, 4, 27), "B" },
                    { 10, new DateOnly(2026, 7, 4), false, "Été", new DateOnly(2026, 9, 1), "B" },
                    { 11, new DateOnly(2025, 10, 18), true, "Toussaint", new DateOnly(2025, 11, 3), "C" },
                    { 12, new DateOnly(2025, 12, 20), true, "Noël", new DateOnly(2026, 1, 5), "C" },
                    { 13, new DateOnly(2026, 2, 21), true, "Hiver", new DateOnly(2026, 3, 9), "C" },
                    { 14, new DateOnly(2026, 4, 18), false, "Printemps", new DateOnly(2026, 5, 4), "C" },
                    { 15, new DateOnly(2026, 7, 4), false, "Été", new DateOnly(2026, 9, 1), "C" },
                    { 16, new DateOnly(2026, 10, 17), true, "Toussaint", new DateOnly(2026, 11, 2), "A" },
                    { 17, new DateOnly(2026, 12, 19), false, "Noël", new DateOnly(2027, 1, 4), "A" },
                    { 18, new DateOnly(2027, 2, 13), false, "Hiver", new DateOnly(2027, 3, 1), "A" },
                    { 19, new DateOnly(2027, 4, 10), false, "Printemps", new DateOnly(2027, 4, 26), "A" },
                    { 20, new DateOnly(2027, 7, 3), false, "Été", new DateOnly(2027, 9, 1), "A" },
                    { 21, new DateOnly(2026, 10, 17), true, "Toussaint", new DateOnly(2026, 11, 2), "B" },
                    { 22, new DateOnly(2026, 12, 19), false, "Noël", new DateOnly(2027, 1, 4), "B" },
                    { 23, new DateOnly(2027, 2, 20), false, "Hiver", new DateOnly(2027, 3, 8), "B" },
                    { 24, new DateOnly(2027, 4, 17), false, "Printemps", new DateOnly(2027, 5, 3), "B" },
                    { 25, new DateOnly(2027, 7, 3), false, "Été", new DateOnly(2027, 9, 1), "B" },
                    { 26, new DateOnly(2026, 10, 17), true, "Toussaint", new DateOnly(2026, 11, 2), "C" },
                    { 27, new DateOnly(2026, 12, 19), false, "Noël", new DateOnly(2027, 1, 4), "C" },
                    { 28, new DateOnly(2027, 2, 6), false, "Hiver", new DateOnly(2027, 2, 22), "C" },
                    { 29, new DateOnly(2027, 4, 3), false, "Printemps", new DateOnly(2027, 4, 19), "C" },
                    { 30, new DateOnly(2027, 7, 3), false, "Été", new DateOnly(2027, 9, 1), "C" }
                });

            migrationBuilder.AddCheckConstraint(
                name: "service_hides_whole_units",
                table: "service",
                sql: "before_minutes >= 0 AND before_minutes % 5 = 0 AND after_minutes >= 0 AND after_minutes % 5 = 0");

            migrationBuilder.AddCheckConstraint(
                name: "opening_rule_is_on_the_grid",
                table: "opening_rule",
                sql: "start_minute % 5 = 0 AND end_minute % 5 = 0 AND start_minute >= 0 AND end_minute <= 1440 AND start_minute < end_minute AND step_minutes >= 5 AND step_minutes % 5 = 0 AND share_kept >= 0 AND share_kept <= share_of AND online_minute BETWEEN 0 AND 1439");

            migrationBuilder.CreateIndex(
                name: "ix_hours_draft_town_hall_id_state",
                table: "hours_draft",
                columns: new[] { "town_hall_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_hours_publication_town_hall_id_at_utc",
                table: "hours_publication",
                columns: new[] { "town_hall_id", "at_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_school_holiday_zone_from_date",
                table: "school_holiday",
                columns: new[] { "zone", "from_date" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hours_draft");

            migrationBuilder.DropTable(
                name: "hours_publication");

            migrationBuilder.DropTable(
                name: "school_holiday");

            migrationBuilder.DropCheckConstraint(
                name: "service_hides_whole_units",
                table: "service");

            migrationBuilder.DropCheckConstraint(
                name: "opening_rule_is_on_the_grid",
                table: "opening_rule");

            migrationBuilder.DropColumn(
                name: "school_zone",
                table: "town_hall");

            migrationBuilder.DropColumn(
                name: "after_minutes",
                table: "service");

            migrationBuilder.DropColumn(
                name: "before_minutes",
                table: "service");

            migrationBuilder.DropColumn(
                name: "release_month_day",
                table: "planning");

            migrationBuilder.DropColumn(
                name: "online_minute",
                table: "opening_rule");

            migrationBuilder.DropColumn(
                name: "school",
                table: "opening_rule");

            migrationBuilder.DropColumn(
                name: "share_kept",
                table: "opening_rule");

            migrationBuilder.DropColumn(
                name: "share_of",
                table: "opening_rule");

            migrationBuilder.DropColumn(
                name: "weeks",
                table: "opening_rule");

            migrationBuilder.DropColumn(
                name: "agent_id",
                table: "agent_shift");

            migrationBuilder.DropColumn(
                name: "is_absence",
                table: "agent_shift");

            migrationBuilder.DropColumn(
                name: "weeks",
                table: "agent_shift");

            migrationBuilder.AddCheckConstraint(
                name: "opening_rule_is_on_the_grid",
                table: "opening_rule",
                sql: "start_minute % 5 = 0 AND end_minute % 5 = 0 AND start_minute >= 0 AND end_minute <= 1440 AND start_minute < end_minute AND step_minutes >= 5 AND step_minutes % 5 = 0");
        }
    }
}
