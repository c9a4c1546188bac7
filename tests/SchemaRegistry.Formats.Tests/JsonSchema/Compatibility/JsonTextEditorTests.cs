using SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

public sealed class JsonTextEditorTests
{
    [Theory]
    [InlineData("""{"a":1,"b":2}""", "b", "3", """{"a":1,"b":3}""")]
    [InlineData("""{"a":1,"a":2}""", "a", "3", """{"a":1,"a":3}""")]
    [InlineData("""{"a":1}""", "b", "3", """{"a":1,"b":3}""")]
    [InlineData("""{ }""", "b", "3", """{"b":3}""")]
    [InlineData("""{"a":1}""", "b/c", "3", """{"a":1,"b":{"c":3}}""")]
    [InlineData("""{"a":[1,2]}""", "a/1", "{}", """{"a":[1,{}]}""")]
    [InlineData("""{"a":[1, 2]}""", "a/2", "3", """{"a":[1, 2, 3]}""")]
    [InlineData("""{"a":[]}""", "a/0", "3", """{"a":[3]}""")]
    [InlineData("{\n\t\"a\" : 1,\n\t\"b\" : 2\n}", "c", """{"x":[1,"y:,"]}""", "{\n\t\"a\" : 1,\n\t\"b\" : 2,\n\t\"c\" : {\"x\": [1, \"y:,\"]}\n}")]
    [InlineData(""" {"a\/b":1}""", "a~1b", "2", """ {"a\/b":2}""")]
    [InlineData("true", "", "{}", "{}")]
    public void A_value_is_set(string text, string pointer, string json, string expected) =>
        Assert.Equal(expected, JsonTextEditor.Set(text, Path(pointer), json));

    [Theory]
    [InlineData("""{"a":1,"b":2}""", "a", """{"b":2}""")]
    [InlineData("""{"a":1,"b":2}""", "b", """{"a":1}""")]
    [InlineData("""{ "a" : 1 }""", "a", "{}")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": 2\n}", "b", "{\n  \"a\": 1\n}")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": 2\n}", "a", "{\n  \"b\": 2\n}")]
    [InlineData("""{"x":{"a":["é",2]}}""", "x/a/0", """{"x":{"a":[2]}}""")]
    public void A_value_is_removed(string text, string pointer, string expected) =>
        Assert.Equal(expected, JsonTextEditor.Remove(text, Path(pointer)));

    [Theory]
    [InlineData("""{"a":1}""", "b")]
    [InlineData("""{"a":1}""", "a/b")]
    [InlineData("true", "a")]
    public void What_is_not_there_is_not_removed(string text, string pointer) =>
        Assert.Null(JsonTextEditor.Remove(text, Path(pointer)));

    [Theory]
    [InlineData("""{"a":1}""", "a/b")]
    [InlineData("""{"a":[]}""", "a/x/b")]
    public void A_value_on_the_way_is_not_overwritten(string text, string pointer) =>
        Assert.Null(JsonTextEditor.Set(text, Path(pointer), "1"));

    private static string[] Path(string pointer) => pointer.Length == 0
        ? []
        : [.. pointer.Split('/').Select(token => token.Replace("~1", "/", StringComparison.Ordinal))];
}
