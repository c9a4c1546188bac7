using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SchemaRegistry.Storage.Sqlite;

/// <summary>Sets up the connections that EF opens by itself.</summary>
internal sealed class DurabilityInterceptor : DbConnectionInterceptor
{
    public static readonly DurabilityInterceptor Instance = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        SqliteConnections.Prepare((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SqliteConnections.Prepare((SqliteConnection)connection);
        return Task.CompletedTask;
    }
}
