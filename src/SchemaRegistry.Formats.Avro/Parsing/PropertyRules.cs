using System.Globalization;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>A custom attribute may hold any JSON, but no integer beyond 64 bits (Avro for Java 1.12, run).</summary>
internal static class PropertyRules
{
    public static AvroJson? FindTooLarge(AvroJson value) => value.Kind switch
    {
        AvroJsonKind.Number => IsTooLarge(value.Text) ? value : null,
        AvroJsonKind.Array => value.Items.Select(FindTooLarge).FirstOrDefault(found => found is not null),
        AvroJsonKind.Object =>
            value.Members.Select(member => FindTooLarge(member.Value)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static bool IsTooLarge(string number) =>
        number.AsSpan().IndexOfAny(".eE") < 0 && !long.TryParse(number, CultureInfo.InvariantCulture, out _);
}
