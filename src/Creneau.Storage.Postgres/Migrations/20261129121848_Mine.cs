using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Creneau.Storage.Postgres.Migrations
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
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    planning_id = table.Column<int>(type: "integer", nullable: false),
                    purpose = table.Column<short>(type: "smallint", nullable: false),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    subject = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    body = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_text", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "message_text_change",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    planning_id = table.Column<int>(type: "integer", nullable: false),
                    purpose = table.Column<short>(type: "smallint", nullable: false),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    subject = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    body = table.Column<string>(type: "text", nullable: true),
                    agent_id = table.Column<int>(type: "integer", nullable: true),
                    changed_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_text_change", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sending_rules",
                columns: table => new
                {
                    town_hall_id = table.Column<int>(type: "integer", nullable: false),
                    from_minute = table.Column<int>(type: "integer", nullable: false),
                    to_minute = table.Column<int>(type: "integer", nullable: false),
                    sender = table.Column<string>(type: "character varying(11)", maxLength: 11, nullable: false),
                    codes_by_sms = table.Column<bool>(type: "boolean", nullable: false),
                    code_cents_per_day = table.Column<int>(type: "integer", nullable: false),
                    budget_cents = table.Column<int>(type: "integer", nullable: true),
                    stops_at_budget = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sending_rules", x => x.town_hall_id);
                    table.CheckConstraint("ck_sending_rules_hours", "from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440");
                });

            migrationBuilder.CreateIndex(
                name: "ix_message_text_town_hall_id_planning_id_purpose_channel_langu",
                table: "message_text",
                columns: new[] { "town_hall_id", "planning_id", "purpose", "channel", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_text_change_town_hall_id_planning_id_purpose_langua",
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
