using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>What the references of the edited schema and of the registered one can mean.</summary>
internal sealed record SchemaScopes(SchemaScope Mine, SchemaScope Theirs)
{
    /// <summary>The text of that name, or the schema's own for null.</summary>
    public static SchemaDocument? FindDocument(SchemaScope scope, string? name) => name is null
        ? scope.Root
        : scope.FindResource(scope.Root.Resources[0], name)?.Document;
}
