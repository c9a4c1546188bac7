using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>
/// The names that the decoder gives to the fields of a message: a JSON name that two fields have is that of the lower
/// number, the other keeps its own.
/// </summary>
internal sealed class FieldNames
{
    private readonly Dictionary<string, FieldDescriptorProto> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _names = [];

    public FieldNames(DescriptorProto message)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in message.Field.OrderBy(field => field.Number))
        {
            var name = given.Add(field.JsonName) ? field.JsonName : field.Name;
            AreUnique &= _fields.TryAdd(name, field);
            _names[field.Number] = name;
        }
    }

    /// <summary>Even its own name may be the JSON name of another field.</summary>
    public bool AreUnique { get; } = true;

    public FieldDescriptorProto? Find(string name) => _fields.GetValueOrDefault(name);

    public string Of(FieldDescriptorProto field) => _names[field.Number];
}
