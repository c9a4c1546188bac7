using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>One difference, compatible or not.</summary>
/// <param name="Kind">What is different.</param>
/// <param name="ApiPath">The place as the API names it, whichever schema has it.</param>
/// <param name="Original">The place in the original.</param>
/// <param name="Update">The place in the update.</param>
internal sealed record ProtoDifference(
    DifferenceKind Kind, ElementPath ApiPath, DifferenceSide Original, DifferenceSide Update)
{
    /// <summary>As the API prints it: <c>#/Outer/Inner/choice/3</c>.</summary>
    public string Path => ApiPath.ToString();

    /// <summary>An incompatible difference in the words of the API.</summary>
    public Incompatibility ToIncompatibility()
    {
        var path = Path;
        var (before, between, after) = Description(path);
        var type = Kind.ToName();
        return new Incompatibility(
            type, path, [$"{{errorType:\"{type}\", description:\"{before}", between, $"{after}\"}}"]);
    }

    /// <summary>The texts before, between and after the names of the two schemas.</summary>
    private (string Before, string Between, string After) Description(string path) => Kind switch
    {
        DifferenceKind.PackageChanged => (
            $"The package at '{path}' in the ", " schema does not match the package in the ", " schema"),
        DifferenceKind.MessageRemoved => (
            "The ", $" schema is missing a MESSAGE type at path '{path}' in the ", " schema"),
        DifferenceKind.FieldKindChanged => (
            $"The type of a field at path '{path}' in the ", " schema does not match the ", " schema"),
        DifferenceKind.FieldScalarKindChanged => (
            $"The kind of a SCALAR field at path '{path}' in the ",
            " schema does not match its kind in the ",
            " schema"),
        DifferenceKind.FieldNamedTypeChanged => (
            $"The type of a MESSAGE field at path '{path}' in the ",
            " schema does not match its type in the ",
            " schema"),
        DifferenceKind.FieldNumericLabelChanged => (
            $"The label for a NUMERIC field at path '{path}' in the ",
            " schema does not match its label in the ",
            " schema"),

        // The two blanks after "field" are the API's.
        DifferenceKind.RequiredFieldAdded => (
            $"A required field  at path '{path}' in the ", " schema is missing in the ", " schema"),
        DifferenceKind.RequiredFieldRemoved => (
            "The ", $" schema is missing a required field at path: '{path}' in the ", " schema"),
        DifferenceKind.OneofFieldRemoved => (
            "The ", $" schema is missing a oneof field at path '{path}' in the ", " schema"),
        DifferenceKind.MultipleFieldsMovedToOneof => (
            $"Multiple fields in the oneof at path '{path}' in the ", " schema are outside a oneof in the ", " schema"),
        DifferenceKind.FieldMovedToExistingOneof => (
            $"A field in the oneof at path '{path}' in the ",
            " schema is outside an existing oneof in the ",
            " schema"),
        _ => throw new InvalidOperationException($"{Kind} is compatible"),
    };
}
