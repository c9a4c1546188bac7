using System.Globalization;

namespace SchemaRegistry.Kafka.Codegen.Model;

/// <summary>An inclusive range of message versions, written <c>3+</c>, <c>3-7</c> or <c>3</c>.</summary>
public readonly record struct VersionRange(short From, short To)
{
    public static bool TryParse(string text, out VersionRange range)
    {
        range = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var from = text.EndsWith('+') ? text[..^1] : dash < 0 ? text : text[..dash];
        var to = text.EndsWith('+') ? "32767" : dash < 0 ? text : text[(dash + 1)..];
        if (!short.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !short.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            || first > last)
            return false;

        range = new VersionRange(first, last);
        return true;
    }

    public bool Contains(short version) => version >= From && version <= To;

    public bool Overlaps(VersionRange other) => From <= other.To && other.From <= To;

    public bool Covers(VersionRange other) => From <= other.From && To >= other.To;

    /// <summary>The part that both ranges have; call only when they overlap.</summary>
    public VersionRange Within(VersionRange other) => new(Math.Max(From, other.From), Math.Min(To, other.To));
}
