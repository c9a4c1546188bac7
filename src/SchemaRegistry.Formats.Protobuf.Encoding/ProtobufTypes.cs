using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// The types of a set of linked files, compiled once for any number of encoders and decoders. An Any can hold the
/// messages of its set. Immutable; any thread may use it.
/// </summary>
public sealed class ProtobufTypes
{
    private readonly Dictionary<string, List<ProtobufMessageType>> _topLevelByFile;
    private readonly List<ProtobufMessageType> _messages;
    private readonly NameTable _byName;

    private ProtobufTypes(IReadOnlyCollection<FileDescriptorProto> files)
    {
        var declarations = new TypeDeclarations(this);
        foreach (var file in files)
            declarations.Add(file);
        new FieldCompiler(declarations).Compile();

        MainFile = files.LastOrDefault()?.Name ?? "";
        _topLevelByFile = declarations.TopLevelByFile;
        _messages = [.. declarations.Messages.Select(message => message.Type)];
        _byName = new NameTable(
            [.. _messages.Select((type, index) => (System.Text.Encoding.UTF8.GetBytes(type.FullName), index))]);
    }

    /// <summary>The name of the last file of the set, which the others are imports of.</summary>
    public string MainFile { get; }

    /// <summary>
    /// Compiles linked files, dependencies first, the main file last: type names in them are complete and begin with a
    /// dot. What a linker would not have let through is an ArgumentException that names it.
    /// </summary>
    public static ProtobufTypes Compile(IReadOnlyCollection<FileDescriptorProto> files) => new(files);

    /// <summary>
    /// By package, outer messages and name, without a leading dot; null when the set has no such message.
    /// </summary>
    public ProtobufMessageType? FindMessage(string fullName) =>
        FindMessage(System.Text.Encoding.UTF8.GetBytes(fullName));

    /// <summary>
    /// The message of <see cref="MainFile"/> that a path leads to, or null when it leads to none. The empty path is
    /// that of the first message.
    /// </summary>
    public ProtobufMessageType? FindByIndexes(
        ReadOnlySpan<int> indexes, MapEntryCounting counting = MapEntryCounting.Count) =>
        FindByIndexes(MainFile, indexes, counting);

    /// <summary>The same in any file of the set; null, too, when the set has no such file.</summary>
    public ProtobufMessageType? FindByIndexes(string fileName, ReadOnlySpan<int> indexes, MapEntryCounting counting)
    {
        if (!_topLevelByFile.TryGetValue(fileName, out var types))
            return null;
        ReadOnlySpan<int> path = indexes.IsEmpty ? [0] : indexes;
        ProtobufMessageType? found = null;
        foreach (var index in path)
        {
            found = Choose(types, index, counting);
            if (found is null)
                return null;
            types = found.Nested;
        }

        return found;
    }

    /// <summary>
    /// Reads the message indexes that stand between a frame's schema id and its data, and finds the message of
    /// <see cref="MainFile"/> that they lead to. Answers null, or what is wrong with them.
    /// </summary>
    public ProtobufDataProblem? ReadMessageType(
        ReadOnlySpan<byte> source, out ProtobufMessageType? type, out int consumed)
    {
        type = null;
        Span<int> indexes = stackalloc int[ProtobufDataLimits.MaxIndexCount];
        var problem = MessageIndexes.Read(source, indexes, out var count, out consumed);
        if (problem is not null)
            return problem;
        type = FindByIndexes(indexes[..count]);
        return type is not null ? null : new ProtobufDataProblem(
            $"the message indexes {MessageIndexes.ToText(indexes[..count])} lead to no message of the schema's file "
                + $"{MainFile}; was the data written with another schema id?",
            "$",
            Offset: 0);
    }

    internal ProtobufMessageType? FindMessage(ReadOnlySpan<byte> fullName) =>
        _byName.TryFind(fullName, out var index) ? _messages[index] : null;

    private static ProtobufMessageType? Choose(
        List<ProtobufMessageType> types, int index, MapEntryCounting counting)
    {
        if (index < 0)
            return null;
        if (counting == MapEntryCounting.Count)
            return index < types.Count ? types[index] : null;
        return types.Where(type => !type.IsMapEntry).ElementAtOrDefault(index);
    }
}
