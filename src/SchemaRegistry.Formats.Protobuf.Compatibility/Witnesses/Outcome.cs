using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>What a reader made of data.</summary>
/// <param name="Json">The data as the writer means it.</param>
/// <param name="Verdict">Null when the reader has the same.</param>
/// <param name="ReaderSays">The reader's error, or the data as it has it.</param>
/// <param name="ErrorPath">Where the reader found its error.</param>
/// <param name="Misread">The fields that it has otherwise, each by the numbers that lead to it.</param>
internal sealed record Outcome(
    string Json,
    WitnessOutcome? Verdict,
    string ReaderSays,
    string ErrorPath,
    IReadOnlyList<IReadOnlyList<int>> Misread)
{
    public static readonly Outcome Fine = new("", null, "", "", []);
}
