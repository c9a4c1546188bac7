using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>One difference, compatible or not, and the place of it: <c>#/Outer/Inner/choice/3</c>.</summary>
internal sealed record ProtoDifference(DifferenceKind Kind, string Path)
{
    /// <summary>An incompatible difference in the words of the API.</summary>
    public Incompatibility ToIncompatibility()
    {
        var (before, between, after) = Description();
        var type = Kind.ToName();
        return new Incompatibility(
            type, Path, [$"{{errorType:\"{type}\", description:\"{before}", between, $"{after}\"}}"]);
    }

    /// <summary>The texts before, between and after the names of the two schemas.</summary>
    private (string Before, string Between, string After) Description() => Kind switch
    {
        DifferenceKind.PackageChanged => (
            $"The package at '{Path}' in the ", " schema does not match the package in the ", " schema"),
        DifferenceKind.MessageRemoved => (
            "The ", $" schema is missing a MESSAGE type at path '{Path}' in the ", " schema"),
        DifferenceKind.FieldKindChanged => (
            $"The type of a field at path '{Path}' in the ", " schema does not match the ", " schema"),
        DifferenceKind.FieldScalarKindChanged => (
            $"The kind of a SCALAR field at path '{Path}' in the ",
            " schema does not match its kind in the ",
            " schema"),
        DifferenceKind.FieldNamedTypeChanged => (
            $"The type of a MESSAGE field at path '{Path}' in the ",
            " schema does not match its type in the ",
            " schema"),
        DifferenceKind.FieldNumericLabelChanged => (
            $"The label for a NUMERIC field at path '{Path}' in the ",
            " schema does not match its label in the ",
            " schema"),

        // The two blanks after "field" are the API's.
        DifferenceKind.RequiredFieldAdded => (
            $"A required field  at path '{Path}' in the ", " schema is missing in the ", " schema"),
        DifferenceKind.RequiredFieldRemoved => (
            "The ", $" schema is missing a required field at path: '{Path}' in the ", " schema"),
        DifferenceKind.OneofFieldRemoved => (
            "The ", $" schema is missing a oneof field at path '{Path}' in the ", " schema"),
        DifferenceKind.MultipleFieldsMovedToOneof => (
            $"Multiple fields in the oneof at path '{Path}' in the ", " schema are outside a oneof in the ", " schema"),
        DifferenceKind.FieldMovedToExistingOneof => (
            $"A field in the oneof at path '{Path}' in the ",
            " schema is outside an existing oneof in the ",
            " schema"),
        _ => throw new InvalidOperationException($"{Kind} is compatible"),
    };
}
