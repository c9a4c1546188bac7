using SchemaRegistry.Formats.JsonSchema.Canonical;
using SchemaRegistry.Formats.JsonSchema.Shapes;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Tags;

/// <summary>
/// The order in which paths number the members of a combined schema: not as written, but by kind, title, description
/// and default, then by what the members allow; as written among equals. It is the registry API's order, which looks
/// deeper where all of that is equal.
/// </summary>
internal sealed class MemberOrder
{
    private readonly Dictionary<CombinedShape, IReadOnlyList<ChildShape>> _known =
        new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<ChildShape> Sort(CombinedShape shape)
    {
        if (!_known.TryGetValue(shape, out var sorted))
        {
            sorted = [.. shape.Members.Select(member => new Keyed(member)).Order().Select(keyed => keyed.Member)];
            _known.Add(shape, sorted);
        }

        return sorted;
    }

    private static IReadOnlyList<string> ContentOf(Shape shape) => shape switch
    {
        EnumShape values => Sorted(values.Values.Select(Print)),
        ConstShape constant => [Print(constant.Value)],
        ObjectShape schema => Sorted(schema.Properties.All.Select(property => property.Key)),
        CombinedShape combined => [combined.Criterion.ToString().ToUpperInvariant()],
        _ => [],
    };

    private static IReadOnlyList<string> RequiredOf(Shape shape) =>
        shape is ObjectShape schema ? Sorted(schema.Required) : [];

    private static List<string> Sorted(IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal)];

    private static string Print(SchemaValue value) => SchemaPrinter.Print(value, KeyOrder.AsWritten);

    /// <summary>A member with all that it is sorted by; sorting is stable.</summary>
    private sealed class Keyed(ChildShape member) : IComparable<Keyed>
    {
        private readonly Shape _shape = member.Shape;
        private readonly Lazy<IReadOnlyList<string>> _content = new(() => ContentOf(member.Shape));
        private readonly Lazy<IReadOnlyList<string>> _required = new(() => RequiredOf(member.Shape));

        public ChildShape Member => member;

        /// <summary>The names of the kinds are in the order of the alphabet.</summary>
        private string KindName => _shape.Kind.ToString();

        private string? DefaultText => _shape.Notes.Default is { } value ? Print(value) : null;

        public int CompareTo(Keyed? other)
        {
            ArgumentNullException.ThrowIfNull(other);
            var result = string.CompareOrdinal(KindName, other.KindName);
            if (result == 0)
                result = string.CompareOrdinal(_shape.Notes.Title, other._shape.Notes.Title);
            if (result == 0)
                result = string.CompareOrdinal(_shape.Notes.Description, other._shape.Notes.Description);
            if (result == 0)
                result = string.CompareOrdinal(DefaultText, other.DefaultText);
            if (result == 0)
                result = Compare(_content.Value, other._content.Value);
            return result == 0 ? Compare(_required.Value, other._required.Value) : result;
        }

        private static int Compare(IReadOnlyList<string> ours, IReadOnlyList<string> others)
        {
            var result = ours.Count.CompareTo(others.Count);
            for (var index = 0; result == 0 && index < ours.Count; index++)
                result = string.CompareOrdinal(ours[index], others[index]);
            return result;
        }
    }
}
