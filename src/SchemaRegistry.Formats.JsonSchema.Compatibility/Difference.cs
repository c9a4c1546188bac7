using System.Text;
using SchemaRegistry.Formats.JsonSchema.Shapes;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>A way from the root of the compared schemas. Names stand as they are, without any escape.</summary>
internal sealed class DifferencePath
{
    public static readonly DifferencePath Root = new(null, default);

    private readonly DifferencePath? _parent;
    private readonly PathStep _step;

    private DifferencePath(DifferencePath? parent, PathStep step)
    {
        _parent = parent;
        _step = step;
    }

    public DifferencePath Then(PathStep step) => step.Keyword is null ? this : new(this, step);

    public override string ToString()
    {
        var steps = new Stack<PathStep>();
        for (var path = this; path._parent is not null; path = path._parent)
            steps.Push(path._step);
        return new StringBuilder("#/").AppendJoin('/', steps).ToString();
    }
}

/// <summary>
/// One difference, and where it is as the API prints it: <c>#/properties/a</c>, the root is <c>#/</c>.
/// </summary>
internal readonly record struct Difference(DifferenceType Type, string Path, DifferencePlace Place);

/// <summary>
/// The two schemas that a difference is between, both behind their references, and the step from them to what differs.
/// </summary>
internal readonly record struct DifferencePlace(Shape Original, Shape Update, PathStep At);

/// <summary>
/// One keyword of a path, with the name or position below it. The default is no step: the place itself.
/// </summary>
internal readonly record struct PathStep(string? Keyword, string? Name = null)
{
    public override string ToString() => Name is null ? Keyword ?? "" : $"{Keyword}/{Name}";
}
