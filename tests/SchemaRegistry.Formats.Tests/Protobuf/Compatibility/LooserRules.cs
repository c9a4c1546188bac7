using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>
/// What the rules call compatible although the codec does not read all of it: not to be mended here, since other
/// registries judge the same. <c>docs/compatibility/protobuf.md</c> tells it to users.
/// </summary>
internal static class LooserRules
{
    public static readonly IReadOnlyList<LooserRule> All =
    [
        new("protobuf-095", "a narrower integer cuts off", """{"n":"4294967297"}""", IsInteger),
        new("protobuf-096", "a fixed integer changes its sign", """{"n":4294967295}""", IsFixed),
        new("protobuf-097", "a narrower zigzag integer cuts off", """{"n":"4294967297"}""", IsZigZag),
        new("protobuf-098", "every number but zero is true", """{"n":2}""", IsInteger),
        new("protobuf-099", "keys that are cut off fall together", """{"n":{"1":"a","4294967297":"b"}}""", IsMapOfIntegers),
        new("protobuf-100", "bytes need not be UTF-8", """{"s":"/w=="}""", IsText),
        new("protobuf-101", "of several values the last one is left", """{"s":["a","b"]}""", IsList),
        new("protobuf-102", "packed numbers are no single number", """{"n":[1,2]}""", IsList),
        new("protobuf-103", "several messages become one", """{"i":[{"n":1},{"n":2}]}""", IsList),
        new("protobuf-104", "a closed enum does not have the constant", """{"s":"PAID"}""", IsEnum),
        new("protobuf-105", "elements and entries of a closed enum are left out", """{"s":["OPEN","PAID"]}""", IsEnum),
        new("protobuf-106", "a label of text is not held to being required", "{}", IsRequired),
        new("protobuf-107", "a label of messages is not held to being required", "{}", IsRequired),
        new("protobuf-108", "the feature that requires a field is not seen", """{"a":1}""", IsRequired),
        new("protobuf-109", "the feature that encodes a message is not seen", """{"c":{"n":1}}""", IsDelimited),
        new("protobuf-110", "groups are not seen", """{"item":{"n":1}}""", IsInGroup),
    ];

    private static bool IsInteger(Surprise surprise) => AreOtherIntegers(surprise.Written, surprise.Read);

    private static bool AreOtherIntegers(FieldDescriptorProto? written, FieldDescriptorProto? read) =>
        IsVarint(written?.Type) && IsVarint(read?.Type) && written!.Type != read!.Type;

    private static bool IsVarint(FieldType? type) => type is FieldType.Int32 or FieldType.Int64 or FieldType.Uint32
        or FieldType.Uint64 or FieldType.Bool or FieldType.Enum;

    private static bool IsFixed(Surprise surprise) => (surprise.Written?.Type, surprise.Read?.Type) is
        (FieldType.Fixed32, FieldType.Sfixed32) or (FieldType.Sfixed32, FieldType.Fixed32)
        or (FieldType.Fixed64, FieldType.Sfixed64) or (FieldType.Sfixed64, FieldType.Fixed64);

    private static bool IsZigZag(Surprise surprise) =>
        (surprise.Written?.Type, surprise.Read?.Type) is (FieldType.Sint64, FieldType.Sint32);

    private static bool IsMapOfIntegers(Surprise surprise) => surprise.Entries is var (written, read)
        && (AreOtherIntegers(written.FindField(1), read.FindField(1))
            || (written.FindField(1)!.Type, read.FindField(1)!.Type) is (FieldType.Sint64, FieldType.Sint32));

    private static bool IsText(Surprise surprise) =>
        surprise.Outcome.ReaderSays.Contains("a string is not valid UTF-8", StringComparison.Ordinal);

    private static bool IsList(Surprise surprise) =>
        surprise.Written is { } written && surprise.Read is { } read && written.IsRepeated() && !read.IsRepeated();

    private static bool IsEnum(Surprise surprise) => surprise.LacksConstants;

    /// <summary>Another label, or the feature: a required field that is new is found by the rules.</summary>
    private static bool IsRequired(Surprise surprise) => surprise.Required is var (written, read)
        && (written is not null || read.Options?.Features is not null);

    private static bool IsDelimited(Surprise surprise) => surprise is
    {
        Written.Type: FieldType.Message,
        Read.Options.Features.MessageEncoding: FeatureSet.Types.MessageEncoding.Delimited,
    };

    private static bool IsInGroup(Surprise surprise) => surprise.IsInGroup;
}

/// <summary>One thing that the rules do not see.</summary>
/// <param name="Case">The case of our own table that shows it.</param>
/// <param name="Reason">What happens.</param>
/// <param name="Json">Data of the case's writer that its reader does not have as it was written.</param>
/// <param name="Explains">Whether a surprise is of this kind.</param>
internal sealed record LooserRule(string Case, string Reason, string Json, Predicate<Surprise> Explains);
