using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Creneau.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Administration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "phone",
                table: "town_hall",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "access_notes",
                table: "site",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "phone",
                table: "site",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "further_minutes",
                table: "service",
                type: "integer",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AlterColumn<int>(
                name: "first_minutes",
                table: "service",
                type: "integer",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AddColumn<bool>(
                name: "counter_only",
                table: "service",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_published",
                table: "planning",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "phone",
                table: "planning",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "desk",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    french = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    english = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    first_date = table.Column<DateOnly>(type: "date", nullable: false),
                    last_date = table.Column<DateOnly>(type: "date", nullable: false)
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
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: true),
                    desk_id = table.Column<int>(type: "integer", nullable: true),
                    planning_id = table.Column<int>(type: "integer", nullable: true),
                    service_id = table.Column<int>(type: "integer", nullable: true),
                    from_date = table.Column<DateOnly>(type: "date", nullable: false)
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

            migrationBuilder.AlterColumn<string>(
                name: "phone",
                table: "town_hall",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(30)",
                oldMaxLength: 30,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "access_notes",
                table: "site",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(500)",
                oldMaxLength: 500,
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "further_minutes",
                table: "service",
                type: "integer",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "first_minutes",
                table: "service",
                type: "integer",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "desk",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(60)",
                oldMaxLength: 60);
        }
    }
}
