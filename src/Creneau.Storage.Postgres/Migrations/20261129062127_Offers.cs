using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Creneau.Storage.Postgres.Migrations
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
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "draft_id",
                table: "appointment",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "replaces_id",
                table: "appointment",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cancellation_run",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    agent_id = table.Column<int>(type: "integer", nullable: true),
                    scope = table.Column<short>(type: "smallint", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: true),
                    desk_id = table.Column<int>(type: "integer", nullable: true),
                    from_date = table.Column<DateOnly>(type: "date", nullable: false),
                    from_minute = table.Column<int>(type: "integer", nullable: false),
                    until_date = table.Column<DateOnly>(type: "date", nullable: false),
                    until_minute = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    started_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    stopped_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closure_id = table.Column<int>(type: "integer", nullable: true),
                    delete_after_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<int>(type: "integer", nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    made_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    kept_until_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    starts = table.Column<string>(type: "text", nullable: false)
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
                    run_id = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    desk_id = table.Column<int>(type: "integer", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    start_minute = table.Column<int>(type: "integer", nullable: false),
                    end_minute = table.Column<int>(type: "integer", nullable: false),
                    is_stopped = table.Column<bool>(type: "boolean", nullable: false)
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
