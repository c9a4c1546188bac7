using Microsoft.EntityFrameworkCore.Design;

namespace SchemaRegistry.Storage.Sqlite;

/// <summary>Lets the EF tools make migrations; the file is never opened by them.</summary>
internal sealed class SqliteContextFactory : IDesignTimeDbContextFactory<SqliteRegistryContext>
{
    public SqliteRegistryContext CreateDbContext(string[] args) => SqliteRegistryContext.Create("design.db");
}
