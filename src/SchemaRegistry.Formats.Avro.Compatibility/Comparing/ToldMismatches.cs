using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>How much of what a comparison found is told.</summary>
internal static class ToldMismatches
{
    /// <summary>
    /// The findings up to the bound on their characters. No message is made for those beyond it but the first, so that
    /// the bound also holds the work of making them.
    /// </summary>
    public static IEnumerable<AvroMismatch> Told(this IEnumerable<AvroMismatch> found)
    {
        var characters = 0L;
        foreach (var (index, mismatch) in found.Index())
        {
            characters += Length(mismatch.ToFinding());
            if (characters > AvroLimits.MaxFindingCharacters && index > 0)
                yield break;
            yield return mismatch;
        }
    }

    private static long Length(Incompatibility finding) =>
        finding.Path.Length + finding.MessageParts.Sum(part => (long)part.Length);
}
