using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>Finds what uses a message, or a type inside it, outside of the message itself.</summary>
internal sealed class TypeUses(EditedSchema schema, NameNode message)
{
    private readonly List<(OneofElement? Oneof, FieldElement Field)> _fields = [];

    /// <summary>The fields that do; null when something else does too, such as a method.</summary>
    public IReadOnlyList<(OneofElement? Oneof, FieldElement Field)>? Find() =>
        AreFields(schema.File.Members, schema.Names.PackageOf(schema.File), null) ? _fields : null;

    private bool AreFields(IReadOnlyList<ProtoElement> members, NameNode scope, OneofElement? oneof)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case FieldElement field when IsUsed(field.Type as NamedType ?? ((MapType)field.Type).Value, scope):
                    _fields.Add((oneof, field));
                    break;
                case RpcElement rpc when IsUsed(rpc.Request.Name, scope) || IsUsed(rpc.Response.Name, scope):
                case ExtendElement extend when IsUsed(extend.Name, scope):
                    return false;
                case MessageElement or GroupElement when scope.Find(((ContainerElement)member).Name) == message:
                case EnumElement:
                    break;
                case ContainerElement block:
                    var before = _fields.Count;
                    if (!AreFields(block.Members, EditedSchema.ScopeIn(block, scope), block as OneofElement))
                        return false;

                    // The entry of a map is none without its value.
                    if (EditedSchema.IsUnnamed(block, scope) && _fields.Count > before)
                        return false;
                    break;
            }
        }

        return true;
    }

    private bool IsUsed(NamedType type, NameNode scope) => !type.IsScalar && IsUsed(type.Name, scope);

    private bool IsUsed(string name, NameNode scope)
    {
        for (var node = schema.Names.FindType(name, scope); node is not null; node = node.Parent)
        {
            if (node == message)
                return true;
        }

        return false;
    }
}
