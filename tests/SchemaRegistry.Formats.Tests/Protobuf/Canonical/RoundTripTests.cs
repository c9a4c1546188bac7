using System.Collections;
using System.Reflection;
using System.Text;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.Formats.Tests.Avro.Compatibility;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Canonical;

public sealed class RoundTripTests
{
    [Fact]
    public void The_canonical_text_reads_as_the_same_elements()
    {
        foreach (var text in SampleTexts.All)
            AssertRoundTrips(text);
    }

    [Fact]
    public void So_it_does_for_the_texts_of_the_reference_table()
    {
        foreach (var verdict in VerdictCase.ReadAll(SharedReference.PathOrSkip("conformance/given/protobuf.jsonl")))
            AssertRoundTrips(verdict.Candidate);
    }

    private static void AssertRoundTrips(string text)
    {
        var file = ProtoParser.Parse(text).File;
        var printed = ProtoParser.Parse(ProtobufText.Parse(text).CanonicalText).File;

        Assert.Equal(Describe(file), Describe(printed));
    }

    /// <summary>
    /// All that the elements say but their places, members grouped by kind: the print moves kinds, never members of one
    /// kind.
    /// </summary>
    private static string Describe(object? value)
    {
        var text = new StringBuilder();
        Describe(value, text);
        return text.ToString();
    }

    private static void Describe(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null or string or ValueType:
                text.Append(value is ReadOnlyMemory<byte> bytes ? Convert.ToHexString(bytes.Span) : value).Append(' ');
                break;
            case IReadOnlyList<OptionElement> options:
                DescribeAll(options.OrderBy(option => option.FullName is "json_name" ? 2 : option.FullName is "default" ? 1 : 0), text);
                break;
            case IReadOnlyList<ProtoElement> members:
                DescribeAll(members.OrderBy(KindOf, StringComparer.Ordinal), text);
                break;
            case IEnumerable items:
                DescribeAll(items, text);
                break;
            default:
                text.Append('\n').Append(value.GetType().Name).Append(": ");
                foreach (var property in Properties(value))
                    Describe(property.GetValue(value), text);
                break;
        }
    }

    private static void DescribeAll(IEnumerable items, StringBuilder text)
    {
        text.Append('[');
        foreach (var item in items)
            Describe(item, text);
        text.Append(']');
    }

    private static string KindOf(ProtoElement element) =>
        element is ImportElement import ? $"Import{import.Kind}" : element.GetType().Name;

    private static IEnumerable<PropertyInfo> Properties(object value) =>
        value.GetType().GetProperties().Where(property => property.PropertyType != typeof(TextPlace));
}
