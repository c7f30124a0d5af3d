using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Creneau.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DraftSteps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "steps",
                table: "hours_draft",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "steps",
                table: "hours_draft");
        }
    }
}
