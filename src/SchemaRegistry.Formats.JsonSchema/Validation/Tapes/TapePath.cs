using System.Globalization;
using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

/// <summary>Finds the JSON pointer of a row, from the root down.</summary>
internal static class TapePath
{
    public static string Of(Tape tape, int row)
    {
        var path = new StringBuilder();
        var scratch = Array.Empty<byte>();
        var at = 0;
        while (at != row)
        {
            var isObject = tape.Rows[at].Type == TypeMask.Object;
            var child = at + 1;
            var index = 0;
            for (; tape.Rows[child].Next <= row; child = tape.Rows[child].Next)
                index++;
            path.Append('/');
            if (isObject)
                AppendName(path, tape.String(child, ref scratch));
            else
                path.Append(CultureInfo.InvariantCulture, $"{index}");

            // A name stands for its member.
            if (isObject && child == row)
                break;
            at = isObject ? child + 1 : child;
        }

        return path.ToString();
    }

    private static void AppendName(StringBuilder path, ReadOnlySpan<byte> name) =>
        path.Append(Encoding.UTF8.GetString(name)
            .Replace("~", "~0", StringComparison.Ordinal)
            .Replace("/", "~1", StringComparison.Ordinal));
}
