using SchemaRegistry.Formats.JsonSchema.Model;
using static SchemaRegistry.Formats.JsonSchema.Model.SchemaDraft;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Formats;

internal delegate bool FormatRule(ReadOnlySpan<byte> utf8);

/// <summary>A format that strings can be held to. Internationalised host names are held to their structure, not to the
/// tables of IDNA.</summary>
internal sealed class StringFormat
{
    private static readonly Dictionary<string, StringFormat> Known = new(StringComparer.Ordinal)
    {
        ["date-time"] = new(TimeFormats.IsDateTime, Draft4),
        ["date"] = new(TimeFormats.IsDate, Draft7),
        ["time"] = new(TimeFormats.IsTime, Draft7),
        ["duration"] = new(DurationFormat.IsDuration, Draft201909),
        ["email"] = new(text => EmailFormat.IsEmail(text, allowsBeyondAscii: false), Draft4),
        ["idn-email"] = new(text => EmailFormat.IsEmail(text, allowsBeyondAscii: true), Draft7),
        ["hostname"] = new(HostFormats.IsHostName, Draft4),
        ["idn-hostname"] = new(HostFormats.IsInternationalHostName, Draft7),
        ["ipv4"] = new(AddressFormats.IsIpv4, Draft4),
        ["ipv6"] = new(AddressFormats.IsIpv6, Draft4),
        ["uri"] = new(text => new UriFormat(text, allowsBeyondAscii: false).IsAbsolute(), Draft4),
        ["uri-reference"] = new(text => new UriFormat(text, allowsBeyondAscii: false).IsReference(), Draft6),
        ["iri"] = new(text => new UriFormat(text, allowsBeyondAscii: true).IsAbsolute(), Draft7),
        ["iri-reference"] = new(text => new UriFormat(text, allowsBeyondAscii: true).IsReference(), Draft7),
        ["uri-template"] = new(UriTemplateFormat.IsTemplate, Draft6),
        ["uuid"] = new(IdentifierFormats.IsUuid, Draft201909),
        ["json-pointer"] = new(IdentifierFormats.IsJsonPointer, Draft6),
        ["relative-json-pointer"] = new(IdentifierFormats.IsRelativeJsonPointer, Draft7),
        ["regex"] = new(IdentifierFormats.IsRegex, Draft7),
    };

    /// <summary>Before draft 7 the format knows nothing of internationalised names.</summary>
    private static readonly StringFormat EarlierHostName = new(HostFormats.IsPlainHostName, Draft4);

    private readonly FormatRule _rule;
    private readonly SchemaDraft _since;

    private StringFormat(FormatRule rule, SchemaDraft since)
    {
        _rule = rule;
        _since = since;
    }

    /// <summary>The format of that name, or null when the draft does not know it.</summary>
    public static StringFormat? Find(string name, SchemaDraft draft)
    {
        if (name == "hostname" && draft < Draft7)
            return EarlierHostName;
        return Known.TryGetValue(name, out var format) && format._since <= draft ? format : null;
    }

    public bool Accepts(ReadOnlySpan<byte> utf8) => _rule(utf8);
}
