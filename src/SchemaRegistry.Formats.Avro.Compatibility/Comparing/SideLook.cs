using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>Small comparisons that advice on a finding needs beside the one that found it.</summary>
internal static class SideLook
{
    /// <summary>Comparisons of branches with what was written, for one finding.</summary>
    public const int MaxLooksInside = 50;

    /// <summary>
    /// Steps of one look. Several are taken for one finding, and where they do not suffice there is no advice.
    /// </summary>
    private static readonly ComparisonOptions Options = new(MaxSteps: 100_000);

    public static bool CanRead(AvroSchema reader, AvroSchema writer) =>
        Find(reader, writer, PairStep.Root) is { Count: 0 };

    /// <summary>
    /// Why a branch of the reader's union does not take what was written; null when that is too complex.
    /// </summary>
    public static IReadOnlyList<AvroMismatch>? FindInside(ComparedPair pair, int branch) => Find(
        ((UnionSchema)pair.Reader).Branches[branch],
        pair.Writer,
        pair.ThenInUnion(TypeStep.Branch(branch), TypeStep.None));

    private static IReadOnlyList<AvroMismatch>? Find(AvroSchema reader, AvroSchema writer, PairStep step)
    {
        try
        {
            return AvroCompatibility.Find(reader, writer, step, Options);
        }
        catch (TooComplexException)
        {
            return null;
        }
    }
}
