using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace SchemaRegistry.Benchmarks.Registrations;

/// <summary>The baseline: one row of the same text per transaction, prepared, WAL, <c>synchronous=FULL</c>.</summary>
internal static class SingleRowInserts
{
    /// <summary>Transactions per second.</summary>
    public static double Rate(string path, int transactions)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=FULL");
        Execute(connection, "CREATE TABLE rows(seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, text TEXT NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows(subject, text) VALUES ($subject, $text)";
        var subject = insert.Parameters.Add("$subject", SqliteType.Text);
        var text = insert.Parameters.Add("$text", SqliteType.Text);

        var started = Stopwatch.GetTimestamp();
        for (var row = 0; row < transactions; row++)
        {
            subject.Value = $"subject-{row}";
            text.Value = SampleSchema.Create($"Row{row}");
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            insert.ExecuteNonQuery();
            transaction.Commit();
        }

        return transactions / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }
}
