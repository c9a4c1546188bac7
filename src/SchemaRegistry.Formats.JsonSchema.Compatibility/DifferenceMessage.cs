using System.Text;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// The incompatibilities of JSON Schema in the words of the API (compatibility rules 5.10). The quote that closes a
/// description is a single one, though a double one opens it: so the API prints it.
/// </summary>
internal static class DifferenceMessage
{
    private const string Closing = "'}";

    private static readonly Dictionary<DifferenceType, string> Names =
        Enum.GetValues<DifferenceType>().ToDictionary(type => type, type => Spell(type.ToString()));

    private static readonly Dictionary<string, DifferenceType> Types =
        Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static Incompatibility Create(Difference difference)
    {
        var name = NameOf(difference.Type);
        var opening = $"{{errorType:\"{name}\", description:\"";
        IReadOnlyList<string> parts = DifferenceWording.Of(difference) is var (before, between, after)
            ? [opening + before, between, after + Closing]
            : [opening + Closing];
        return new Incompatibility(name, difference.Path, parts);
    }

    /// <summary><c>MaxLengthAdded</c> is <c>MAX_LENGTH_ADDED</c>.</summary>
    public static string NameOf(DifferenceType type) => Names[type];

    /// <summary>The type of a finding, or null for one that is no difference.</summary>
    public static DifferenceType? TypeOf(Incompatibility finding) =>
        Types.TryGetValue(finding.Rule, out var type) ? type : null;

    public static Incompatibility UnresolvedReference() =>
        new(
            "UNSUPPORTED_EXTERNAL_REFERENCE",
            "#/",
            ["A previous schema version contains an unsupported external reference"]);

    private static string Spell(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }
}
