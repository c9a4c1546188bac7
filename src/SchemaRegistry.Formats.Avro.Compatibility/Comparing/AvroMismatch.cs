using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>
/// A finding with the types that it is about. The message of the API is made of it only when somebody wants to read it:
/// while the branches of unions are tried, most findings are dropped.
/// </summary>
internal sealed class AvroMismatch(AvroRule rule, ComparedPair pair)
{
    private Incompatibility? _finding;
    private IReadOnlyList<string>? _missingSymbols;

    public AvroRule Rule { get; } = rule;

    /// <summary>
    /// Of a missing branch, the reader's union and what was written; of a field, the two records; else the two types
    /// that do not fit.
    /// </summary>
    public ComparedPair Pair { get; } = pair;

    /// <summary>The reader's field that was not written, or that is ambiguous; else null.</summary>
    public RecordField? Field { get; init; }

    /// <summary>In the words of the API. Made once, since a finding is repeated at each use of its pair.</summary>
    public Incompatibility ToFinding() => _finding ??= AvroFinding.Of(this);

    /// <summary>The writer's symbols that the reader's enum lacks, sorted.</summary>
    public IReadOnlyList<string> MissingSymbols() => _missingSymbols ??= FindMissingSymbols();

    private IReadOnlyList<string> FindMissingSymbols() =>
        Pair is { Reader: EnumSchema reader, Writer: EnumSchema writer }
            ? [.. writer.Symbols.Where(symbol => reader.IndexOf(symbol) is null).Order(StringComparer.Ordinal)]
            : [];
}
