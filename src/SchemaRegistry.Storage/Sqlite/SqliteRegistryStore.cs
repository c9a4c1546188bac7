using System.Collections;
using Microsoft.Data.Sqlite;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Storage.Sqlite;

/// <summary>
/// The registry's history in a SQLite file. One connection writes, used by one thread at a time (the gate); another
/// reads texts, under a lock, beside it; a third one pages of changes.
/// </summary>
public sealed class SqliteRegistryStore : IRegistryStore
{
    private readonly Lock _reading = new();
    private readonly SqliteConnection _writer;
    private readonly SqliteConnection _reader;
    private readonly SqliteStatements _statements;
    private readonly SqliteCommand _readText;
    private readonly SqliteChangeReader _changes;

    private SqliteRegistryStore(SqliteConnection writer, SqliteConnection reader)
    {
        _writer = writer;
        _reader = reader;
        _statements = new SqliteStatements(writer);
        _changes = new SqliteChangeReader(writer.DataSource);
        _readText = reader.CreateCommand();
        _readText.CommandText = "SELECT text FROM contents WHERE id = $id";
        _readText.Parameters.Add("$id", SqliteType.Integer);
        _readText.Prepare();
    }

    /// <summary>Opens or creates the database file; the caller holds the folder's lock.</summary>
    /// <exception cref="StorageException">The file is no database, is damaged, or was made by a newer
    /// version.</exception>
    public static SqliteRegistryStore Open(string path)
    {
        try
        {
            SqliteSchemaVersion.Ensure(path);
            return new SqliteRegistryStore(SqliteConnections.Open(path), SqliteConnections.Open(path));
        }
        catch (SqliteException e)
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>A connection each, since two threads read: one connection would have them take turns.</summary>
    public RegistryHistory Load() =>
        new(Guarded(SqliteHistory.ReadContents(_writer)), Guarded(SqliteHistory.ReadChanges(_reader)));

    public void Commit(IReadOnlyList<NewContent> contents, IReadOnlyList<RegistryChange> changes)
    {
        try
        {
            using var transaction = _writer.BeginTransaction();
            foreach (var content in contents)
                _statements.Insert(content, transaction);
            foreach (var change in changes)
                _statements.Insert(change, transaction);
            transaction.Commit();
        }
        catch (SqliteException e)
        {
            throw new IOException($"{_writer.DataSource} did not take a transaction: {e.Message}", e);
        }
    }

    public string ReadText(long contentId)
    {
        lock (_reading)
        {
            try
            {
                _readText.Parameters[0].Value = contentId;
                return (string?)_readText.ExecuteScalar()
                    ?? throw new IOException($"{_reader.DataSource} has no content {contentId}.");
            }
            catch (SqliteException e)
            {
                throw new IOException($"{_reader.DataSource} can not be read: {e.Message}", e);
            }
        }
    }

    public IReadOnlyList<RecordedChange> ReadChanges(long after, int limit)
    {
        try
        {
            return _changes.Read(after, limit);
        }
        catch (SqliteException e)
        {
            throw new IOException($"{_writer.DataSource} can not be read: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        _changes.Dispose();
        _statements.Dispose();
        _readText.Dispose();
        _reader.Dispose();
        _writer.Dispose();
    }

    /// <summary>The rows come as they are read; what is wrong with the file shows in the middle of it.</summary>
    private IEnumerable<T> Guarded<T>(IEnumerable<T> rows)
    {
        using var reader = rows.GetEnumerator();
        while (MoveNext(reader))
            yield return reader.Current;
    }

    private bool MoveNext(IEnumerator reader)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (SqliteException e)
        {
            throw Unusable(_writer.DataSource, e);
        }
    }

    private static StorageException Unusable(string path, SqliteException e) =>
        new($"The database {path} can not be used: {e.Message} Restore it from a copy, or give another --data folder.", e);
}
