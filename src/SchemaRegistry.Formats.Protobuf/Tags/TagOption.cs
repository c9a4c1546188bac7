using System.Text;
using SchemaRegistry.Formats.Protobuf.Canonical;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Tags;

/// <summary>
/// The tags in the options of a message (<c>confluent.message_meta</c>) or field (<c>confluent.field_meta</c>): the
/// repeated field <c>tags</c> of the option, however its parts are spelled. What is written is one aggregate with all
/// parts of the option.
/// </summary>
internal static class TagOption
{
    public const string OfMessage = "confluent.message_meta";
    public const string OfField = "confluent.field_meta";

    private const string Tags = "tags";

    /// <summary>Each tag once, in the order of the text.</summary>
    public static IReadOnlyList<string> Read(IReadOnlyList<OptionElement> options, string name) =>
        TagsIn(Gather(options, name));

    /// <summary>The option takes the place of its first part; a new one comes last, an empty one goes.</summary>
    public static IReadOnlyList<OptionElement> Write(
        IReadOnlyList<OptionElement> options, string name, IReadOnlyList<string> tags)
    {
        var fields = WithTags(Gather(options, name), tags);
        var option = new OptionElement([new OptionNamePart(name, IsExtension: true)], new AggregateValue(fields));
        var written = new List<OptionElement>();
        var isDone = fields.Count == 0;
        foreach (var other in options)
        {
            if (!IsPart(other, name))
                written.Add(other);
            else if (!isDone)
            {
                written.Add(option);
                isDone = true;
            }
        }

        return isDone ? written : [.. written, option];
    }

    /// <summary>The whole of the option, or one of its fields; a deeper part of it holds no tags and stays.</summary>
    private static bool IsPart(OptionElement option, string name) =>
        option.Name[0].IsExtension
        && option.Name[0].Text.TrimStart('.') == name
        && (option.Name.Count == 1 ? option.Value is AggregateValue : option.Name is [_, { IsExtension: false }]);

    private static IReadOnlyList<AggregateField> Gather(IReadOnlyList<OptionElement> options, string name) =>
        AggregateMerge.Merge([.. options.Where(option => IsPart(option, name)).SelectMany(Fields)]);

    private static IReadOnlyList<AggregateField> Fields(OptionElement option) =>
        option.Name.Count == 1
            ? ((AggregateValue)option.Value).Fields
            : [new AggregateField(new AggregateFieldName(AggregateNameKind.Plain, option.Name[1].Text), option.Value)];

    private static bool IsTags(AggregateField field) =>
        field.Name is { Kind: AggregateNameKind.Plain, Text: Tags };

    private static IReadOnlyList<string> TagsIn(IReadOnlyList<AggregateField> fields) =>
    [
        .. fields
            .Where(IsTags)
            .SelectMany(field => field.Value is ListValue list ? list.Items : [field.Value])
            .OfType<StringValue>()
            .Select(value => value.Text)
            .Distinct(),
    ];

    private static IReadOnlyList<AggregateField> WithTags(
        IReadOnlyList<AggregateField> fields, IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
            return [.. fields.Where(field => !IsTags(field))];
        var items = tags.Select(tag => new StringValue(Encoding.UTF8.GetBytes(tag))).ToArray<OptionValue>();
        var written = new AggregateField(
            new AggregateFieldName(AggregateNameKind.Plain, Tags), new ListValue(items));
        return fields.Any(IsTags)
            ? [.. fields.Select(field => IsTags(field) ? written : field)]
            : [.. fields, written];
    }
}
