namespace SchemaRegistry.Storage;

/// <summary>The numbers of this project, with unit and reason.</summary>
internal static class StorageLimits
{
    /// <summary>
    /// Seconds that a statement waits for another connection's lock. Only readers of our own share the file; a second
    /// process is kept out by the folder's lock.
    /// </summary>
    public const int BusyTimeoutSeconds = 5;
}
