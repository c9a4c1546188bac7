using Microsoft.Data.Sqlite;
using SchemaRegistry.Formats;
using SchemaRegistry.Registry.Changes;

namespace SchemaRegistry.Storage.Sqlite;

/// <summary>The two prepared inserts of the append path.</summary>
internal sealed class SqliteStatements : IDisposable
{
    private readonly SqliteCommand _content;
    private readonly SqliteCommand _change;

    public SqliteStatements(SqliteConnection connection)
    {
        _content = Prepare(
            connection,
            "INSERT INTO contents(id, identity, type, text, extras, equivalence_key) VALUES ($0, $1, $2, $3, $4, $5)",
            6);
        _change = Prepare(
            connection,
            "INSERT INTO changes(seq, kind, context, subject, version, schema_id, content_id, body, timestamp) "
                + "VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)",
            9);
    }

    public void Insert(NewContent added, SqliteTransaction transaction)
    {
        var content = added.Content;
        var extras = new ContentExtras(
            content.References.Count == 0 ? null : content.References, content.Metadata, content.RuleSet);
        Run(
            _content,
            transaction,
            content.ContentId,
            content.Identity.ToByteArray(bigEndian: true),
            content.Type.ToName(),
            added.Text,
            ChangeJson.Write(extras),
            (long)content.EquivalenceKey);
    }

    public void Insert(RegistryChange change, SqliteTransaction transaction) => Run(
        _change,
        transaction,
        change.Sequence,
        (int)change.Kind,
        change.Subject.Context,
        change.Subject.Name,
        change.Version,
        change.Id,
        change.ContentId,
        change.Body,
        change.TimestampMs);

    public void Dispose()
    {
        _content.Dispose();
        _change.Dispose();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < parameters; index++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${index}" });
        command.Prepare();
        return command;
    }

    private static void Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }
}
