using Microsoft.EntityFrameworkCore;
using SchemaRegistry.Storage.Model;

namespace SchemaRegistry.Storage.Sqlite;

/// <summary>
/// The model and migrations for SQLite. Appending and loading use prepared commands on its connection.
/// </summary>
public sealed class SqliteRegistryContext(DbContextOptions<SqliteRegistryContext> options) : DbContext(options)
{
    public DbSet<ContentRow> Contents => Set<ContentRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public static SqliteRegistryContext Create(string path)
    {
        var options = new DbContextOptionsBuilder<SqliteRegistryContext>()
            .UseSqlite(SqliteConnections.StringFor(path))
            .AddInterceptors(DurabilityInterceptor.Instance)
            .Options;
        return new SqliteRegistryContext(options);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => RegistryModel.Define(modelBuilder);
}
