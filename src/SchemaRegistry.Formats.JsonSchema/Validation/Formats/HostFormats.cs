using System.Buffers;
using System.Globalization;
using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Formats;

/// <summary>Names of hosts: RFC 1123 §2.1, and their internationalised form by its structure.</summary>
internal static class HostFormats
{
    private const int MaxNameBytes = 253;
    private const int MaxLabelBytes = 63;

    public static bool IsHostName(ReadOnlySpan<byte> text) => HasLabels(text, IsLabel);

    public static bool IsPlainHostName(ReadOnlySpan<byte> text) => HasLabels(text, IsPlainLabel);

    public static bool IsInternationalHostName(ReadOnlySpan<byte> text) => HasLabels(text, IsInternationalLabel);

    private static bool HasLabels(ReadOnlySpan<byte> text, FormatRule isLabel)
    {
        if (text.Length is 0 or > MaxNameBytes)
            return false;
        foreach (var range in text.Split((byte)'.'))
        {
            var label = text[range];
            if (label.Length is 0 or > MaxLabelBytes || label[0] == '-' || label[^1] == '-' || !isLabel(label))
                return false;
        }

        return true;
    }

    private static bool IsLabel(ReadOnlySpan<byte> label) => IsPlainLabel(label) && !HasReservedHyphens(label);

    private static bool IsPlainLabel(ReadOnlySpan<byte> label)
    {
        foreach (var b in label)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '-')
                return false;
        }

        return true;
    }

    private static bool IsInternationalLabel(ReadOnlySpan<byte> label)
    {
        var rest = label;
        while (rest.Length > 0)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var bytes) != OperationStatus.Done)
                return false;
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
            var isFirst = rest.Length == label.Length;
            if (!(Rune.IsLetterOrDigit(rune) || IsJoining(rune.Value) || (isMark && !isFirst)))
                return false;
            rest = rest[bytes..];
        }

        return !HasReservedHyphens(label);
    }

    /// <summary>The hyphen, and the characters that RFC 5892 appendix A allows between certain others.</summary>
    private static bool IsJoining(int codePoint) =>
        codePoint is '-' or 0xB7 or 0x375 or 0x5F3 or 0x5F4 or 0x30FB or 0x200C or 0x200D;

    /// <summary>Two hyphens behind the second character are kept for encodings, of which one is in use.</summary>
    private static bool HasReservedHyphens(ReadOnlySpan<byte> label) =>
        label.Length >= 4 && label[2] == '-' && label[3] == '-'
        && !((label[0] | 0x20) == 'x' && (label[1] | 0x20) == 'n');
}
