using System.Text.Json;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Which branch of a union a JSON value means, and so which values must be written with the name of their branch.
/// Both directions ask the same methods, which is why plain JSON comes back as the same bytes. Immutable, shared
/// between threads.
/// </summary>
internal sealed class UnionShape
{
    public const int NoBranch = -1;

    private readonly int[] _branchByKind = new int[(int)AvroKind.Union + 1];
    private readonly List<(int Branch, SymbolTable Symbols)> _enums = [];
    private readonly List<int> _fixeds = [];

    private UnionShape(UnionSchema schema, AvroJsonStyle style)
    {
        Schema = schema;
        Style = style;
        Tags = [.. schema.Branches.Select(branch => System.Text.Encoding.UTF8.GetBytes(branch.BranchName))];
        Tagging = new BranchTagging[schema.Branches.Count];
        Array.Fill(_branchByKind, NoBranch);
        foreach (var (index, branch) in schema.Branches.Index())
        {
            _branchByKind[(int)branch.Kind] = _branchByKind[(int)branch.Kind] == NoBranch
                ? index
                : _branchByKind[(int)branch.Kind];
            Sort(index, branch);
        }
    }

    public UnionSchema Schema { get; }

    public AvroJsonStyle Style { get; }

    /// <summary>The branch names as UTF-8.</summary>
    public byte[][] Tags { get; }

    /// <summary>By branch: whether its values are written with the branch's name.</summary>
    public BranchTagging[] Tagging { get; }

    /// <summary>The records in their order, then the map: what an object without a tag may be.</summary>
    public List<int> Objects { get; } = [];

    public bool HasInteger => this[AvroKind.Int] != NoBranch || this[AvroKind.Long] != NoBranch;

    /// <summary>The first branch of a kind, or <see cref="NoBranch"/>.</summary>
    public int this[AvroKind kind] => _branchByKind[(int)kind];

    public static UnionShape Create(UnionSchema schema, AvroJsonStyle style)
    {
        var shape = new UnionShape(schema, style);
        if (shape[AvroKind.Map] != NoBranch)
            shape.Objects.Add(shape[AvroKind.Map]);
        for (var branch = 0; branch < shape.Tagging.Length; branch++)
            shape.Tagging[branch] = style == AvroJsonStyle.Tagged ? shape.TagAll(branch) : shape.TagWhereNeeded(branch);
        if (style == AvroJsonStyle.Plain)
            shape.TagLookalikes();
        return shape;
    }

    /// <summary>The branch of an integer: int where it fits, then long, then double, then float.</summary>
    public int ChooseForInteger(long value) =>
        this[AvroKind.Int] != NoBranch && value is >= int.MinValue and <= int.MaxValue ? this[AvroKind.Int]
        : this[AvroKind.Long] != NoBranch ? this[AvroKind.Long]
        : ChooseForReal();

    /// <summary>The branch of a number with a fraction or exponent, or beyond a long: double, then float.</summary>
    public int ChooseForReal() => this[AvroKind.Double] != NoBranch ? this[AvroKind.Double] : this[AvroKind.Float];

    /// <summary>
    /// The branch of a string: an enum that has it as a symbol, then string, then double and float for the words that
    /// stand for no number, then a fixed of its length, then bytes.
    /// </summary>
    public int ChooseForText(ReadOnlySpan<byte> utf8)
    {
        foreach (var (branch, symbols) in _enums)
        {
            if (symbols.Find(utf8) >= 0)
                return branch;
        }

        if (this[AvroKind.String] != NoBranch)
            return this[AvroKind.String];
        if (ChooseForReal() != NoBranch && RealWords.TryRead(utf8, out _))
            return ChooseForReal();
        return ChooseForBytes(utf8);
    }

    /// <summary>The branch of that name, or <see cref="NoBranch"/>.</summary>
    public int FindTag(ref Utf8JsonReader json)
    {
        for (var branch = 0; branch < Tags.Length; branch++)
        {
            if (json.ValueTextEquals(Tags[branch]))
                return branch;
        }

        return NoBranch;
    }

    /// <summary>The branch names for a message, as in "null, int or com.x.Order".</summary>
    public static string Describe(UnionSchema schema)
    {
        const int shown = 12;
        string[] names = [.. schema.Branches.Take(shown).Select(branch => branch.BranchName)];
        if (schema.Branches.Count > shown)
            return $"one of {string.Join(", ", names)} and {schema.Branches.Count - shown} more";
        return names.Length switch
        {
            0 => "nothing, since the union is empty",
            1 => names[0],
            _ => $"{string.Join(", ", names[..^1])} or {names[^1]}",
        };
    }

    private int ChooseForBytes(ReadOnlySpan<byte> utf8)
    {
        var length = Latin1.CountOrNegative(utf8);
        if (length < 0)
            return NoBranch;
        foreach (var branch in _fixeds)
        {
            if (((FixedSchema)Schema.Branches[branch]).Size == length)
                return branch;
        }

        return this[AvroKind.Bytes];
    }

    private void Sort(int branch, AvroSchema schema)
    {
        if (schema is EnumSchema symbols)
            _enums.Add((branch, new SymbolTable(symbols)));
        else if (schema is FixedSchema)
            _fixeds.Add(branch);
        else if (schema is RecordSchema)
            Objects.Add(branch);
    }

    private BranchTagging TagAll(int branch) =>
        Schema.Branches[branch].Kind == AvroKind.Null ? BranchTagging.Never : BranchTagging.Always;

    private BranchTagging TagWhereNeeded(int branch)
    {
        var text = this[AvroKind.String] != NoBranch;
        return Schema.Branches[branch].Kind switch
        {
            AvroKind.Record or AvroKind.Map => Objects.Count > 1 ? BranchTagging.Always : BranchTagging.Never,
            AvroKind.Long when this[AvroKind.Int] != NoBranch => BranchTagging.ByValue,
            AvroKind.Float when this[AvroKind.Double] != NoBranch => BranchTagging.Always,
            AvroKind.Float or AvroKind.Double =>
                text || _enums.Count > 0 ? BranchTagging.ByValue : BranchTagging.Never,
            AvroKind.String when _enums.Count > 0 => BranchTagging.ByValue,
            AvroKind.Enum when _enums.Count > 1 => BranchTagging.ByValue,
            AvroKind.Bytes or AvroKind.Fixed => text ? BranchTagging.Always : BranchTagging.ByValue,
            _ => BranchTagging.Never,
        };
    }

    /// <summary>
    /// An object that is written without a tag must not look like a tag: where a map or a record could, its values
    /// are tagged as well.
    /// </summary>
    private void TagLookalikes()
    {
        if (Array.TrueForAll(Tagging, tagging => tagging == BranchTagging.Never))
            return;
        foreach (var branch in Objects)
        {
            if (CanLookLikeTag(Schema.Branches[branch]))
                Tagging[branch] = BranchTagging.Always;
        }
    }

    private bool CanLookLikeTag(AvroSchema schema) =>
        schema is not RecordSchema record
        || Schema.Branches.Any(branch => Array.IndexOf(MemberNames.Choose(record, Style), branch.BranchName) >= 0);
}
