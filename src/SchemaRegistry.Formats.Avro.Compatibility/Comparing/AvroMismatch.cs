using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>
/// A finding with the types that it is about. The message of the API is made of it only when somebody wants to read it:
/// while the branches of unions are tried, most findings are dropped.
/// </summary>
internal sealed class AvroMismatch(AvroRule rule, ComparedPair pair)
{
    public AvroRule Rule { get; } = rule;

    /// <summary>
    /// Of a missing branch, the reader's union and what was written; of a field, the two records; else the two types
    /// that do not fit.
    /// </summary>
    public ComparedPair Pair { get; } = pair;

    /// <summary>The reader's field that was not written, or that is ambiguous; else null.</summary>
    public RecordField? Field { get; init; }

    /// <summary>The writer's symbols that the reader's enum lacks, sorted.</summary>
    public IReadOnlyList<string> MissingSymbols() =>
        Pair is { Reader: EnumSchema reader, Writer: EnumSchema writer }
            ? [.. writer.Symbols.Except(reader.Symbols).Order(StringComparer.Ordinal)]
            : [];
}
