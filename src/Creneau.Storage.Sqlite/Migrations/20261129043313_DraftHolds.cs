using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Creneau.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DraftHolds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "draft_id",
                table: "appointment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_appointment_draft_id",
                table: "appointment",
                column: "draft_id",
                filter: "draft_id IS NOT NULL");

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
                name: "fk_appointment_hours_draft_draft_id",
                table: "appointment");

            migrationBuilder.DropIndex(
                name: "ix_appointment_draft_id",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "draft_id",
                table: "appointment");
        }
    }
}
