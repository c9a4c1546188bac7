using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>
/// One reader and one writer out of a verdict table, with the role in which the candidate stands there.
/// </summary>
internal sealed record VerdictPair(string Id, ComparedSide Reader, ComparedSide Writer, bool CandidateReads)
{
    /// <summary>Every pair that a case of the tables looks at, of the reference table where it is here.</summary>
    public static IReadOnlyList<VerdictPair> All(VerdictTable table)
    {
        var path = table == VerdictTable.Reference
            ? SharedReference.PathOrSkip("conformance/given/avro.jsonl")
            : Repository.File("schemas/compatibility/avro/rules.jsonl");
        return [.. VerdictCase.ReadAll(path).SelectMany(Of)];
    }

    private static IEnumerable<VerdictPair> Of(VerdictCase verdict)
    {
        var candidate = Sides.Of(verdict.Candidate);
        var isTransitive = verdict.Level.EndsWith("TRANSITIVE", StringComparison.Ordinal);
        foreach (var text in isTransitive ? verdict.Previous : verdict.Previous.TakeLast(1))
        {
            var earlier = Sides.Of(text);
            if (verdict.Level.StartsWith('B') || verdict.Level.StartsWith("FU", StringComparison.Ordinal))
                yield return new VerdictPair(verdict.Id, candidate, earlier, CandidateReads: true);
            if (verdict.Level.StartsWith('F'))
                yield return new VerdictPair(verdict.Id, earlier, candidate, CandidateReads: false);
        }
    }
}

internal enum VerdictTable
{
    Reference,
    Own,
}
