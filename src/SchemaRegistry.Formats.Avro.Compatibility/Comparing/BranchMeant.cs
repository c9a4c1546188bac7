using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>
/// Which branch of a reader's union was meant for a written type that none of them takes: a record of its name, say,
/// that has a field more. The API does not tell; a person wants to know.
/// </summary>
internal static class BranchMeant
{
    /// <summary>The index of the branch, or null when the union has nothing of the kind.</summary>
    public static int? Find(ComparedPair pair)
    {
        if (pair.Reader is not UnionSchema union)
            return null;
        for (var index = 0; index < union.Branches.Count; index++)
        {
            if (IsMeant(union.Branches[index], pair.Writer))
                return index;
        }

        return null;
    }

    /// <summary>The pair of that branch and of what was written.</summary>
    public static PairStep StepTo(ComparedPair pair, int branch) =>
        pair.ThenInUnion(TypeStep.Branch(branch), TypeStep.None);

    private static bool IsMeant(AvroSchema branch, AvroSchema writer) => (branch, writer) switch
    {
        (NamedSchema read, NamedSchema written) => read.Kind == written.Kind
            && (read.Name.Simple == written.Name.Simple || read.Aliases.Contains(written.Name)),
        (ArraySchema, ArraySchema) or (MapSchema, MapSchema) => true,
        _ => false,
    };
}
