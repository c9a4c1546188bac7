using Microsoft.Data.Sqlite;
using SchemaRegistry.Formats;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;
using SQLitePCL;

namespace SchemaRegistry.Storage.Sqlite;

/// <summary>
/// Reads all contents, without their texts, and all changes, row by row. Columns are taken from the statement itself:
/// with a million versions the reader's own checks and strings cost more than SQLite.
/// </summary>
internal static class SqliteHistory
{
    private const int IdentityBytes = 16;

    /// <summary>All columns lie in an index of their own, so that no page with texts is read.</summary>
    private const string Contents =
        "SELECT id, identity, type, extras, equivalence_key FROM contents INDEXED BY IX_contents_heads ORDER BY id";

    private const string Changes = $"SELECT {SqliteChangeReader.Columns} FROM changes ORDER BY seq";

    public static IEnumerable<SchemaContent> ReadContents(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Contents;
        using var rows = command.ExecuteReader();
        var row = rows.Handle!;
        var types = new TextPool();
        while (rows.Read())
            yield return ReadContent(row, types, connection.DataSource);
    }

    public static IEnumerable<RegistryChange> ReadChanges(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Changes;
        using var rows = command.ExecuteReader();
        var row = rows.Handle!;
        var names = new TextPool();
        while (rows.Read())
            yield return ReadChange(row, names);
    }

    private static SchemaContent ReadContent(sqlite3_stmt row, TextPool types, string path)
    {
        var id = raw.sqlite3_column_int64(row, 0);
        var identity = raw.sqlite3_column_blob(row, 1);
        var typeName = types.Get(raw.sqlite3_column_blob(row, 2));
        if (identity.Length != IdentityBytes || !SchemaTypeNames.TryParse(typeName, out var type))
            throw new StorageException(
                $"The database {path} is damaged: content {id} has the type '{typeName}' and an identity of {identity.Length} bytes. "
                + "Restore it from a copy, or give another --data folder.");
        var extras = ChangeJson.ReadExtras(ReadText(row, 3));
        return new SchemaContent(
            id,
            new Guid(identity, bigEndian: true),
            type,
            extras.References ?? [],
            extras.Metadata,
            extras.RuleSet,
            (ulong)raw.sqlite3_column_int64(row, 4));
    }

    private static RegistryChange ReadChange(sqlite3_stmt row, TextPool names)
    {
        var kind = (ChangeKind)raw.sqlite3_column_int(row, 1);
        var context = names.Get(raw.sqlite3_column_blob(row, 2));
        return new RegistryChange(
            raw.sqlite3_column_int64(row, 0),
            kind,
            new QualifiedSubject(context, names.Get(raw.sqlite3_column_blob(row, 3))),
            raw.sqlite3_column_int(row, 4),
            raw.sqlite3_column_int(row, 5),
            raw.sqlite3_column_int64(row, 6),
            kind == ChangeKind.VersionAdded ? null : ReadText(row, 7),
            raw.sqlite3_column_int64(row, 8));
    }

    /// <summary>Null when the column is.</summary>
    private static string? ReadText(sqlite3_stmt row, int column) =>
        raw.sqlite3_column_text(row, column).utf8_to_string();
}
