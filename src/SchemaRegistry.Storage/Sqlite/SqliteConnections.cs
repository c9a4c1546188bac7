using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SchemaRegistry.Storage.Sqlite;

/// <summary>
/// How every connection is set up: write-ahead log, and <c>synchronous=FULL</c>, so that a commit is on disk when it
/// returns. The setting belongs to the connection, not to the file, and is read back: a driver that ignored it would
/// lose what was acknowledged.
/// </summary>
internal static class SqliteConnections
{
    private const long Full = 2;

    /// <summary>The connection string of a file, whatever characters its path has.</summary>
    public static string StringFor(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString;

    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(StringFor(path));
        connection.Open();
        Prepare(connection);
        return connection;
    }

    /// <exception cref="IOException">The connection does not sync every commit.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        Execute(connection, $"PRAGMA busy_timeout={(StorageLimits.BusyTimeoutSeconds * 1000).ToString(CultureInfo.InvariantCulture)}");
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=FULL");
        if (Synchronous(connection) != Full)
            throw new IOException($"{connection.DataSource} does not take synchronous=FULL; commits would not be durable.");
    }

    /// <summary>2 is FULL.</summary>
    public static long Synchronous(SqliteConnection connection) => (long)Execute(connection, "PRAGMA synchronous")!;

    public static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
