using System.Diagnostics.CodeAnalysis;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Encoding;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>A linked schema: its messages and enums by full name, and what reads and writes their data.</summary>
internal sealed class LinkedTypes
{
    private readonly ProtobufTypes _types;
    private readonly FileDescriptorProto _main;
    private readonly Dictionary<string, LinkedMessage> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EnumDescriptorProto> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _packages = new(StringComparer.Ordinal);

    private LinkedTypes(IReadOnlyList<FileDescriptorProto> files)
    {
        _types = ProtobufTypes.Compile(files);
        _main = files[^1];
        foreach (var file in files)
        {
            var scope = file.Package.Length == 0 ? "" : file.Package + ".";
            _packages[file.Name] = scope;
            foreach (var message in file.MessageType)
                Add(message, scope, scope + message.Name, ReferenceEquals(file, _main));
            foreach (var type in file.EnumType)
                _enums.Add(scope + type.Name, type);
        }
    }

    /// <summary>The messages of the schema itself, in the order of the text, map entries left out.</summary>
    public IEnumerable<LinkedMessage> MainMessages =>
        _messages.Values.Where(message => message.IsMain && !message.Descriptor.IsMapEntry());

    /// <summary>Null for a schema that can not be linked, or whose data as JSON would not be clear.</summary>
    public static LinkedTypes? Of(ProtobufSchema schema)
    {
        try
        {
            if (schema.Linked.Files.Count == 0)
                return null;
            var types = new LinkedTypes(schema.Linked.Files);
            return types._messages.Values.All(message => message.Names.AreUnique) ? types : null;
        }
        catch (ArgumentException)
        {
            // The compiler of types is stricter than the linker in corners that no data comes to.
            return null;
        }
    }

    /// <summary>The package of a file with a dot behind it; null when the schema does not need the file.</summary>
    /// <param name="reference">The name of a reference; null for the schema itself.</param>
    public string? FindScope(string? reference) => _packages.GetValueOrDefault(reference ?? _main.Name);

    public LinkedMessage? FindMessage(string fullName) => _messages.GetValueOrDefault(fullName);

    public LinkedMessage? MessageOf(FieldDescriptorProto field) =>
        field.Type is FieldDescriptorProto.Types.Type.Message or FieldDescriptorProto.Types.Type.Group
            ? FindMessage(field.TypeName[1..])
            : null;

    /// <summary>The entry of a map field, else null.</summary>
    public LinkedMessage? EntryOf(FieldDescriptorProto field) =>
        MessageOf(field) is { } message && message.Descriptor.IsMapEntry() ? message : null;

    public EnumDescriptorProto EnumOf(FieldDescriptorProto field) => _enums[field.TypeName[1..]];

    public bool TryGetCodec(LinkedMessage message, [NotNullWhen(true)] out ProtobufMessageType? type)
    {
        type = _types.FindMessage(message.FullName);
        return type is { IsMapEntry: false };
    }

    private void Add(DescriptorProto message, string scope, string top, bool isMain)
    {
        var name = scope + message.Name;
        _messages.Add(name, new LinkedMessage(name, message, top, isMain));
        foreach (var nested in message.NestedType)
            Add(nested, name + ".", top, isMain);
        foreach (var nested in message.EnumType)
            _enums.Add($"{name}.{nested.Name}", nested);
    }
}
