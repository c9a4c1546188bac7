using SchemaRegistry.Formats.JsonSchema.Shapes;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>How the pairs below a pair decide about it.</summary>
internal enum PairCombination
{
    /// <summary>All of them count, and what was found at once.</summary>
    All,

    /// <summary>
    /// One compatible pair is enough, the first one counts; without any, what was found at once counts.
    /// </summary>
    FirstOf,

    /// <summary>
    /// Members against members, every original with every update: as many as possible are matched, each once. The
    /// matched pairs count, and what was found at once.
    /// </summary>
    Matching,
}

/// <summary>A difference at a pair or at one of its keywords.</summary>
internal readonly record struct LocalDifference(DifferenceType Type, PathStep At);

/// <summary>
/// A pair below another one. <paramref name="IfCompatible"/> and <paramref name="IfNot"/> are differences that its
/// verdict makes; its own differences count besides, unless they are hidden.
/// </summary>
internal readonly record struct PairLink(
    Shape Original,
    Shape Update,
    PathStep At,
    DifferenceType? IfCompatible = null,
    DifferenceType? IfNot = null,
    bool HidesDetails = false);

/// <summary>
/// What can be said about an original and its update by looking at the two alone, and which other pairs they hang on.
/// Written by the rules, then read.
/// </summary>
internal sealed class PairDescription
{
    public List<LocalDifference> Found { get; } = [];

    /// <summary>The pairs below, in the order in which they count; none for a matching.</summary>
    public List<PairLink> Links { get; } = [];

    public PairCombination Combination { get; private set; } = PairCombination.All;

    /// <summary>With <see cref="PairCombination.FirstOf"/>: what a compatible pair says besides, or null.</summary>
    public DifferenceType? Success { get; private set; }

    /// <summary>With <see cref="PairCombination.Matching"/>: the members to match.</summary>
    public IReadOnlyList<Shape> Originals { get; private set; } = [];

    public IReadOnlyList<Shape> Updates { get; private set; } = [];

    /// <summary>The keyword that the originals are members of.</summary>
    public string Criterion { get; private set; } = "";

    /// <summary>How many pairs hang on this one.</summary>
    public long Width => Links.Count + ((long)Originals.Count * Updates.Count);

    public void Report(DifferenceType type, string? keyword = null, string? name = null) =>
        Found.Add(new LocalDifference(type, new PathStep(keyword, name)));

    public void Follow(Shape original, Shape update, PathStep at) => Links.Add(new PairLink(original, update, at));

    public void ChooseFirst(DifferenceType? success)
    {
        Combination = PairCombination.FirstOf;
        Success = success;
    }

    public void Match(IReadOnlyList<Shape> originals, IReadOnlyList<Shape> updates, string criterion)
    {
        Combination = PairCombination.Matching;
        Originals = originals;
        Updates = updates;
        Criterion = criterion;
    }
}
