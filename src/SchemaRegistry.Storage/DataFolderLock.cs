namespace SchemaRegistry.Storage;

/// <summary>
/// Keeps a second process out of a data folder: an open handle on its <c>lock</c> file that nobody else may share. The
/// operating system lets go of it however the process ends.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Creates the folder when it is not there, and takes its lock.</summary>
    /// <exception cref="StorageException">The folder is in use, or can not be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The data folder {folder} can not be created: {e.Message}", e);
        }

        var path = Path.Combine(folder, "lock");
        try
        {
            return new DataFolderLock(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageException($"The data folder {folder} is not writable: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new StorageException(
                $"The data folder {folder} is in use by another process, or can not be written. "
                + "Stop the other one, or give another --data folder.",
                e);
        }
    }

    public void Dispose() => _file.Dispose();
}
