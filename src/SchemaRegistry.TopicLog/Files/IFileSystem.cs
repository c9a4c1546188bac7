namespace SchemaRegistry.TopicLog.Files;

/// <summary>
/// The file operations of the log, and nothing else: whoever implements them can record them, fail them, and cut the
/// power between any two. Paths are full and use '/'. Every member may throw <see cref="IOException"/>; all may be
/// called from any thread.
/// </summary>
public interface IFileSystem
{
    /// <summary>Opens a file for reading and writing, and creates it empty when it is not there.</summary>
    IFile Open(string path);

    bool Exists(string path);

    /// <summary>
    /// Names, without the path, of the files and folders in a folder; empty when the folder is not there.
    /// </summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Creates a folder and those above it.</summary>
    void CreateFolder(string folder);

    /// <summary>Deletes a file; one that is not there is no error.</summary>
    void Delete(string path);

    /// <summary>Deletes a folder with all that is in it; one that is not there is no error.</summary>
    void DeleteFolder(string folder);

    /// <summary>Renames a file or a folder; a file that has the new name is replaced at once.</summary>
    void Rename(string from, string to);

    /// <summary>
    /// Makes the names in a folder durable: after it, files created, renamed or deleted in it stay so.
    /// </summary>
    void SyncFolder(string folder);
}
