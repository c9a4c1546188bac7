using Microsoft.Data.Sqlite;
using SchemaRegistry.Formats;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Storage.Sqlite;

/// <summary>
/// Pages of the history, for those who follow it. A connection of its own, opened for the first of them, under a lock:
/// reads of texts do not wait behind it.
/// </summary>
internal sealed class SqliteChangeReader(string path) : IDisposable
{
    /// <summary>What <see cref="ReadChange"/> reads, in its order.</summary>
    public const string Columns = "seq, kind, context, subject, version, schema_id, content_id, body, timestamp";

    private const string Page =
        $"SELECT {Columns}, identity, type FROM changes LEFT JOIN contents ON contents.id = content_id "
        + "WHERE seq > $after ORDER BY seq LIMIT $limit";

    private readonly Lock _reading = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _page;

    /// <exception cref="SqliteException">The file can not be read.</exception>
    public IReadOnlyList<RecordedChange> Read(long after, int limit)
    {
        lock (_reading)
        {
            var command = _page ??= Prepare();
            command.Parameters[0].Value = after;
            command.Parameters[1].Value = limit;
            using var rows = command.ExecuteReader();
            var page = new List<RecordedChange>();
            var characters = 0L;
            while (characters <= RegistryLimits.MaxChangePageCharacters && rows.Read())
            {
                var change = ReadChange(rows);
                page.Add(new RecordedChange(change, ReadIdentity(rows), ReadType(rows)));
                characters += change.Body?.Length ?? 0;
            }

            return page;
        }
    }

    public static RegistryChange ReadChange(SqliteDataReader row) => new(
        row.GetInt64(0),
        (ChangeKind)row.GetInt32(1),
        new QualifiedSubject(row.GetString(2), row.GetString(3)),
        row.GetInt32(4),
        row.GetInt32(5),
        row.GetInt64(6),
        row.IsDBNull(7) ? null : row.GetString(7),
        row.GetInt64(8));

    public void Dispose()
    {
        lock (_reading)
        {
            _page?.Dispose();
            _connection?.Dispose();
        }
    }

    private SqliteCommand Prepare()
    {
        _connection ??= SqliteConnections.Open(path);
        var command = _connection.CreateCommand();
        command.CommandText = Page;
        command.Parameters.Add("$after", SqliteType.Integer);
        command.Parameters.Add("$limit", SqliteType.Integer);
        command.Prepare();
        return command;
    }

    private static Guid? ReadIdentity(SqliteDataReader row) =>
        row.IsDBNull(9) ? null : new Guid((byte[])row.GetValue(9), bigEndian: true);

    private static SchemaType? ReadType(SqliteDataReader row) =>
        !row.IsDBNull(10) && SchemaTypeNames.TryParse(row.GetString(10), out var type) ? type : null;
}
