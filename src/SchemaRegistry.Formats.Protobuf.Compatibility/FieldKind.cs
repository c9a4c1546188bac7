using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>What a field's type is, after its name was looked up.</summary>
/// <param name="Written">The type as it is written, for a map with blanks in one way only.</param>
internal abstract record FieldKind(string Written)
{
    /// <summary>Whether it is written as a name, not as a scalar or map.</summary>
    public bool IsNamed => this is not MapKind && !ScalarTypes.IsScalar(Written);

    /// <param name="type">A type as it is written.</param>
    /// <param name="scope">Where it is written.</param>
    /// <param name="names">The names that can be used there.</param>
    public static FieldKind Of(FieldType type, NameNode scope, NameTree names)
    {
        if (type is MapType map)
            return new MapKind(Of(map.Key, scope, names), Of(map.Value, scope, names));
        var written = ((NamedType)type).Name;
        if (ScalarTypes.IsScalar(written))
            return new ScalarKind(written, ScalarGroups.Of(written));
        var node = names.FindType(written, scope);
        return node?.Type switch
        {
            null => new UnknownKind(written),
            EnumElement => new ScalarKind(written, ScalarGroup.General),
            _ => new MessageKind(written, node),
        };
    }
}

internal sealed record ScalarKind(string Written, ScalarGroup Group) : FieldKind(Written);

internal sealed record MessageKind(string Written, NameNode Node) : FieldKind(Written);

internal sealed record MapKind(FieldKind Key, FieldKind Value) : FieldKind($"map<{Key.Written}, {Value.Written}>");

/// <summary>Nothing has the name.</summary>
internal sealed record UnknownKind(string Written) : FieldKind(Written);
