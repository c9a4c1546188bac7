using System.Runtime.CompilerServices;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility;

/// <summary>
/// Whether a reader's schema can read what a writer's schema wrote, by the rules of the Avro library for Java 1.12
/// (<c>SchemaCompatibility</c>), which registries enforce; they are looser than the specification in that a namespace
/// does not count, and stricter in nothing.
/// <para>
/// A pair of types is compared once: met again while it is being compared it counts as compatible, afterwards its
/// findings are repeated with the path of the first visit. That keeps recursive and shared types linear in the number
/// of pairs.
/// </para>
/// One object serves one comparison.
/// </summary>
internal sealed class AvroCompatibility
{
    private static readonly IReadOnlyList<Incompatibility> Compatible = [];

    private readonly StepBudget _budget;
    private readonly Dictionary<(AvroSchema Reader, AvroSchema Writer), IReadOnlyList<Incompatibility>> _known = [];
    private int _pairs;

    private AvroCompatibility(StepBudget budget) => _budget = budget;

    public static IReadOnlyList<Incompatibility> Find(
        AvroSchema reader, AvroSchema writer, ComparisonOptions options)
    {
        try
        {
            return new AvroCompatibility(new StepBudget(options.MaxSteps)).Compare(reader, writer, ReaderPath.Root);
        }
        catch (AmbiguousFieldException e)
        {
            return [AvroFinding.Unexpected(e.Message)];
        }
        catch (TooComplexException e)
        {
            return e.ToFindings("/");
        }
    }

    private IReadOnlyList<Incompatibility> Compare(AvroSchema reader, AvroSchema writer, ReaderPath path)
    {
        _budget.Spend(1);
        if (reader is PrimitiveSchema && writer is PrimitiveSchema)
            return Compute(reader, writer, path);
        if (_known.TryGetValue((reader, writer), out var known))
            return known;
        if (++_pairs > AvroLimits.MaxComparedPairs)
            throw new TooComplexException($"more than {AvroLimits.MaxComparedPairs} pairs of types (MaxComparedPairs)");
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooComplexException.TooDeep();

        _known[(reader, writer)] = Compatible;
        return _known[(reader, writer)] = Compute(reader, writer, path);
    }

    private IReadOnlyList<Incompatibility> Compute(AvroSchema reader, AvroSchema writer, ReaderPath path) =>
        (reader, writer) switch
        {
            (UnionSchema, UnionSchema written) => CompareUnions(reader, written, path),
            (_, UnionSchema written) => CompareEachBranch(reader, written, path),
            (UnionSchema read, _) => CompareAnyBranch(read, writer, path),
            (ArraySchema read, ArraySchema written) => Compare(read.Items, written.Items, path.Then("items")),
            (MapSchema read, MapSchema written) => Compare(read.Values, written.Values, path.Then("values")),
            (FixedSchema read, FixedSchema written) => CompareFixed(read, written, path),
            (EnumSchema read, EnumSchema written) => CompareEnums(read, written, path),
            (RecordSchema read, RecordSchema written) => CompareRecords(read, written, path),
            _ when Promotion.CanRead(reader.Kind, writer.Kind) => Compatible,
            _ => [AvroFinding.TypeMismatch(reader, writer, path)],
        };

    /// <summary>
    /// Every branch that was written must be readable by the union; why a branch is not, is not told.
    /// </summary>
    private List<Incompatibility> CompareUnions(AvroSchema reader, UnionSchema writer, ReaderPath path)
    {
        var found = new List<Incompatibility>();
        foreach (var (index, branch) in writer.Branches.Index())
        {
            if (Compare(reader, branch, ReaderPath.Root).Count > 0)
                found.Add(AvroFinding.MissingBranch(branch, path.Then(index)));
        }

        return found;
    }

    private List<Incompatibility> CompareEachBranch(AvroSchema reader, UnionSchema writer, ReaderPath path)
    {
        var found = new List<Incompatibility>();
        foreach (var (index, branch) in writer.Branches.Index())
            Add(found, Compare(reader, branch, path.Then(index)));
        return found;
    }

    private IReadOnlyList<Incompatibility> CompareAnyBranch(UnionSchema reader, AvroSchema writer, ReaderPath path)
    {
        foreach (var branch in reader.Branches)
        {
            if (Compare(branch, writer, ReaderPath.Root).Count == 0)
                return Compatible;
        }

        return [AvroFinding.MissingBranch(writer, path)];
    }

    private static List<Incompatibility> CompareFixed(FixedSchema reader, FixedSchema writer, ReaderPath path)
    {
        var found = CompareNames(reader, writer, path);
        if (reader.Size != writer.Size)
            found.Add(AvroFinding.FixedSize(reader, writer, path.Then("size")));
        return found;
    }

    private List<Incompatibility> CompareEnums(EnumSchema reader, EnumSchema writer, ReaderPath path)
    {
        var found = CompareNames(reader, writer, path);
        if (reader.Default is not null)
            return found;
        _budget.Spend(reader.Symbols.Count + writer.Symbols.Count);
        string[] missing = [.. writer.Symbols.Except(reader.Symbols).Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
            found.Add(AvroFinding.MissingSymbols(missing, path.Then("symbols")));
        return found;
    }

    private List<Incompatibility> CompareRecords(RecordSchema reader, RecordSchema writer, ReaderPath path)
    {
        var found = CompareNames(reader, writer, path);
        foreach (var field in reader.Fields)
            CompareField(field, reader, writer, path.Then("fields").Then(field.Position), found);
        return found;
    }

    private void CompareField(
        RecordField field, RecordSchema reader, RecordSchema writer, ReaderPath path, List<Incompatibility> found)
    {
        if (FindWritten(field, reader, writer) is { } written)
            Add(found, Compare(field.Type, written.Type, path.Then("type")));
        else if (field.Default is null)
        {
            // An enum's own default does not make its field optional; the library then compares the enum with the
            // record.
            if (field.Type is EnumSchema { Default: not null })
                Add(found, Compare(field.Type, writer, path.Then("type")));
            else
                found.Add(AvroFinding.MissingDefault(field, path));
        }
    }

    /// <summary>
    /// A finished pair's findings are repeated at each use, so that uses of uses multiply; the bound keeps them from
    /// filling memory.
    /// </summary>
    private static void Add(List<Incompatibility> found, IReadOnlyList<Incompatibility> more) =>
        found.AddRange(more.Take(AvroLimits.MaxFindings - found.Count));

    private static RecordField? FindWritten(RecordField field, RecordSchema reader, RecordSchema writer)
    {
        var found = writer.Field(field.Name);
        foreach (var alias in field.Aliases)
        {
            if (writer.Field(alias) is not { } byAlias)
                continue;
            if (found is not null && !ReferenceEquals(found, byAlias))
                throw new AmbiguousFieldException(field, reader, writer);
            found = byAlias;
        }

        return found;
    }

    /// <summary>The simple names must be equal, or an alias of the reader must be the writer's full name.</summary>
    private static List<Incompatibility> CompareNames(NamedSchema reader, NamedSchema writer, ReaderPath path) =>
        reader.Name.Simple == writer.Name.Simple || reader.Aliases.Contains(writer.Name)
            ? []
            : [AvroFinding.Name(writer, path.Then("name"))];
}
