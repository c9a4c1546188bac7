using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility;

/// <summary>The incompatibilities of Avro in the words of the API.</summary>
internal static class AvroFinding
{
    public static Incompatibility Name(NamedSchema writer, ReaderPath path) =>
        Plain("NAME_MISMATCH", path, $"The name of the schema has changed (path '{path}')", $"expected: {writer.Name.Full}");

    public static Incompatibility FixedSize(FixedSchema reader, FixedSchema writer, ReaderPath path) =>
        Create(
            "FIXED_SIZE_MISMATCH",
            path,
            $"The size of FIXED type field at path '{path}' in the ",
            " schema does not match with the ",
            $"expected: {writer.Size}, found: {reader.Size}");

    public static Incompatibility MissingSymbols(IEnumerable<string> symbols, ReaderPath path)
    {
        var list = $"[{string.Join(", ", symbols)}]";
        return new Incompatibility(
            "MISSING_ENUM_SYMBOLS",
            path.ToString(),
            [
                "{errorType:'MISSING_ENUM_SYMBOLS', description:'The ",
                $" schema is missing enum symbols '{list}' at path '{path}' in the ",
                $" schema', additionalInfo:'{list}'}}",
            ]);
    }

    public static Incompatibility MissingDefault(RecordField field, ReaderPath path) =>
        Create(
            "READER_FIELD_MISSING_DEFAULT_VALUE",
            path,
            $"The field '{field.Name}' at path '{path}' in the ",
            " schema has no default value and is missing in the ",
            field.Name);

    public static Incompatibility TypeMismatch(AvroSchema reader, AvroSchema writer, ReaderPath path) =>
        Create(
            "TYPE_MISMATCH",
            path,
            $"The type (path '{path}') of a field in the ",
            " schema does not match with the ",
            $"reader type: {Upper(reader)} not compatible with writer type: {Upper(writer)}");

    public static Incompatibility MissingBranch(AvroSchema writer, ReaderPath path) =>
        new(
            "MISSING_UNION_BRANCH",
            path.ToString(),
            [
                "{errorType:'MISSING_UNION_BRANCH', description:'The ",
                $" schema is missing a type inside a union field at path '{path}' in the ",
                $" schema', additionalInfo:'reader union lacking writer type: {Upper(writer)}'}}",
            ]);

    public static Incompatibility Unexpected(string reason) =>
        new("UNEXPECTED", "/", [$"Unexpected exception during compatibility check: {reason}"]);

    private static string Upper(AvroSchema schema) => schema.Kind.ToName().ToUpperInvariant();

    private static Incompatibility Plain(string rule, ReaderPath path, string description, string detail) =>
        new(rule, path.ToString(), [$"{{errorType:'{rule}', description:'{description}', additionalInfo:'{detail}'}}"]);

    private static Incompatibility Create(string rule, ReaderPath path, string before, string between, string detail) =>
        new(
            rule,
            path.ToString(),
            [
                $"{{errorType:'{rule}', description:'{before}",
                between,
                $" schema', additionalInfo:'{detail}'}}",
            ]);
}
