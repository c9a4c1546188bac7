using Microsoft.EntityFrameworkCore;

namespace SchemaRegistry.Storage.Sqlite;

/// <summary>
/// Brings a database to the tables of this version. Which migrations it has is asked in plain SQL, because EF costs 200
/// ms and more of a start; EF comes in only when there is something to migrate.
/// </summary>
internal static class SqliteSchemaVersion
{
    /// <summary>The newest migration; a test holds it against those in the assembly.</summary>
    public const string Latest = "20261128000000_ContentHeads";

    /// <exception cref="StorageException">The database was made by a newer version.</exception>
    public static void Ensure(string path)
    {
        var applied = ReadApplied(path);
        if (applied == Latest)
            return;
        if (applied is not null && string.CompareOrdinal(applied, Latest) > 0)
        {
            throw new StorageException(
                $"The database {path} was made by a newer version (its last migration is {applied}, this version knows {Latest}). "
                + "Start that version, or give another --data folder.");
        }

        DropAbandonedLock(path);
        using var context = SqliteRegistryContext.Create(path);
        context.Database.Migrate();
    }

    /// <summary>
    /// EF waits for ever for the row in this table, which stays when a process is killed while it migrates. The data
    /// folder's lock has made sure that nobody else is migrating.
    /// </summary>
    private static void DropAbandonedLock(string path)
    {
        using var connection = SqliteConnections.Open(path);
        SqliteConnections.Execute(connection, "DROP TABLE IF EXISTS __EFMigrationsLock");
    }

    private static string? ReadApplied(string path)
    {
        using var connection = SqliteConnections.Open(path);
        var hasHistory = SqliteConnections.Execute(
            connection, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'");
        return hasHistory is null
            ? null
            : (string?)SqliteConnections.Execute(connection, "SELECT max(MigrationId) FROM __EFMigrationsHistory");
    }
}
