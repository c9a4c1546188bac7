namespace SchemaRegistry.TopicLog;

/// <summary>Bytes of a file are not what was written, and nothing can be assumed about what they were.</summary>
public sealed class LogCorruptException(string file, long offset, string reason)
    : IOException($"{file} is corrupt at byte {offset}: {reason}")
{
    public string File { get; } = file;

    /// <summary>Bytes from the start of the file.</summary>
    public long Offset { get; } = offset;
}
