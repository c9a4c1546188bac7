using System.Runtime.CompilerServices;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

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
    private static readonly IReadOnlyList<AvroMismatch> Compatible = [];

    private readonly StepBudget _budget;
    private readonly Dictionary<(AvroSchema Reader, AvroSchema Writer), IReadOnlyList<AvroMismatch>> _known = [];

    private AvroCompatibility(StepBudget budget) => _budget = budget;

    /// <exception cref="TooComplexException">The comparison takes more steps than it may.</exception>
    public static IReadOnlyList<AvroMismatch> Find(AvroSchema reader, AvroSchema writer, ComparisonOptions options) =>
        Find(reader, writer, PairStep.Root, options);

    /// <summary>Compares two types that were reached by a step, as if nothing had been compared before.</summary>
    /// <exception cref="TooComplexException">The comparison takes more steps than it may.</exception>
    public static IReadOnlyList<AvroMismatch> Find(
        AvroSchema reader, AvroSchema writer, PairStep step, ComparisonOptions options)
    {
        try
        {
            return new AvroCompatibility(options.StartBudget()).Compare(reader, writer, step);
        }
        catch (AmbiguousFieldException e)
        {
            return [e.Mismatch];
        }
    }

    private IReadOnlyList<AvroMismatch> Compare(AvroSchema reader, AvroSchema writer, PairStep step)
    {
        _budget.Spend(1);
        if (reader is PrimitiveSchema && writer is PrimitiveSchema)
        {
            return Promotion.CanRead(reader.Kind, writer.Kind)
                ? Compatible
                : [new AvroMismatch(AvroRule.TypeMismatch, new ComparedPair(reader, writer, step))];
        }

        if (_known.TryGetValue((reader, writer), out var known))
            return known;
        _budget.Spend(AvroLimits.StepsPerRememberedPair);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooComplexException.TooDeep();

        _known[(reader, writer)] = Compatible;
        return _known[(reader, writer)] = Compute(new ComparedPair(reader, writer, step));
    }

    private IReadOnlyList<AvroMismatch> Compute(ComparedPair pair) => (pair.Reader, pair.Writer) switch
    {
        (UnionSchema read, UnionSchema written) => CompareUnions(read, written, pair),
        (_, UnionSchema written) => CompareEachBranch(written, pair),
        (UnionSchema read, _) => CompareAnyBranch(read, pair),
        (ArraySchema read, ArraySchema written) =>
            Compare(read.Items, written.Items, pair.Then(TypeStep.Items, TypeStep.Items)),
        (MapSchema read, MapSchema written) =>
            Compare(read.Values, written.Values, pair.Then(TypeStep.Values, TypeStep.Values)),
        (FixedSchema read, FixedSchema written) => CompareFixed(read, written, pair),
        (EnumSchema read, EnumSchema written) => CompareEnums(read, written, pair),
        (RecordSchema read, RecordSchema written) => CompareRecords(read, written, pair),
        _ => [new AvroMismatch(AvroRule.TypeMismatch, pair)],
    };

    /// <summary>
    /// Every branch that was written must be readable by the union; why a branch is not, is not told.
    /// </summary>
    private IReadOnlyList<AvroMismatch> CompareUnions(UnionSchema reader, UnionSchema writer, ComparedPair pair)
    {
        List<AvroMismatch>? found = null;
        for (var index = 0; index < writer.Branches.Count; index++)
        {
            var step = pair.ThenInUnion(TypeStep.None, TypeStep.Branch(index));
            if (Compare(reader, writer.Branches[index], step).Count > 0)
                Add(ref found, AvroRule.MissingBranchOfUnion, new ComparedPair(reader, writer.Branches[index], step));
        }

        return found ?? Compatible;
    }

    private IReadOnlyList<AvroMismatch> CompareEachBranch(UnionSchema writer, ComparedPair pair)
    {
        List<AvroMismatch>? found = null;
        for (var index = 0; index < writer.Branches.Count; index++)
        {
            var step = pair.Then(TypeStep.None, TypeStep.Branch(index));
            Add(ref found, Compare(pair.Reader, writer.Branches[index], step));
        }

        return found ?? Compatible;
    }

    private IReadOnlyList<AvroMismatch> CompareAnyBranch(UnionSchema reader, ComparedPair pair)
    {
        for (var index = 0; index < reader.Branches.Count; index++)
        {
            var step = pair.ThenInUnion(TypeStep.Branch(index), TypeStep.None);
            if (Compare(reader.Branches[index], pair.Writer, step).Count == 0)
                return Compatible;
        }

        return [new AvroMismatch(AvroRule.MissingBranch, pair)];
    }

    private IReadOnlyList<AvroMismatch> CompareFixed(FixedSchema reader, FixedSchema writer, ComparedPair pair)
    {
        List<AvroMismatch>? found = null;
        CompareNames(reader, writer, pair, ref found);
        if (reader.Size != writer.Size)
            Add(ref found, AvroRule.FixedSizeMismatch, pair);
        return found ?? Compatible;
    }

    private IReadOnlyList<AvroMismatch> CompareEnums(EnumSchema reader, EnumSchema writer, ComparedPair pair)
    {
        List<AvroMismatch>? found = null;
        CompareNames(reader, writer, pair, ref found);
        if (reader.Default is not null)
            return found ?? Compatible;

        _budget.Spend(writer.Symbols.Count);
        foreach (var symbol in writer.Symbols)
        {
            if (reader.IndexOf(symbol) is not null)
                continue;
            Add(ref found, AvroRule.MissingEnumSymbols, pair);
            break;
        }

        return found ?? Compatible;
    }

    private IReadOnlyList<AvroMismatch> CompareRecords(RecordSchema reader, RecordSchema writer, ComparedPair pair)
    {
        List<AvroMismatch>? found = null;
        CompareNames(reader, writer, pair, ref found);
        foreach (var field in reader.Fields)
            CompareField(field, writer, pair, ref found);
        return found ?? Compatible;
    }

    private void CompareField(
        RecordField field, RecordSchema writer, ComparedPair pair, ref List<AvroMismatch>? found)
    {
        _budget.Spend(1 + field.Aliases.Count);
        if (FindWritten(field, writer, pair) is { } written)
        {
            var step = pair.Then(TypeStep.Field(field.Position), TypeStep.Field(written.Position));
            Add(ref found, Compare(field.Type, written.Type, step));
        }
        else if (field.Default is null)
        {
            // An enum's own default does not make its field optional; the library then compares the enum with the
            // record.
            if (field.Type is EnumSchema { Default: not null })
                Add(ref found, Compare(field.Type, writer, pair.Then(TypeStep.Field(field.Position), TypeStep.None)));
            else
                Add(ref found, [new AvroMismatch(AvroRule.MissingDefault, pair) { Field = field }]);
        }
    }

    private static RecordField? FindWritten(RecordField field, RecordSchema writer, ComparedPair pair)
    {
        var found = writer.Field(field.Name);
        foreach (var alias in field.Aliases)
        {
            if (writer.Field(alias) is not { } byAlias)
                continue;
            if (found is not null && !ReferenceEquals(found, byAlias))
                throw new AmbiguousFieldException(new AvroMismatch(AvroRule.AmbiguousField, pair) { Field = field });
            found = byAlias;
        }

        return found;
    }

    /// <summary>The simple names must be equal, or an alias of the reader must be the writer's full name.</summary>
    private void CompareNames(
        NamedSchema reader, NamedSchema writer, ComparedPair pair, ref List<AvroMismatch>? found)
    {
        if (reader.Name.Simple == writer.Name.Simple)
            return;
        _budget.Spend(reader.Aliases.Count);
        if (!reader.Aliases.Contains(writer.Name))
            Add(ref found, AvroRule.NameMismatch, pair);
    }

    private void Add(ref List<AvroMismatch>? found, AvroRule rule, ComparedPair pair) =>
        Add(ref found, [new AvroMismatch(rule, pair)]);

    /// <summary>
    /// A finished pair's findings are repeated at each use, so that uses of uses multiply; the bound keeps them from
    /// filling memory, and the budget counts them.
    /// </summary>
    private void Add(ref List<AvroMismatch>? found, IReadOnlyList<AvroMismatch> more)
    {
        if (more.Count == 0)
            return;
        found ??= [];
        var left = AvroLimits.MaxFindings - found.Count;
        _budget.Spend(Math.Min(left, more.Count));
        found.AddRange(more.Take(left));
    }
}
