using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SchemaRegistry.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ContentHeads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_contents_heads",
                table: "contents",
                columns: new[] { "id", "identity", "type", "extras", "equivalence_key" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_contents_heads",
                table: "contents");
        }
    }
}
