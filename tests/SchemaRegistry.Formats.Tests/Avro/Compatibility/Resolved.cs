using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>
/// Whether a value that was read is what was written, by "Schema Resolution" of the Avro specification 1.12: an
/// opinion on values that shares nothing with the decoder, which resolves schemas.
/// </summary>
internal static class Resolved
{
    public static bool IsSame(object? written, object? read) => (written, read) switch
    {
        (AvroRecord from, AvroRecord to) => to.Schema.Fields.All(field => IsSameField(field, from, to)),
        (AvroEnum from, AvroEnum to) => to.Symbol == from.Symbol
            || (to.Schema.IndexOf(from.Symbol) is null && to.Symbol == to.Schema.Default),
        (AvroFixed from, AvroFixed to) => from.Bytes.AsSpan().SequenceEqual(to.Bytes),
        (List<object?> from, List<object?> to) =>
            from.Count == to.Count && from.Zip(to).All(pair => IsSame(pair.First, pair.Second)),
        (Dictionary<string, object?> from, Dictionary<string, object?> to) => from.Count == to.Count
            && from.All(entry => to.TryGetValue(entry.Key, out var value) && IsSame(entry.Value, value)),
        (byte[] from, byte[] to) => from.AsSpan().SequenceEqual(to),
        (byte[] from, string to) => from.AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(to)),
        (string from, byte[] to) => System.Text.Encoding.UTF8.GetBytes(from).AsSpan().SequenceEqual(to),
        (int from, long to) => from == to,
        (int from, float to) => (float)from == to,
        (int from, double to) => from == to,
        (long from, float to) => (float)from == to,
        (long from, double to) => (double)from == to,
        (float from, double to) => ((double)from).Equals(to),
        _ => Equals(written, read),
    };

    /// <summary>A field that was not written has its default, which is checked elsewhere.</summary>
    private static bool IsSameField(RecordField field, AvroRecord from, AvroRecord to)
    {
        var source = SourceOf(field, from.Schema, to.Schema);
        return source is null ? field.Default is not null : IsSame(from[source], to[field.Position]);
    }

    /// <summary>A written field goes to the field of its name, else to the first that has it as an alias.</summary>
    private static string? SourceOf(RecordField field, RecordSchema writer, RecordSchema reader)
    {
        if (writer.Field(field.Name) is not null)
            return field.Name;
        return field.Aliases.FirstOrDefault(alias => writer.Field(alias) is not null
            && reader.Field(alias) is null
            && reader.Fields.First(one => one.Aliases.Contains(alias) && writer.Field(one.Name) is null) == field);
    }
}
