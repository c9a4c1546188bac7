using System.Text;
using System.Text.RegularExpressions;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Patterns;

namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>
/// A schema inside another one. It is loaded when it is asked for, so that no recursion follows the depth of a text,
/// and definitions that nobody uses cost nothing.
/// </summary>
internal sealed class ChildShape
{
    private readonly ShapeLoader? _loader;
    private readonly SchemaPlace _place;
    private Shape? _shape;

    public ChildShape(SchemaPlace place, ShapeLoader loader)
    {
        _place = place;
        _loader = loader;
    }

    /// <summary>A part that stands nowhere as a schema of its own.</summary>
    public ChildShape(Shape part) => _shape = part;

    public Shape Shape => _shape ??= _loader!.Load(_place);

    /// <summary>What was written, or null for a part.</summary>
    public SchemaValue? Source => _loader is null ? null : _place.Value;
}

/// <summary>Schemas by name, in the order of the text, each name once.</summary>
internal sealed class NamedShapes(OrderedDictionary<string, ChildShape> shapes)
{
    public static readonly NamedShapes None = new([]);

    public int Count => shapes.Count;

    public IEnumerable<KeyValuePair<string, ChildShape>> All => shapes;

    public ChildShape? Find(string name) => shapes.GetValueOrDefault(name);
}

/// <summary>
/// What <c>additionalProperties</c> or <c>additionalItems</c> says: anything (absent or true), nothing (false), or
/// what a schema accepts. The schema <c>{}</c> is a schema.
/// </summary>
internal readonly record struct ExtraContent(bool IsAllowed, ChildShape? Schema)
{
    public static readonly ExtraContent Anything = new(true, null);
    public static readonly ExtraContent Nothing = new(false, null);

    public bool IsAnything => IsAllowed && Schema is null;
}

/// <summary>An entry of <c>patternProperties</c>. What is no regular expression is found nowhere.</summary>
internal sealed class PropertyPattern(KeyValuePair<string, ChildShape> entry)
{
    /// <summary>What it costs to make the engine ready for one expression: some milliseconds.</summary>
    private const int PreparingSteps = 10_000;

    private const int CharactersPerStep = 16;

    private bool _isPrepared;
    private readonly Lazy<SchemaPattern?> _pattern = new(() => SchemaPattern.Create(entry.Key, out _));

    public ChildShape Schema => entry.Value;

    /// <summary>Anywhere in the name.</summary>
    /// <exception cref="TooComplexException">The patterns of this comparison took too long.</exception>
    public bool IsFoundIn(string name, WorkBudget budget)
    {
        budget.Spend(1 + (name.Length / CharactersPerStep));
        if (_pattern.Value is not { } pattern)
            return false;
        if (pattern.MatchPlain(Encoding.UTF8.GetBytes(name)) is { } isFound)
            return isFound;
        if (!_isPrepared)
            budget.Spend(PreparingSteps);
        _isPrepared = true;
        if (!pattern.MayTimeOut)
            return pattern.IsMatch(name);
        try
        {
            return budget.Time(() => pattern.IsMatch(name));
        }
        catch (RegexMatchTimeoutException)
        {
            throw WorkBudget.TooMuchTime();
        }
    }
}
