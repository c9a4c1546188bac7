using System.Globalization;
using Avro.Generic;
using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>Values of ours and of Apache.Avro in one notation, so that they can be compared.</summary>
internal static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        int number => $"{number}i",
        long number => $"{number}l",
        float number => $"{BitConverter.SingleToInt32Bits(number):X}f",
        double number => $"{BitConverter.DoubleToInt64Bits(number):X}d",
        string text => $"\"{text}\"",
        byte[] bytes => $"x{Convert.ToHexString(bytes)}",
        AvroEnum symbol => $"{symbol.Schema.Name}.{symbol.Symbol}",
        GenericEnum symbol => $"{symbol.Schema.Fullname}.{symbol.Value}",
        AvroFixed bytes => $"{bytes.Schema.Name}:{Convert.ToHexString(bytes.Bytes)}",
        GenericFixed bytes => $"{bytes.Schema.Fullname}:{Convert.ToHexString(bytes.Value)}",
        AvroRecord record => $"{record.Schema.Name}{{{string.Join(',', Fields(record))}}}",
        GenericRecord record => $"{record.Schema.Fullname}{{{string.Join(',', Fields(record))}}}",
        IDictionary<string, object?> entries => $"{{{string.Join(',', Entries(entries))}}}",
        System.Collections.IList items => $"[{string.Join(',', items.Cast<object?>().Select(Of))}]",
        _ => throw new ArgumentException(value.GetType().ToString()),
    };

    private static IEnumerable<string> Fields(AvroRecord record) =>
        Enumerable.Range(0, record.Count).Select(position => Of(record[position]));

    private static IEnumerable<string> Fields(GenericRecord record) =>
        record.Schema.Fields.Select(field => Of(record.GetValue(field.Pos)));

    private static IEnumerable<string> Entries(IDictionary<string, object?> entries) =>
        entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"\"{entry.Key}\":{Of(entry.Value)}"));
}
