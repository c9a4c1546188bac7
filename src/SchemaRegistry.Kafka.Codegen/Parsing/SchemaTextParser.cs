using System.Globalization;
using SchemaRegistry.Kafka.Codegen.Model;

namespace SchemaRegistry.Kafka.Codegen.Parsing;

/// <summary>
/// Reads the compact schema text. A message starts in column 0:
/// <code>request NAME key N versions RANGE flexible RANGE</code>
/// (or <c>response</c>, or <c>header</c> and <c>record</c> without key). Each line below it is one field, members of a
/// struct two blanks deeper:
/// <code>NAME TYPE VERSIONS [null RANGE] [tag N] [default VALUE] [fixed]</code>
/// <c>fixed</c> keeps the two-byte length of a string in flexible versions; a field with <c>tag</c> is tagged
/// wherever it exists.
/// </summary>
public static class SchemaTextParser
{
    public static IReadOnlyList<MessageSchema> Parse(string file, string text)
    {
        var lines = SchemaLine.Split(file, text);
        var messages = new List<MessageSchema>();
        var position = 0;
        while (position < lines.Count)
            messages.Add(ParseMessage(lines, ref position));

        return messages;
    }

    private static MessageSchema ParseMessage(List<SchemaLine> lines, ref int position)
    {
        var line = lines[position++];
        if (line.Depth != 0 || line.Words.Length < 2 || !Enum.TryParse<MessageKind>(line.Words[0], true, out var kind))
            throw line.Problem("expected request, response, header or record and a name in column 0");

        VersionRange? versions = null;
        VersionRange? flexible = null;
        short? key = null;
        for (var word = 2; word < line.Words.Length; word += 2)
        {
            switch (line.Words[word])
            {
                case "key": key = (short)Number(line, word + 1); break;
                case "versions": versions = Range(line, word + 1); break;
                case "flexible": flexible = Range(line, word + 1); break;
                default: throw line.Problem($"'{line.Words[word]}' is none of key, versions, flexible");
            }
        }

        if (versions is not { } range || (kind is (MessageKind.Request or MessageKind.Response) && key is null))
            throw line.Problem("a message needs its versions, a request or response its key too");

        var fields = ParseFields(lines, ref position, depth: 1);
        return new MessageSchema(line.Words[1], kind, range) { ApiKey = key, Flexible = flexible, Fields = fields };
    }

    private static List<FieldSchema> ParseFields(List<SchemaLine> lines, ref int position, int depth)
    {
        var fields = new List<FieldSchema>();
        while (position < lines.Count && lines[position].Depth >= depth)
        {
            if (lines[position].Depth > depth)
                throw lines[position].Problem("only a struct can have members");

            fields.Add(ParseField(lines, ref position, depth));
        }

        return fields;
    }

    private static FieldSchema ParseField(List<SchemaLine> lines, ref int position, int depth)
    {
        var line = lines[position++];
        if (line.Words.Length < 3)
            throw line.Problem("a field is NAME TYPE VERSIONS and its options");

        var isArray = line.Words[1].StartsWith("[]", StringComparison.Ordinal);
        var type = new FieldType(isArray ? line.Words[1][2..] : line.Words[1], isArray, []);
        if (type.IsStruct)
        {
            type = type with { Members = ParseFields(lines, ref position, depth + 1) };
            if (type.Members.Count == 0)
                throw line.Problem($"'{type.Name}' is neither a primitive nor followed by members");
        }

        return ParseOptions(line, new FieldSchema(line.Words[0], type, Range(line, 2)));
    }

    private static FieldSchema ParseOptions(SchemaLine line, FieldSchema field)
    {
        for (var word = 3; word < line.Words.Length; word++)
        {
            field = line.Words[word] switch
            {
                "null" => field with { Nullable = Range(line, ++word) },
                "tag" => field with { Tag = Number(line, ++word) },
                "default" => field with { Default = Word(line, ++word) },
                "fixed" => field with { HasFixedLength = true },
                _ => throw line.Problem($"'{line.Words[word]}' is none of null, tag, default, fixed"),
            };
        }

        return field;
    }

    private static VersionRange Range(SchemaLine line, int word) =>
        VersionRange.TryParse(Word(line, word), out var range)
            ? range
            : throw line.Problem($"'{line.Words[word]}' is no version range like 3+, 3-7 or 3");

    private static int Number(SchemaLine line, int word) =>
        ushort.TryParse(Word(line, word), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw line.Problem($"'{line.Words[word]}' is no number");

    private static string Word(SchemaLine line, int word) =>
        word < line.Words.Length ? line.Words[word] : throw line.Problem("the line ends where a value should follow");
}
