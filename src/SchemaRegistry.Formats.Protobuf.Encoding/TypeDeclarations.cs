using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// The first of two passes over the files: what is declared in them, under its full name, with the features of the
/// place. Fields are compiled when every type is known.
/// </summary>
internal sealed class TypeDeclarations(ProtobufTypes types)
{
    private readonly HashSet<string> _names = [];

    public List<(ProtobufMessageType Type, DescriptorProto Source, FieldFeatures Features)> Messages { get; } = [];

    /// <summary>With the full name of the place of declaration: a package or a message.</summary>
    public List<(string Scope, FieldDescriptorProto Source, FieldFeatures Features)> Extensions { get; } = [];

    /// <summary>By full name with a leading dot, as fields refer to them.</summary>
    public Dictionary<string, ProtobufMessageType> MessageByName { get; } = [];

    /// <summary>By full name with a leading dot, as fields refer to them.</summary>
    public Dictionary<string, EnumPlan> EnumByName { get; } = [];

    public Dictionary<string, List<ProtobufMessageType>> TopLevelByFile { get; } = [];

    public void Add(FileDescriptorProto file)
    {
        var features = FieldFeatures.Of(file);
        var topLevel = new List<ProtobufMessageType>();
        if (!TopLevelByFile.TryAdd(file.Name, topLevel))
            throw new ArgumentException($"The file {file.Name} is in the set twice.");
        foreach (var (index, message) in file.MessageType.Index())
            topLevel.Add(AddMessage(message, file, file.Package, features, [index]));
        foreach (var source in file.EnumType)
            AddEnum(source, file.Package, features);
        foreach (var extension in file.Extension)
            Extensions.Add((file.Package, extension, features));
    }

    public static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";

    private ProtobufMessageType AddMessage(
        DescriptorProto source, FileDescriptorProto file, string scope, FieldFeatures outer, int[] indexes)
    {
        if (indexes.Length > ProtobufDataLimits.MaxIndexCount)
            throw new ArgumentException(
                $"The file {file.Name} nests messages deeper than {ProtobufDataLimits.MaxMessageDepth} levels.");

        var name = Claim(Join(scope, source.Name));
        var features = outer.With(source.Options?.Features);
        var type = new ProtobufMessageType(types, name, file.Name, indexes)
        {
            IsMapEntry = source.Options?.MapEntry ?? false,
            OneofCount = source.OneofDecl.Count,
            Unsupported = source.Options?.MessageSetWireFormat ?? false
                ? $"the message {name} has the option message_set_wire_format, an encoding that is not supported"
                : null,
        };

        Messages.Add((type, source, features));
        MessageByName.Add($".{name}", type);
        foreach (var (index, nested) in source.NestedType.Index())
            type.Nested.Add(AddMessage(nested, file, name, features, [.. indexes, index]));
        foreach (var nested in source.EnumType)
            AddEnum(nested, name, features);
        foreach (var extension in source.Extension)
            Extensions.Add((name, extension, features));
        return type;
    }

    private void AddEnum(EnumDescriptorProto source, string scope, FieldFeatures outer)
    {
        var name = Claim(Join(scope, source.Name));
        var isClosed = outer.With(source.Options?.Features).EnumType == FeatureSet.Types.EnumType.Closed;
        EnumByName.Add($".{name}", new EnumPlan(name, source, isClosed));
    }

    private string Claim(string fullName) =>
        _names.Add(fullName) ? fullName : throw new ArgumentException($"The name {fullName} is declared twice.");
}
