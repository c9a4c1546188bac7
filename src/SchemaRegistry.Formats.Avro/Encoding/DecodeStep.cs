using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// One place in a plan: how a value of the writer's type is read as the reader's type. Steps refer to each other as
/// the types do, in cycles too. Immutable once <see cref="DecodePlanner"/> has handed the plan out; shared between
/// threads.
/// </summary>
internal class DecodeStep(DecodeStepKind kind)
{
    public DecodeStepKind Kind { get; } = kind;
}

internal sealed class FixedStep(FixedSchema schema) : DecodeStep(DecodeStepKind.Fixed)
{
    public FixedSchema Schema { get; } = schema;
}

/// <summary>The reader's index for each of the writer's symbols, −1 where the reader has none.</summary>
internal sealed class EnumStep(EnumSchema schema, EnumSchema writer, int[] readerIndex)
    : DecodeStep(DecodeStepKind.Enum)
{
    public EnumSchema Schema { get; } = schema;

    public EnumSchema Writer { get; } = writer;

    public int[] ReaderIndex { get; } = readerIndex;

    /// <summary>The reader's symbols.</summary>
    public SymbolTable Symbols { get; } = new(schema);
}

internal sealed class ArrayStep() : DecodeStep(DecodeStepKind.Array)
{
    public DecodeStep Item { get; set; } = null!;
}

internal sealed class MapStep() : DecodeStep(DecodeStepKind.Map)
{
    public DecodeStep Value { get; set; } = null!;
}

/// <summary>The writer's type is a union: its branches, each as the reader takes it.</summary>
internal sealed class WrittenUnionStep(int count) : DecodeStep(DecodeStepKind.WrittenUnion)
{
    public DecodeStep[] Branches { get; } = new DecodeStep[count];
}

/// <summary>The value becomes a branch of the reader's union.</summary>
internal sealed class ReaderBranchStep(UnionShape union, int branch) : DecodeStep(DecodeStepKind.ReaderBranch)
{
    public UnionShape Union { get; } = union;

    public int Branch { get; } = branch;

    public DecodeStep Value { get; set; } = null!;
}

/// <summary>The reader can not take what was written here; an error when such a value comes.</summary>
internal sealed class MismatchStep(string message) : DecodeStep(DecodeStepKind.Mismatch)
{
    public string Message { get; } = message;
}
