using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>The incompatibilities of Avro in the words of the API.</summary>
internal static class AvroFinding
{
    public static Incompatibility Of(AvroMismatch mismatch)
    {
        var (rule, pair) = (mismatch.Rule, mismatch.Pair);
        return (rule, pair.Reader, pair.Writer) switch
        {
            (AvroRule.NameMismatch, _, NamedSchema writer) => Name(writer, pair.ToPath().Then("name")),
            (AvroRule.FixedSizeMismatch, FixedSchema reader, FixedSchema writer) =>
                FixedSize(reader, writer, pair.ToPath().Then("size")),
            (AvroRule.MissingEnumSymbols, _, _) =>
                MissingSymbols(mismatch.MissingSymbols(), pair.ToPath().Then("symbols")),
            (AvroRule.MissingDefault, _, _) =>
                MissingDefault(mismatch.Field!, pair.ToPath().Then("fields").Then(mismatch.Field!.Position)),
            (AvroRule.MissingBranch, _, _) => MissingBranch(pair.Writer, pair.ToPath()),
            (AvroRule.MissingBranchOfUnion, _, _) =>
                MissingBranch(pair.Writer, pair.Outer!.ToPath().Then(pair.Step.Writer.Index)),
            (AvroRule.AmbiguousField, RecordSchema reader, RecordSchema writer) =>
                Ambiguous(mismatch.Field!, reader, writer),
            _ => TypeMismatch(pair.Reader, pair.Writer, pair.ToPath()),
        };
    }

    private static Incompatibility Name(NamedSchema writer, ReaderPath path) => new(
        "NAME_MISMATCH",
        path.ToString(),
        [
            $"{{errorType:'NAME_MISMATCH', description:'The name of the schema has changed (path '{path}')'"
                + $", additionalInfo:'expected: {writer.Name.Full}'}}",
        ]);

    private static Incompatibility FixedSize(FixedSchema reader, FixedSchema writer, ReaderPath path) =>
        Create(
            "FIXED_SIZE_MISMATCH",
            path,
            $"The size of FIXED type field at path '{path}' in the ",
            " schema does not match with the ",
            $"expected: {writer.Size}, found: {reader.Size}");

    private static Incompatibility MissingSymbols(IEnumerable<string> symbols, ReaderPath path)
    {
        var list = $"[{string.Join(", ", symbols)}]";
        return Create(
            "MISSING_ENUM_SYMBOLS",
            path,
            "The ",
            $" schema is missing enum symbols '{list}' at path '{path}' in the ",
            list);
    }

    private static Incompatibility MissingDefault(RecordField field, ReaderPath path) =>
        Create(
            "READER_FIELD_MISSING_DEFAULT_VALUE",
            path,
            $"The field '{field.Name}' at path '{path}' in the ",
            " schema has no default value and is missing in the ",
            field.Name);

    private static Incompatibility TypeMismatch(AvroSchema reader, AvroSchema writer, ReaderPath path) =>
        Create(
            "TYPE_MISMATCH",
            path,
            $"The type (path '{path}') of a field in the ",
            " schema does not match with the ",
            $"reader type: {Upper(reader)} not compatible with writer type: {Upper(writer)}");

    private static Incompatibility MissingBranch(AvroSchema writer, ReaderPath path) =>
        Create(
            "MISSING_UNION_BRANCH",
            path,
            "The ",
            $" schema is missing a type inside a union field at path '{path}' in the ",
            $"reader union lacking writer type: {Upper(writer)}");

    private static Incompatibility Ambiguous(RecordField field, RecordSchema reader, RecordSchema writer) => new(
        "UNEXPECTED",
        "/",
        [
            $"Unexpected exception during compatibility check: Reader record field {field.Name} of "
                + $"{reader.Name.Full} matches multiple fields in writer record {writer.Name.Full}",
        ]);

    private static string Upper(AvroSchema schema) => schema.Kind.ToName().ToUpperInvariant();

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
