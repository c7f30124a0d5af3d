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
            migrationBuilder.AddColumn<int>(
                name: "cost_millis",
                table: "outbox_message",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "cost_millis",
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
        }
    }
}
