using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>Edits of the package.</summary>
internal static class PackageEdits
{
    /// <summary>Gives the file the package of the other schema, and its own types their names in it.</summary>
    public static SchemaEdit? TakeBack(EditCase finding) => finding.Try(schema =>
    {
        var package = finding.Other.File.Package?.Name;
        foreach (var type in TypeNames(schema.File.Members, schema.Names.PackageOf(schema.File)))
            Rename(schema, type.Name, type.Place, type.Scope, package);
        if (package is null)
        {
            schema.Text.Delete(schema.File.Package!);
            return "Take the package statement out: the registered schema has none.";
        }

        if (schema.File.Package is { } own)
            schema.Text.ReplaceName(own.Place, package);
        else
            schema.InsertHead($"package {package};");
        return $"Keep the package '{package}'.";
    });

    /// <summary>A name of a type of the file itself that is written with its package.</summary>
    private static void Rename(
        EditedSchema schema, string name, TextPlace place, Resolution.NameNode scope, string? package)
    {
        if (schema.Names.FindType(name, scope) is not { IsLocal: true } type)
            return;
        var local = string.Join('.', type.LocalNames);
        if (name.StartsWith('.') || name.Length > local.Length)
            schema.Text.ReplaceName(place, package is null ? $".{local}" : $".{package}.{local}");
    }

    private static IEnumerable<(string Name, TextPlace Place, Resolution.NameNode Scope)> TypeNames(
        IReadOnlyList<ProtoElement> members, Resolution.NameNode scope)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case FieldElement { Type: NamedType { IsScalar: false } type }:
                    yield return (type.Name, type.Place, scope);
                    break;
                case FieldElement { Type: MapType { Value: { IsScalar: false } value } }:
                    yield return (value.Name, value.Place, scope);
                    break;
                case RpcElement rpc:
                    yield return (rpc.Request.Name, rpc.Request.Place, scope);
                    yield return (rpc.Response.Name, rpc.Response.Place, scope);
                    break;
                case ContainerElement and not EnumElement:
                    var block = (ContainerElement)member;
                    if (block is ExtendElement)
                        yield return (block.Name, block.Place, scope);
                    foreach (var name in TypeNames(block.Members, EditedSchema.ScopeIn(block, scope)))
                        yield return name;
                    break;
            }
        }
    }
}
