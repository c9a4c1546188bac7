namespace SchemaRegistry.EndToEnd.Tests.Processes;

/// <summary>A folder of its own for one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("schema-registry-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
