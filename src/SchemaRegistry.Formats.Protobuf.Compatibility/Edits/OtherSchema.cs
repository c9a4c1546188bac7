using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>The schema of a finding that is registered and stays as it is.</summary>
internal sealed class OtherSchema(ProtobufSchema schema)
{
    private readonly ResolvedFile _resolved = schema.Resolved;

    public ProtoFile File => _resolved.File;

    public NameTree Names => _resolved.Names;

    /// <summary>What is at a spot, perhaps in the text of a reference.</summary>
    public FoundElement? Find(SchemaSpot spot)
    {
        var file = spot.Reference is null
            ? _resolved.File
            : _resolved.References.FirstOrDefault(reference => reference.Value.Name == spot.Reference).Key;
        return file is null ? null : FoundElement.Find(file, spot.Path);
    }
}
