using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Creneau.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Administration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "phone",
                table: "site",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "further_minutes",
                table: "service",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AlterColumn<int>(
                name: "first_minutes",
                table: "service",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<bool>(
                name: "counter_only",
                table: "service",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_published",
                table: "planning",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "phone",
                table: "planning",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    town_hall_id = table.Column<int>(type: "INTEGER", nullable: false),
                    french = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    english = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    first_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_date = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice", x => x.id);
                    table.CheckConstraint("notice_has_days", "first_date <= last_date");
                    table.ForeignKey(
                        name: "fk_notice_town_hall_town_hall_id",
                        column: x => x.town_hall_id,
                        principalTable: "town_hall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "retirement",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    town_hall_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    desk_id = table.Column<int>(type: "INTEGER", nullable: true),
                    planning_id = table.Column<int>(type: "INTEGER", nullable: true),
                    service_id = table.Column<int>(type: "INTEGER", nullable: true),
                    from_date = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retirement", x => x.id);
                    table.CheckConstraint("retirement_names_one_thing", "(CASE WHEN site_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN desk_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN planning_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN service_id IS NULL THEN 0 ELSE 1 END) <= 1");
                    table.ForeignKey(
                        name: "fk_retirement_desk_desk_id",
                        column: x => x.desk_id,
                        principalTable: "desk",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_retirement_planning_planning_id",
                        column: x => x.planning_id,
                        principalTable: "planning",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_retirement_service_service_id",
                        column: x => x.service_id,
                        principalTable: "service",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_retirement_site_site_id",
                        column: x => x.site_id,
                        principalTable: "site",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_retirement_town_hall_town_hall_id",
                        column: x => x.town_hall_id,
                        principalTable: "town_hall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_service_planning_id_kind_id",
                table: "service",
                columns: new[] { "planning_id", "kind_id" },
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "service_without_kind_has_minutes",
                table: "service",
                sql: "kind_id IS NOT NULL OR (first_minutes IS NOT NULL AND further_minutes IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_notice_town_hall_id",
                table: "notice",
                column: "town_hall_id");

            migrationBuilder.CreateIndex(
                name: "ix_retirement_desk_id",
                table: "retirement",
                column: "desk_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retirement_planning_id",
                table: "retirement",
                column: "planning_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retirement_service_id",
                table: "retirement",
                column: "service_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retirement_site_id",
                table: "retirement",
                column: "site_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retirement_town_hall_id",
                table: "retirement",
                column: "town_hall_id",
                unique: true,
                filter: "site_id IS NULL AND desk_id IS NULL AND planning_id IS NULL AND service_id IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notice");

            migrationBuilder.DropTable(
                name: "retirement");

            migrationBuilder.DropIndex(
                name: "ix_service_planning_id_kind_id",
                table: "service");

            migrationBuilder.DropCheckConstraint(
                name: "service_without_kind_has_minutes",
                table: "service");

            migrationBuilder.DropColumn(
                name: "phone",
                table: "site");

            migrationBuilder.DropColumn(
                name: "counter_only",
                table: "service");

            migrationBuilder.DropColumn(
                name: "is_published",
                table: "planning");

            migrationBuilder.DropColumn(
                name: "phone",
                table: "planning");

            migrationBuilder.AlterColumn<int>(
                name: "further_minutes",
                table: "service",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "first_minutes",
                table: "service",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
