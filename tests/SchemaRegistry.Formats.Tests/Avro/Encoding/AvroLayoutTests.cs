using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

public sealed class AvroLayoutTests
{
    private const string Record = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":["null","R"]}]}""";

    [Theory]
    [InlineData("""{"type":"record","name":"n.R","doc":"d","fields":[{"name":"a","type":"int","default":1},{"name":"b","type":["null","R"]}]}""", true)]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"b","type":["null","R"]},{"name":"a","type":"int"}]}""", false)]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"a","type":"long"},{"name":"b","type":["null","R"]}]}""", false)]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":["R","null"]}]}""", false)]
    [InlineData("""{"type":"record","name":"S","fields":[{"name":"a","type":"int"},{"name":"b","type":["null","S"]}]}""", false)]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""", false)]
    [InlineData("\"int\"", false)]
    public void Layouts_are_the_same_when_names_types_and_orders_are(string other, bool areSame) =>
        Assert.Equal(areSame, AvroLayout.AreSame(Schemas.Parse(Record), Schemas.Parse(other)));
}
