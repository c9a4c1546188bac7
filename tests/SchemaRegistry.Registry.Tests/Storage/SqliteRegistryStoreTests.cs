using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
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
    public void A_data_folder_is_locked_against_a_second_owner_until_it_is_let_go()
    {
        using (DataFolderLock.Take(_folder))
            Assert.Contains("in use", Assert.Throws<StorageException>(() => DataFolderLock.Take(_folder)).Message);

        DataFolderLock.Take(_folder).Dispose();
    }

    protected override IRegistryStore OpenStore() => SqliteRegistryStore.Open(DatabasePath);
}
