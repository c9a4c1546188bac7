using System.Globalization;
using System.Numerics;
using System.Text;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Canonical;

/// <summary>
/// Writes compact JSON as the Avro library for Java prints it: characters beyond ASCII as they are, integers as
/// written, other numbers as Java spells doubles.
/// </summary>
internal static class JsonText
{
    public static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case < ' ':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    public static void Append(StringBuilder text, AvroJson value, KeyOrder order)
    {
        switch (value.Kind)
        {
            case AvroJsonKind.String:
                AppendString(text, value.Text);
                break;
            case AvroJsonKind.Number:
                text.Append(Spell(value.Text));
                break;
            case AvroJsonKind.Array:
                AppendArray(text, value, order);
                break;
            case AvroJsonKind.Object:
                AppendObject(text, value, order);
                break;
            default:
                text.Append(value.Kind switch { AvroJsonKind.Null => "null", AvroJsonKind.True => "true", _ => "false" });
                break;
        }
    }

    private static void AppendArray(StringBuilder text, AvroJson value, KeyOrder order)
    {
        text.Append('[');
        for (var index = 0; index < value.Items.Count; index++)
        {
            if (index > 0)
                text.Append(',');
            Append(text, value.Items[index], order);
        }

        text.Append(']');
    }

    private static void AppendObject(StringBuilder text, AvroJson value, KeyOrder order)
    {
        var members = order == KeyOrder.Sorted
            ? value.Members.OrderBy(member => member.Key, StringComparer.Ordinal)
            : value.Members.AsEnumerable();
        text.Append('{');
        var first = true;
        foreach (var (key, member) in members)
        {
            if (!first)
                text.Append(',');
            first = false;
            AppendString(text, key);
            text.Append(':');
            Append(text, member, order);
        }

        text.Append('}');
    }

    private static string Spell(string number) =>
        number.AsSpan().IndexOfAny(".eE") < 0
            ? BigInteger.Parse(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : JavaDouble.ToText(double.Parse(number, CultureInfo.InvariantCulture));
}
