using Avro.Generic;
using SchemaRegistry.Client;
using SchemaRegistry.Serializers.Avro;
using SchemaRegistry.Serializers.Avro.Codecs;
using ApacheRecord = Avro.RecordSchema;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs;

public sealed class GenericCodecTests
{
    private const string Person = """
        {"type":"record","name":"P","fields":[
          {"name":"name","type":"string"},{"name":"age","type":"int"},
          {"name":"nick","type":["null","string"],"default":null}]}
        """;

    private const string WiderPerson = """
        {"type":"record","name":"P","fields":[
          {"name":"nick","type":["null","string"],"default":null},{"name":"age","type":"long"},
          {"name":"name","type":"string"},{"name":"city","type":"string","default":"?"}]}
        """;

    [Theory]
    [InlineData(null, "06 426F62 54 00")]
    [InlineData("B", "06 426F62 54 02 02 42")]
    public void A_record_has_the_bytes_of_the_worked_example(string? nick, string hex)
    {
        Assert.Equal(CodecRun.Normalize(hex), CodecRun.Encode(Bob(nick)));

        var decoded = CodecRun.Decode<GenericRecord>(hex, Person);
        Assert.Equal("Bob", decoded["name"]);
        Assert.Equal(42, decoded["age"]);
        Assert.Equal(nick, decoded["nick"]);
    }

    [Fact]
    public void A_record_is_written_as_the_registered_schema_has_it() =>
        Assert.Equal(CodecRun.Normalize("02 02 42 54 06 426F62 02 3F"), CodecRun.Encode(Bob("B"), WiderPerson));

    [Fact]
    public void A_record_is_read_as_the_readers_schema_sees_it()
    {
        var decoded = CodecRun.Decode<GenericRecord>("06 426F62 54 00", Person, WiderPerson);

        Assert.Equal(42L, decoded["age"]);
        Assert.Equal("?", decoded["city"]);
    }

    [Fact]
    public void A_record_without_a_value_names_what_is_wrong()
    {
        var record = new GenericRecord((ApacheRecord)ApacheSchema.Parse(Person));

        Assert.Throws<PayloadException>(() => CodecRun.Encode(record));
    }

    [Theory]
    [InlineData("06 426F62 54")]
    [InlineData("FEFFFFFF0F 42")]
    [InlineData("06 426F62 54 04")]
    public void A_damaged_body_is_reported(string hex) =>
        Assert.Contains(
            "The payload does not fit its schema, at $.",
            Assert.Throws<PayloadException>(() => CodecRun.Decode<GenericRecord>(hex, Person)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Bytes_behind_the_value_can_be_refused()
    {
        var body = CodecRun.Encode(Bob(null)) + "01";

        Assert.Equal("Bob", CodecRun.Decode<GenericRecord>(body, Person)["name"]);
        Assert.Contains(
            "1 bytes follow the value",
            Assert.Throws<PayloadException>(
                () => CodecRun.Decode<GenericRecord>(body, Person, null, TrailingBytes.Refuse)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_no_record_is_refused() =>
        Assert.Throws<PayloadException>(() => CodecRun.Decode<GenericRecord>("00", "\"int\""));

    [Fact]
    public void A_schema_that_Apache_Avro_would_compare_for_ages_is_refused_at_once()
    {
        var branches = new List<string> { """{"type":"record","name":"R0","fields":[]}""" };
        for (var level = 1; level <= 30; level++)
        {
            branches.Add(
                $$"""{"type":"record","name":"R{{level}}","fields":[{"name":"a","type":"R{{level - 1}}"},{"name":"b","type":"R{{level - 1}}"}]}""");
        }

        var schema = $$"""{"type":"record","name":"U","fields":[{"name":"u","type":[{{string.Join(',', branches)}}]}]}""";

        Assert.Contains(
            "uses the same types in too many places",
            Assert.Throws<PayloadException>(() => CodecRun.Decode<GenericRecord>("00", schema)).Message,
            StringComparison.Ordinal);
    }

    private static GenericRecord Bob(string? nick)
    {
        var record = new GenericRecord((ApacheRecord)ApacheSchema.Parse(Person));
        record.Add("name", "Bob");
        record.Add("age", 42);
        record.Add("nick", nick);
        return record;
    }
}
