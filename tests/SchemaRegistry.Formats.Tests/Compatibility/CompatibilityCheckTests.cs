using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Tests.Avro;

namespace SchemaRegistry.Formats.Tests.Compatibility;

public sealed class CompatibilityCheckTests
{
    private const string Narrow = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""";
    private const string Wide =
        """{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":"int"}]}""";

    [Fact]
    public void A_new_field_without_default_is_told_in_the_words_of_the_API()
    {
        var report = Run(CompatibilityLevel.Backward, Wide, Narrow);

        Assert.Equal(
            [
                "{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'The field 'b' at path '/fields/1' in the new "
                    + "schema has no default value and is missing in the old schema', additionalInfo:'b'}",
                "{oldSchemaVersion: 1}",
                "{oldSchema: '" + Narrow + "'}",
                "{validateFields: 'false', compatibility: 'BACKWARD'}",
            ],
            report.Messages);
    }

    [Fact]
    public void Forward_swaps_the_names()
    {
        var report = Run(CompatibilityLevel.Forward, Narrow, Wide);

        Assert.Equal(
            "{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'The field 'b' at path '/fields/1' in the old "
                + "schema has no default value and is missing in the new schema', additionalInfo:'b'}",
            report.Messages[0]);
    }

    [Fact]
    public void Full_quotes_the_old_schema_only_when_the_second_direction_fails()
    {
        Assert.Equal(2, Run(CompatibilityLevel.Full, Narrow, Wide).Messages.Count);
        Assert.Equal(4, Run(CompatibilityLevel.Full, Wide, Narrow).Messages.Count);
    }

    [Fact]
    public void A_transitive_level_goes_back_and_stops_at_the_first_version_that_fails()
    {
        Assert.True(Run(CompatibilityLevel.Backward, Wide, Narrow, Wide).IsCompatible);

        var report = Run(CompatibilityLevel.BackwardTransitive, Wide, Narrow, Narrow, Wide);

        Assert.Contains("{oldSchemaVersion: 2}", report.Messages);
        Assert.DoesNotContain("{oldSchemaVersion: 1}", report.Messages);
    }

    [Fact]
    public void A_long_old_schema_is_cut()
    {
        var old = $$"""{"type":"record","name":"R","doc":"{{new string('x', 11_000)}}","fields":[]}""";

        var message = Run(CompatibilityLevel.Backward, Narrow, old).Messages[2];

        Assert.StartsWith("{oldSchema: <truncated> '{\"type\"", message);
        Assert.Equal("{oldSchema: <truncated> '...'}".Length + 10_240, message.Length);
    }

    [Fact]
    public void A_reserved_field_must_stay_listed_and_may_not_come_back()
    {
        Assert.Equal(
            ["The new schema has reserved field b removed from its metadata which is present in the old schema's metadata."],
            ReservedFields.Check(AvroText.Parse(Narrow), "c", "b, c").Select(broken => broken.Message));
        Assert.Equal(
            ["The new schema has field that conflicts with the reserved field b."],
            ReservedFields.Check(AvroText.Parse(Wide), "b", "b").Select(broken => broken.Message));
    }

    private static CompatibilityReport Run(CompatibilityLevel level, string candidate, params string[] earlier) =>
        CompatibilityCheck.Run(
            AvroRules.Instance,
            AvroText.Parse(candidate),
            [.. earlier.Select((text, index) => new EarlierVersion(index + 1, AvroText.Parse(text)))],
            new CompatibilityRule(level));
}
