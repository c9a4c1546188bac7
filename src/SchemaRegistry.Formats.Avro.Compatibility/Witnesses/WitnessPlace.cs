using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Witnesses;

/// <summary>A place that a payload has to reach, and what it should have there.</summary>
/// <param name="End">The pair of types at the place.</param>
/// <param name="Missing">The reader's field that was not written, or null.</param>
/// <param name="Symbol">The symbol to write, or null.</param>
internal sealed record WitnessPlace(ComparedPair End, RecordField? Missing = null, string? Symbol = null)
{
    /// <summary>
    /// The places where a finding could show. For a union that has branches of the written kind, these are the places
    /// of what is wrong with them, since a value that lacks the wrong parts may be read.
    /// </summary>
    public static IEnumerable<WitnessPlace> Of(AvroMismatch mismatch)
    {
        var open = new Stack<AvroMismatch>([mismatch]);
        var looks = 0;
        while (open.TryPop(out var next))
        {
            if (next.Rule is not (AvroRule.MissingBranch or AvroRule.MissingBranchOfUnion))
            {
                yield return Simple(next);
                continue;
            }

            var inside = new List<AvroMismatch>();
            foreach (var branch in BranchMeant.FindAll(next.Pair))
            {
                if (++looks <= SideLook.MaxLooksInside)
                    inside.AddRange(SideLook.FindInside(next.Pair, branch) ?? []);
            }

            if (inside.Count == 0)
                yield return new WitnessPlace(next.Pair);
            for (var index = inside.Count - 1; index >= 0; index--)
                open.Push(inside[index]);
        }
    }

    private static WitnessPlace Simple(AvroMismatch mismatch) => mismatch switch
    {
        { Rule: AvroRule.MissingEnumSymbols } => new(mismatch.Pair, Symbol: mismatch.MissingSymbols()[0]),
        { Pair: { Outer: { Reader: RecordSchema record } outer, Step.Writer.Kind: TypeStepKind.None } inner }
            when inner.Step.Reader.Kind == TypeStepKind.Field => new(outer, record.Fields[inner.Step.Reader.Index]),
        _ => new(mismatch.Pair, mismatch.Field),
    };
}
