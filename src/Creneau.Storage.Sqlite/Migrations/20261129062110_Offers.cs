using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Creneau.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Offers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "cancel_run_id",
                table: "appointment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "draft_id",
                table: "appointment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "replaces_id",
                table: "appointment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cancellation_run",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    town_hall_id = table.Column<int>(type: "INTEGER", nullable: false),
                    agent_id = table.Column<int>(type: "INTEGER", nullable: true),
                    scope = table.Column<short>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    desk_id = table.Column<int>(type: "INTEGER", nullable: true),
                    from_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    from_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    until_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    started_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    stopped_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closure_id = table.Column<int>(type: "INTEGER", nullable: true),
                    delete_after_utc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cancellation_run", x => x.id);
                    table.ForeignKey(
                        name: "fk_cancellation_run_town_hall_town_hall_id",
                        column: x => x.town_hall_id,
                        principalTable: "town_hall",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "offer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    appointment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    run_id = table.Column<int>(type: "INTEGER", nullable: true),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    made_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    kept_until_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    starts = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offer", x => x.id);
                    table.ForeignKey(
                        name: "fk_offer_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cancellation_item",
                columns: table => new
                {
                    run_id = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    appointment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    desk_id = table.Column<int>(type: "INTEGER", nullable: false),
                    date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    start_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    end_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    is_stopped = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cancellation_item", x => new { x.run_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_cancellation_item_appointment_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_cancellation_item_cancellation_run_run_id",
                        column: x => x.run_id,
                        principalTable: "cancellation_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_cancel_run_id",
                table: "appointment",
                column: "cancel_run_id",
                filter: "cancel_run_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_draft_id",
                table: "appointment",
                column: "draft_id",
                filter: "draft_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "one_live_hold_per_cancelled_appointment",
                table: "appointment",
                column: "replaces_id",
                unique: true,
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "ix_cancellation_item_appointment_id",
                table: "cancellation_item",
                column: "appointment_id");

            migrationBuilder.CreateIndex(
                name: "ix_cancellation_run_delete_after_utc",
                table: "cancellation_run",
                column: "delete_after_utc");

            migrationBuilder.CreateIndex(
                name: "ix_cancellation_run_town_hall_id_started_utc",
                table: "cancellation_run",
                columns: new[] { "town_hall_id", "started_utc" });

            migrationBuilder.CreateIndex(
                name: "ix_cancellation_run_until_date",
                table: "cancellation_run",
                column: "until_date");

            migrationBuilder.CreateIndex(
                name: "ix_offer_run_id",
                table: "offer",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "one_open_offer_per_appointment",
                table: "offer",
                column: "appointment_id",
                unique: true,
                filter: "state = 0");

            migrationBuilder.AddForeignKey(
                name: "fk_appointment_appointment_replaces_id",
                table: "appointment",
                column: "replaces_id",
                principalTable: "appointment",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_appointment_hours_draft_draft_id",
                table: "appointment",
                column: "draft_id",
                principalTable: "hours_draft",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_appointment_appointment_replaces_id",
                table: "appointment");

            migrationBuilder.DropForeignKey(
                name: "fk_appointment_hours_draft_draft_id",
                table: "appointment");

            migrationBuilder.DropTable(
                name: "cancellation_item");

            migrationBuilder.DropTable(
                name: "offer");

            migrationBuilder.DropTable(
                name: "cancellation_run");

            migrationBuilder.DropIndex(
                name: "ix_appointment_cancel_run_id",
                table: "appointment");

            migrationBuilder.DropIndex(
                name: "ix_appointment_draft_id",
                table: "appointment");

            migrationBuilder.DropIndex(
                name: "one_live_hold_per_cancelled_appointment",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "cancel_run_id",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "draft_id",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "replaces_id",
                table: "appointment");
        }
    }
}
