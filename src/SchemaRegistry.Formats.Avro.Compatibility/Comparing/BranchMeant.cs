using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>
/// Which branch of a reader's union was meant for a written type that none of them takes: a record of its name, say,
/// that has a field more. The API does not tell; a person wants to know.
/// </summary>
internal static class BranchMeant
{
    /// <summary>The index of the first such branch, or null when the union has nothing of the kind.</summary>
    public static int? Find(ComparedPair pair)
    {
        foreach (var index in FindAll(pair))
            return index;
        return null;
    }

    public static IEnumerable<int> FindAll(ComparedPair pair) =>
        pair.Reader is UnionSchema union
            ? union.Branches.Index().Where(branch => IsMeant(branch.Item, pair.Writer)).Select(branch => branch.Index)
            : [];

    private static bool IsMeant(AvroSchema branch, AvroSchema writer) => (branch, writer) switch
    {
        (NamedSchema read, NamedSchema written) => read.Kind == written.Kind
            && (read.Name.Simple == written.Name.Simple || read.Aliases.Contains(written.Name)),
        (ArraySchema, ArraySchema) or (MapSchema, MapSchema) => true,
        _ => false,
    };
}
