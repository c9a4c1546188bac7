using SchemaRegistry.Kafka.Codegen.Parsing;

namespace SchemaRegistry.TopicLog.Tests.Messages;

public sealed class SchemaTextParserTests
{
    [Theory]
    [InlineData("request R versions 0\n", "x.txt(1): a message needs its versions, a request or response its key too")]
    [InlineData("header H versions 0\n A int8 0+\n", "x.txt(2): indent by two blanks a level")]
    [InlineData("header H versions 0\n  A int8\n", "x.txt(2): a field is NAME TYPE VERSIONS and its options")]
    [InlineData("header H versions 0\n  A int8 x\n", "x.txt(2): 'x' is no version range like 3+, 3-7 or 3")]
    [InlineData(
        "header H versions 0\n  A int9 0+\n", "x.txt(2): 'int9' is neither a primitive nor followed by members")]
    [InlineData("header H versions 0\n  A int8 0+\n    B int8 0+\n", "x.txt(3): only a struct can have members")]
    [InlineData("header H versions 0\n  A int8 0+ nil\n", "x.txt(2): 'nil' is none of null, tag, default, fixed")]
    [InlineData("header H versions 0\n  A int8 0+ default\n", "x.txt(2): the line ends where a value should follow")]
    [InlineData("header H wersions 0\n", "x.txt(1): 'wersions' is none of key, versions, flexible")]
    public void A_line_that_cannot_be_read_is_named(string text, string expected)
    {
        var problem = Assert.Throws<SchemaTextException>(() => SchemaTextParser.Parse("x.txt", text));

        Assert.Equal(expected, problem.Message);
    }
}
