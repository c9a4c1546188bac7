using System.Text.Json;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// The JSON member names of a record's fields, by position: the fields' own, or in plain JSON those of
/// <see cref="AvroEncodingNames.OriginalNameProperty"/>.
/// </summary>
internal sealed class MemberNames
{
    private const int MaxNameOnStack = 128;

    private readonly Dictionary<string, int> _positionByName;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _positionBySpan;

    public MemberNames(RecordSchema schema, AvroJsonStyle style)
    {
        Names = Choose(schema, style);
        Utf8 = [.. Names.Select(System.Text.Encoding.UTF8.GetBytes)];
        _positionByName = Names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        _positionBySpan = _positionByName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string[] Names { get; }

    public byte[][] Utf8 { get; }

    /// <summary>
    /// The position of the field that the reader's current property name means, or −1. The likely one is looked at
    /// first.
    /// </summary>
    public int Find(ref Utf8JsonReader json, int likely) =>
        likely < Utf8.Length && json.ValueTextEquals(Utf8[likely]) ? likely : FindAny(ref json);

    private int FindAny(ref Utf8JsonReader json)
    {
        if (json.HasValueSequence || json.ValueSpan.Length > MaxNameOnStack)
            return _positionByName.GetValueOrDefault(json.GetString()!, -1);
        Span<char> name = stackalloc char[MaxNameOnStack];
        var length = json.CopyString(name);
        return _positionBySpan.TryGetValue(name[..length], out var position) ? position : -1;
    }

    public static string[] Choose(RecordSchema schema, AvroJsonStyle style)
    {
        string[] own = [.. schema.Fields.Select(field => field.Name)];
        if (style == AvroJsonStyle.Tagged)
            return own;

        string[] original = [.. schema.Fields.Select(OriginalName)];
        return original.Distinct(StringComparer.Ordinal).Count() == original.Length ? original : own;
    }

    private static string OriginalName(RecordField field)
    {
        foreach (var property in field.Properties)
        {
            if (property is { Key: AvroEncodingNames.OriginalNameProperty, Value.Kind: AvroJsonKind.String })
                return property.Value.Text;
        }

        return field.Name;
    }
}
