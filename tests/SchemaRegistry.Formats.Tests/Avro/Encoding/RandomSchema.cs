using System.Text;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>Schema texts of every kind of type, nested and recursive, from a seed.</summary>
internal sealed class RandomSchema(Random random)
{
    private static readonly string[] Primitives =
        ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];

    private readonly List<string> _records = [];
    private int _names;

    public static string Text(int seed) => new RandomSchema(new Random(seed)).Type(0, inUnion: false);

    private string Type(int depth, bool inUnion)
    {
        var kinds = depth > 3 ? Primitives.Length : Primitives.Length + 6;
        var kind = random.Next(kinds);
        if (kind < Primitives.Length)
            return $"\"{Primitives[kind]}\"";

        return (kind - Primitives.Length) switch
        {
            0 => Record(depth),
            1 => $$"""{"type":"enum","name":"{{NextName()}}","symbols":["A","B","NaN"]}""",
            2 => $$"""{"type":"fixed","name":"{{NextName()}}","size":{{random.Next(1, 4)}}}""",
            3 => $$"""{"type":"array","items":{{Type(depth + 1, inUnion: false)}}}""",
            4 => $$"""{"type":"map","values":{{Type(depth + 1, inUnion: false)}}}""",
            _ => inUnion ? "\"string\"" : Union(depth),
        };
    }

    private string Record(int depth)
    {
        var name = NextName();
        var text = new StringBuilder($$"""{"type":"record","name":"{{name}}","fields":[""");
        _records.Add(name);
        var fields = random.Next(5);
        for (var field = 0; field < fields; field++)
        {
            var type = random.Next(6) == 0 ? $"[\"null\",\"{_records[^1]}\"]" : Type(depth + 1, inUnion: false);
            text.Append(field == 0 ? "" : ",").Append($$"""{"name":"f{{field}}","type":{{type}}}""");
        }

        return text.Append("]}").ToString();
    }

    /// <summary>
    /// Branches of one kind and without a name may occur once, so the simplest are told apart by their text.
    /// </summary>
    private string Union(int depth)
    {
        var branches = new List<string>();
        var kinds = new HashSet<string>();
        var count = random.Next(1, 6);
        for (var branch = 0; branch < count; branch++)
        {
            var records = _records.Count;
            var type = Type(depth + 1, inUnion: true);
            var kind = type.StartsWith("""{"type":"array""", StringComparison.Ordinal) ? "array"
                : type.StartsWith("""{"type":"map""", StringComparison.Ordinal) ? "map"
                : type;
            if (kinds.Add(kind))
                branches.Add(type);
            else
                _records.RemoveRange(records, _records.Count - records);
        }

        return $"[{string.Join(',', branches)}]";
    }

    private string NextName() => (random.Next(3) == 0 ? "n.s." : "m.") + $"T{_names++}";
}
