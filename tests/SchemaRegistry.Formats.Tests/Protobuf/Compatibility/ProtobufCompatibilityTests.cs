using System.Globalization;
using System.Text;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

public sealed class ProtobufCompatibilityTests
{
    /// <summary>The texts are those of rule 3 of the notes on compatibility.</summary>
    [Theory]
    [InlineData("package a;", "package b;",
        """{errorType:"PACKAGE_CHANGED", description:"The package at '#/' in the new schema does not match the package in the old schema"}""")]
    [InlineData("message A { message B { } }", "message A { }",
        """{errorType:"MESSAGE_REMOVED", description:"The new schema is missing a MESSAGE type at path '#/A/B' in the old schema"}""")]
    [InlineData("message A { optional A f = 1; }", "message A { optional bytes f = 1; }",
        """{errorType:"FIELD_KIND_CHANGED", description:"The type of a field at path '#/A/1' in the new schema does not match the old schema"}""")]
    [InlineData("message A { optional int32 f = 1; }", "message A { optional string f = 1; }",
        """{errorType:"FIELD_SCALAR_KIND_CHANGED", description:"The kind of a SCALAR field at path '#/A/1' in the new schema does not match its kind in the old schema"}""")]
    [InlineData("message A { optional A f = 1; } message B { }", "message A { optional B f = 1; } message B { }",
        """{errorType:"FIELD_NAMED_TYPE_CHANGED", description:"The type of a MESSAGE field at path '#/A/1' in the new schema does not match its type in the old schema"}""")]
    [InlineData("message A { optional bool f = 1; }", "message A { repeated bool f = 1; }",
        """{errorType:"FIELD_NUMERIC_LABEL_CHANGED", description:"The label for a NUMERIC field at path '#/A/1' in the new schema does not match its label in the old schema"}""")]
    [InlineData("message A { }", "message A { required int32 f = 1; }",
        """{errorType:"REQUIRED_FIELD_ADDED", description:"A required field  at path '#/A/1' in the new schema is missing in the old schema"}""")]
    [InlineData("message A { required int32 f = 1; }", "message A { }",
        """{errorType:"REQUIRED_FIELD_REMOVED", description:"The new schema is missing a required field at path: '#/A/1' in the old schema"}""")]
    [InlineData("message A { oneof o { int32 f = 1; int32 g = 2; } }", "message A { oneof o { int32 f = 1; } }",
        """{errorType:"ONEOF_FIELD_REMOVED", description:"The new schema is missing a oneof field at path '#/A/o/2' in the old schema"}""")]
    [InlineData("message A { optional int32 f = 1; optional int32 g = 2; }", "message A { oneof o { int32 f = 1; int32 g = 2; } }",
        """{errorType:"MULTIPLE_FIELDS_MOVED_TO_ONEOF", description:"Multiple fields in the oneof at path '#/A/o' in the new schema are outside a oneof in the old schema"}""")]
    [InlineData("message A { oneof o { int32 f = 1; } optional int32 g = 2; }", "message A { oneof o { int32 f = 1; int32 g = 2; } }",
        """{errorType:"FIELD_MOVED_TO_EXISTING_ONEOF", description:"A field in the oneof at path '#/A/o' in the new schema is outside an existing oneof in the old schema"}""")]
    public void An_incompatibility_is_told_in_the_words_of_the_API(string writer, string reader, string message)
    {
        var found = Find(ProtobufText.Parse(reader), ProtobufText.Parse(writer));

        Assert.Equal(message, Assert.Single(found).ToMessage("new", "old"));
    }

    [Fact]
    public void A_type_that_nothing_defines_is_compared_by_its_spelling()
    {
        var writer = ProtobufText.Parse("message A { optional Gone f = 1; optional Gone g = 2; optional Gone h = 3; }");
        var reader = ProtobufText.Parse("message A { optional Gone f = 1; optional Lost g = 2; optional int32 h = 3; }");

        var found = Find(reader, writer).Select(reason => (reason.Rule, reason.Path));

        Assert.Equal([("FIELD_NAMED_TYPE_CHANGED", "#/A/2"), ("FIELD_KIND_CHANGED", "#/A/3")], found);
    }

    [Fact]
    public void A_map_and_its_entry_message_are_alike()
    {
        var map = ProtobufText.Parse("message A { map<string, int32> m = 1; }");
        var entry = ProtobufText.Parse("""
            message A { repeated MEntry m = 1;
              message MEntry { option map_entry = true; optional string key = 1; optional int32 value = 2; } }
            """);

        Assert.Empty(Find(map, entry));
        Assert.Empty(Find(entry, map));
    }

    [Fact]
    public void A_message_of_a_reference_is_compared_where_a_field_has_it()
    {
        const string text = "message A { optional r.R f = 1; optional r.R g = 2; }";
        var writer = ProtobufText.Parse(text, new ResolvedReference("r.proto", "package r; message R { optional int32 x = 1; }"));
        var reader = ProtobufText.Parse(text, new ResolvedReference("r.proto", "package r; message R { optional string x = 1; }"));

        var found = Find(reader, writer).Select(reason => (reason.Rule, reason.Path));

        Assert.Equal(
            [
                ("FIELD_SCALAR_KIND_CHANGED", "#/R/1"), ("FIELD_NAMED_TYPE_CHANGED", "#/A/1"),
                ("FIELD_SCALAR_KIND_CHANGED", "#/R/1"), ("FIELD_NAMED_TYPE_CHANGED", "#/A/2"),
            ],
            found);
    }

    /// <summary>
    /// The same version can mean other files on both sides: of two references with one name the first counts.
    /// </summary>
    [Theory]
    [InlineData(1, 1, "r", true)]
    [InlineData(1, 2, "r", false)]
    [InlineData(1, 1, "s", false)]
    public void A_message_of_one_version_of_one_subject_is_trusted(
        int version, int updatedVersion, string updatedSubject, bool isTrusted)
    {
        const string text = "message A { optional R f = 1; }";
        var writer = ProtobufText.Parse(
            text, Stored("r.proto", "r", version, "message R { optional int32 x = 1; }"));
        var reader = ProtobufText.Parse(
            text, Stored("r.proto", updatedSubject, updatedVersion, "message R { optional string x = 1; }"));

        Assert.Equal(isTrusted, Find(reader, writer).Count == 0);
    }

    [Fact]
    public void Texts_of_no_known_version_are_compared_even_when_both_have_none()
    {
        const string text = "message A { optional R f = 1; }";
        var writer = ProtobufText.Parse(text, new ResolvedReference("r.proto", "message R { optional int32 x = 1; }"));
        var reader = ProtobufText.Parse(text, new ResolvedReference("r.proto", "message R { optional string x = 1; }"));

        Assert.NotEmpty(Find(reader, writer));
    }

    private static ResolvedReference Stored(string name, string subject, int version, string text) =>
        new(name, text) { Target = new SchemaReference(name, subject, version) };

    /// <summary>Each message has two fields of the next: without memory 2^60 comparisons.</summary>
    [Fact]
    public void Shared_messages_of_references_are_compared_once()
    {
        var text = Chain("M", 60, "optional M{0} a = 1; optional M{0} b = 2;");
        const string main = "message A { optional M0 f = 1; }";
        var schema = ProtobufText.Parse(main, new ResolvedReference("r.proto", text));
        var same = ProtobufText.Parse(main, new ResolvedReference("r.proto", text.Replace(" a = 1", " c = 1")));

        Assert.Empty(Find(schema, same));
    }

    [Fact]
    public void A_long_row_of_messages_of_references_is_compared_or_refused()
    {
        const string main = "message A { optional M0 f = 1; }";
        var schema = ProtobufText.Parse(main, new ResolvedReference("r.proto", Chain("M", 150_000, "optional M{0} a = 1;")));

        var found = Find(schema, schema);

        Assert.All(found, reason => Assert.Equal(Incompatibility.TooComplexRule, reason.Rule));
    }

    [Fact]
    public void Recursive_messages_are_compared()
    {
        const string main = "message A { optional R f = 1; }";
        const string recursive = "message R { optional R r = 1; repeated S s = 2; } message S { map<string, R> r = 1; }";
        var writer = ProtobufText.Parse(main, new ResolvedReference("r.proto", recursive));
        var reader = ProtobufText.Parse(main, new ResolvedReference("r.proto", recursive.Replace("string", "int32")));

        Assert.Empty(Find(writer, writer));
        Assert.Equal("FIELD_SCALAR_KIND_CHANGED", Find(reader, writer)[0].Rule);
    }

    [Fact]
    public void What_is_found_is_bounded_but_the_verdict_is_not()
    {
        var writer = new StringBuilder("message A { optional A last = 200000; ");
        for (var number = 1; number <= 100_000; number++)
            writer.Append(CultureInfo.InvariantCulture, $"optional int32 f{number} = {number}; ");
        var reader = writer.ToString().Replace("int32", "string") + "}";

        var found = Find(ProtobufText.Parse(reader), ProtobufText.Parse(writer.Append('}').ToString()));

        Assert.Equal(ProtobufLimits.MaxFindings, found.Count);
    }

    /// <summary>A hundred thousand oneofs of a field each: work that grows with their product would not end.</summary>
    [Fact]
    public void Many_oneofs_are_no_burden()
    {
        var text = new StringBuilder("message A { ");
        for (var number = 1; number <= 100_000; number++)
            text.Append(CultureInfo.InvariantCulture, $"oneof o{number} {{ int32 f{number} = {number}; }} ");
        var schema = ProtobufText.Parse(text.Append('}').ToString());

        Assert.Empty(Find(schema, schema));
        Assert.Empty(Find(ProtobufText.Parse("message A { }"), schema));
    }

    private static string Chain(string name, int length, string fields)
    {
        var text = new StringBuilder();
        for (var index = 0; index < length; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"message {name}{index} {{ ")
                .AppendFormat(CultureInfo.InvariantCulture, index < length - 1 ? fields : "", index + 1)
                .Append(" }\n");
        }

        return text.ToString();
    }

    private static IReadOnlyList<Incompatibility> Find(ProtobufSchema reader, ProtobufSchema writer) =>
        ProtobufRules.Instance.FindIncompatibilities(reader, writer, ComparisonOptions.Default);
}
