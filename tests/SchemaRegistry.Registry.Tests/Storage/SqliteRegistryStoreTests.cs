using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SchemaRegistry.Storage;
using SchemaRegistry.Storage.Sqlite;

namespace SchemaRegistry.Registry.Tests.Storage;

public sealed class SqliteRegistryStoreTests : RegistryStoreTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("registry-store-").FullName;

    private string DatabasePath => Path.Combine(_folder, "registry.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_connection_syncs_every_commit()
    {
        OpenStore().Dispose();
        using var own = SqliteConnections.Open(DatabasePath);
        using var context = SqliteRegistryContext.Create(DatabasePath);
        context.Database.OpenConnection();

        Assert.Equal(2, SqliteConnections.Synchronous(own));
        Assert.Equal(2, SqliteConnections.Synchronous((SqliteConnection)context.Database.GetDbConnection()));
    }

    [Fact]
    public void The_migrations_are_those_of_the_model()
    {
        OpenStore().Dispose();
        using var context = SqliteRegistryContext.Create(DatabasePath);

        Assert.Equal(SqliteSchemaVersion.Latest, context.Database.GetMigrations().Last());
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(context.Database.GetPendingMigrations());
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused_with_the_way_out()
    {
        OpenStore().Dispose();
        using (var connection = SqliteConnections.Open(DatabasePath))
            SqliteConnections.Execute(connection, "INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Later', '99.0.0')");

        var error = Assert.Throws<StorageException>(OpenStore);

        Assert.Contains("newer version", error.Message);
        Assert.Contains("--data", error.Message);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_with_its_name()
    {
        File.WriteAllText(DatabasePath, new string('x', 10_000));

        Assert.Contains(DatabasePath, Assert.Throws<StorageException>(OpenStore).Message);
    }

    [Fact]
    public void A_path_may_have_the_characters_of_a_connection_string()
    {
        var path = Path.Combine(_folder, "a;b='c'.db");

        SqliteRegistryStore.Open(path).Dispose();

        Assert.True(File.Exists(path));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_migration_that_was_killed_does_not_keep_the_next_start_waiting()
    {
        using (var connection = SqliteConnections.Open(DatabasePath))
        {
            SqliteConnections.Execute(
                connection, "CREATE TABLE __EFMigrationsLock(Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL)");
            SqliteConnections.Execute(connection, "INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')");
        }

        await Task.Run(() => OpenStore().Dispose(), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_version_whose_content_is_gone_is_told_at_the_start()
    {
        using (var registry = TestRegistry.Open(OpenStore()))
            await registry.RegisterAsync("s", "\"int\"");
        using (var connection = SqliteConnections.Open(DatabasePath))
            SqliteConnections.Execute(connection, "DELETE FROM contents");
        using var store = OpenStore();

        Assert.Contains("content 1", Assert.Throws<IOException>(() => TestRegistry.Open(store)).Message);
    }

    [Fact]
    public async Task A_database_of_the_first_version_is_read()
    {
        using (var context = SqliteRegistryContext.Create(DatabasePath))
            await context.GetService<IMigrator>().MigrateAsync("20261124000000_Initial", cancellationToken: TestContext.Current.CancellationToken);
        using (var connection = SqliteConnections.Open(DatabasePath))
        {
            SqliteConnections.Execute(
                connection,
                "INSERT INTO contents VALUES (1, x'095d71cf12556b9d5e330ad575b3df5d', 'AVRO', '\"string\"', NULL, 5)");
            SqliteConnections.Execute(connection, "INSERT INTO changes VALUES (1, 1, '.', 's', 1, 1, 1, NULL, 1700000000000)");
        }

        using var registry = TestRegistry.Open(OpenStore());

        Assert.Equal("\"string\"", registry.Reader.Text(registry.Reader.FindId(1, null)!.Content));
    }

    [Theory]
    [InlineData("UPDATE contents SET identity = x'00'", "1 bytes")]
    [InlineData("UPDATE contents SET type = 'XML'", "XML")]
    public async Task A_content_that_is_damaged_is_told_at_the_start(string damage, string told)
    {
        using (var registry = TestRegistry.Open(OpenStore()))
            await registry.RegisterAsync("s", "\"int\"");
        using (var connection = SqliteConnections.Open(DatabasePath))
            SqliteConnections.Execute(connection, damage);
        using var store = OpenStore();

        var error = Assert.Throws<StorageException>(() => TestRegistry.Open(store));

        Assert.Contains(told, error.Message);
        Assert.Contains("content 1", error.Message);
    }

    [Fact]
    public void A_data_folder_is_locked_against_a_second_owner_until_it_is_let_go()
    {
        using (DataFolderLock.Take(_folder))
            Assert.Contains("in use", Assert.Throws<StorageException>(() => DataFolderLock.Take(_folder)).Message);

        DataFolderLock.Take(_folder).Dispose();
    }

    protected override IRegistryStore OpenStore() => SqliteRegistryStore.Open(DatabasePath);
}
