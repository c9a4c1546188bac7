using System.Globalization;
using System.Text;

namespace SchemaRegistry.Cli.Derivation;

/// <summary>
/// Prints a shape as a .proto file of proto3 whose first message is a row. Numbers are int32, else int64, and double
/// with fractions among them. Every single value is optional, so that 0 and absent differ. Where a place holds several
/// kinds of values, an empty array or one with null in it, it is a <c>google.protobuf.Value</c> or <c>ListValue</c>.
/// Names that Protobuf does not allow are made legal, with the original as <c>json_name</c>. One object makes one file.
/// </summary>
internal sealed class DerivedProtobufWriter
{
    private const string StructFile = "google/protobuf/struct.proto";
    private const string Value = "google.protobuf.Value";
    private const string ListValue = "google.protobuf.ListValue";

    private readonly StringBuilder _text = new();
    private bool _usesStruct;

    /// <exception cref="CommandException">Protobuf can not hold the rows without loss.</exception>
    public string Write(Shape shape, string name)
    {
        if (shape.Record is not { } record || KindsOf(shape) != 1 || shape.HasNull)
        {
            throw new CommandException(
                "Protobuf has messages at the top, but not every row is an object. Give --format avro or json.");
        }

        WriteMessage(record, LegalName.MakeUnique(LegalName.Make(name), ["google"]), new Place(name, 0));
        return "syntax = \"proto3\";\n\n" + (_usesStruct ? $"import \"{StructFile}\";\n\n" : "") + _text;
    }

    private void WriteMessage(RecordShape record, string messageName, Place place)
    {
        if (place.Depth > CliLimits.MaxDerivedMessageDepth)
        {
            throw new CommandException(
                $"{place.Path} is an object inside {place.Depth} others, and Protobuf nests at most "
                + $"{CliLimits.MaxDerivedMessageDepth} messages. Give --format avro or json.");
        }

        Line(place.Depth, $"message {messageName} {{");
        var names = new MessageNames(messageName);
        var nested = new List<(RecordShape Record, string Name, Place Place)>();
        var number = 1;
        foreach (var (original, shape, _) in record.Members)
        {
            var name = names.AddField(original);
            var inside = new Place($"{place.Path}.{original}", place.Depth + 1);
            var type = TypeOf(shape, inside, () =>
            {
                var nestedName = names.AddMessage(name);
                nested.Add((shape.Record ?? shape.Items!.Record!, nestedName, inside));
                return nestedName;
            });
            Line(place.Depth + 1, $"{type} {name} = {FieldNumber(number++)}{JsonName(name, original, inside)};");
        }

        foreach (var (inner, name, inside) in nested)
            WriteMessage(inner, name, inside);
        Line(place.Depth, "}");
    }

    /// <summary>Label and type of a field.</summary>
    private string TypeOf(Shape shape, Place place, Func<string> nestedName)
    {
        if (KindsOf(shape) != 1)
            return "optional " + Dynamic(Value, shape, place);
        if (shape.Items is { } items)
        {
            var isPlain = KindsOf(items) == 1 && !items.HasNull && items.Items is null && !shape.HasEmptyArray;
            return isPlain
                ? "repeated " + SingleOf(items, nestedName)
                : "optional " + Dynamic(ListValue, items, place);
        }

        return "optional " + SingleOf(shape, nestedName);
    }

    private static string SingleOf(Shape shape, Func<string> nestedName)
    {
        if (shape.Record is not null)
            return nestedName();
        if (shape.HasText)
            return "string";
        if (shape.HasBoolean)
            return "bool";
        if (shape.HasHugeInteger)
        {
            throw new CommandException(
                "An integer needs more than 64 bits, which Protobuf does not have. Give --format json.");
        }

        if (shape.HasDouble)
            return "double";
        return shape.HasLong ? "int64" : "int32";
    }

    /// <summary>
    /// How many kinds of values a place has; numbers are one unless a double would change one of them.
    /// </summary>
    private static int KindsOf(Shape shape) =>
        (shape.HasBoolean ? 1 : 0)
        + (shape.HasInt || shape.HasLong || shape.HasDouble ? 1 : 0)
        + (shape is { HasDouble: true, HasWideInteger: true } ? 1 : 0)
        + (shape.HasText ? 1 : 0)
        + (shape.Items is null ? 0 : 1)
        + (shape.Record is null ? 0 : 1);

    private string Dynamic(string type, Shape shape, Place place)
    {
        if (HoldsWideInteger(shape))
        {
            throw new CommandException(
                $"{place.Path} holds values of several kinds, for which Protobuf has {type}; but its numbers are doubles, and "
                + "an integer there would change. Give --format avro or json, or a --schema.");
        }

        _usesStruct = true;
        return type;
    }

    private static bool HoldsWideInteger(Shape shape) =>
        shape.HasWideInteger
        || shape.HasHugeInteger
        || (shape.Items is { } items && HoldsWideInteger(items))
        || (shape.Record is { } record && record.Members.Any(member => HoldsWideInteger(member.Shape)));

    /// <summary>The numbers 19000 to 19999 are Protobuf's own.</summary>
    private static string FieldNumber(int place) =>
        (place < 19_000 ? place : place + 1_000).ToString(CultureInfo.InvariantCulture);

    private static string JsonName(string name, string original, Place place)
    {
        if (MessageNames.JsonNameOf(name) == original)
            return "";
        if (original.Contains('\0', StringComparison.Ordinal)
            || (original.StartsWith('[') && original.EndsWith(']')))
        {
            throw new CommandException(
                $"{place.Path} has a name that Protobuf does not take as json_name. Give --format avro or json.");
        }

        return $" [json_name = \"{Escape(original)}\"]";
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                escaped.Append('\\').Append(c);
            else if (char.IsControl(c))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    private void Line(int depth, string text) => _text.Append(' ', 2 * depth).Append(text).Append('\n');

    /// <summary>Where in a row, for people, and how many messages are around it.</summary>
    private sealed record Place(string Path, int Depth);
}
