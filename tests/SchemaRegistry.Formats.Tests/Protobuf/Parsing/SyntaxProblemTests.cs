using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Parsing;

namespace SchemaRegistry.Formats.Tests.Protobuf.Parsing;

/// <summary>The places are those that protoc 35.1 reports for the same texts.</summary>
public sealed class SyntaxProblemTests
{
    [Theory]
    [InlineData("syntax=\"proto3\"; message A { int32 a = 1; } }", 1, 45, "no \"{\" that it could close")]
    [InlineData("syntax=\"proto3\"; /* abc", 1, 18, "does not end")]
    [InlineData("syntax=\"proto3\"; /* a /* b */ message A {}", 1, 18, "can not be nested")]
    [InlineData("syntax=\"proto3\"; package a; package b;", 1, 37, "package statement already")]
    [InlineData("edition=\"2026\"; message A {}", 1, 9, "\"2023\" and \"2024\"")]
    [InlineData("syntax=\"proto4\"; message A {}", 1, 8, "\"proto2\" and \"proto3\"")]
    [InlineData("; syntax=\"proto3\"; message A {}", 1, 3, "only first")]
    [InlineData("syntax=\"proto3\"; message A { int32 a = 1 []; }", 1, 43, "Expected the name of an option, found ']'")]
    [InlineData("syntax=\"proto3\"; message A { message B { int32 a = 1;", 1, 54, "found the end of the text")]
    [InlineData("syntax=\"proto3\"; message 1M {}", 1, 27, "space is needed")]
    [InlineData("syntax=\"proto3\"; message M-N {}", 1, 27, "Expected \"{\", found '-'")]
    [InlineData("syntax=\"proto3\";\r\nmessage A {\r\n\tint32 a = -1;\r\n}", 3, 12, "the number of the field")]
    [InlineData("syntax=\"proto3\"; message A { int32 a = 2147483648; }", 1, 40, "out of range")]
    [InlineData("syntax=\"proto3\"; message A { int32 a = 08; }", 1, 41, "must be octal")]
    [InlineData("syntax=\"proto3\"; message A { int32 a=1x; }", 1, 39, "space is needed")]
    [InlineData("syntax=\"proto3\"; message A { int32.B x = 1; }", 1, 35, "Expected the name of the field, found '.'")]
    [InlineData("syntax=\"proto3\"; message Ä { }", 1, 26, "U+00C4")]
    [InlineData("syntax=\"proto3\"; \u0001 message A { }", 1, 18, "U+0001")]
    [InlineData("syntax=\"proto3\"; # foo\nmessage A {}", 1, 18, "found '#'")]
    [InlineData("syntax=\"proto3\"; option (a).1 = 2;", 1, 28, "Expected \"=\"")]
    [InlineData("syntax=\"proto3\"; option a = 0x1FFFFFFFFFFFFFFFF;", 1, 29, "at most 64 bits")]
    [InlineData("syntax=\"proto3\"; message A { oneof x { optional int32 a = 1; } }", 1, 40, "can not have a label")]
    [InlineData("syntax=\"proto3\"; message A { repeated map<int32,int32> a = 1; }", 1, 42, "can not have a label")]
    [InlineData("syntax=\"proto3\"; message A { oneof x { map<int32,int32> b = 2; } }", 1, 43, "can not stand in a oneof")]
    [InlineData("syntax=\"proto3\"; message A { reserved a; }", 1, 39, "string literals")]
    [InlineData("edition=\"2023\"; message A { reserved \"a\"; }", 1, 38, "identifiers in editions")]
    [InlineData("edition=\"2023\"; message A { optional int32 a = 1; }", 1, 29, "field_presence")]
    [InlineData("edition=\"2023\"; message A { required int32 a = 1; }", 1, 29, "LEGACY_REQUIRED")]
    [InlineData("edition=\"2023\"; message A { group Foo = 1 { } }", 1, 29, "DELIMITED")]
    [InlineData("edition=\"2023\"; import option \"a.proto\";", 1, 24, "before edition 2024")]
    [InlineData("edition=\"2024\"; import weak \"a.proto\";", 1, 24, "from edition 2024 on")]
    [InlineData("edition=\"2024\"; import option \"a.proto\"; import \"b.proto\";", 1, 49, "before the imports of options")]
    [InlineData("edition=\"2024\"; message A { local foo = 1; }", 1, 35, "may be export or local")]
    [InlineData("message A { int32 a = 1; }", 1, 13, "required, optional or repeated")]
    [InlineData("message A { optional group foo = 1 { } }", 1, 28, "capital letter")]
    [InlineData("enum E { A = -2147483649; }", 1, 15, "out of range")]
    [InlineData("message A { extensions 4 []; }", 1, 27, "Expected the name of an option")]
    [InlineData("message A { optional float a = 1 [default = 1.5f]; }", 1, 48, "space is needed")]
    [InlineData("message A { optional int32 a=1 [default=1, default=2]; }", 1, 44, "set already")]
    [InlineData("message A { optional int32 a=1 [json_name=foo]; }", 1, 43, "string literal for json_name")]
    [InlineData("message A { optional int32 a=1 [json_name=\"a\", json_name=\"b\"]; }", 1, 48, "set already")]
    [InlineData("service S { rpc A(stream) returns (B); }", 1, 25, "the name of a message or enum, found ')'")]
    public void A_faulty_text_is_refused_where_protoc_refuses_it(string text, int line, int column, string message)
    {
        var result = ProtoParser.Parse(text);

        Assert.Null(result.File);
        Assert.Contains(message, result.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (result.Problems[0].Line, result.Problems[0].Column));
    }

    /// <summary>Inside values protoc names the place of the value only, and after the quote for strings.</summary>
    [Theory]
    [InlineData("option a = { i [1] };", 17, "no \":\" stands before the list")]
    [InlineData("option a = { i: [1,] };", 20, "a value after \",\"")]
    [InlineData("option a = { i 1 };", 16, "\":\" after i")]
    [InlineData("option a = { i: };", 17, "the value of an option")]
    [InlineData("option a = { i: -x };", 18, "inf or nan")]
    [InlineData("option a = { <i: 1> };", 14, "the name of a field")]
    [InlineData("option a = { [a/b/]: 1 };", 19, "a full name")]
    [InlineData("option a = { [/b]: 1 };", 17, "a full name")]
    [InlineData("option a = { b < c: 1 } };", 23, "Expected the name of a field")]
    [InlineData("option a = [1];", 12, "the value of an option")]
    [InlineData("option a = -\"x\";", 13, "after the minus sign")]
    [InlineData("option a = -Inf;", 13, "inf or nan")]
    [InlineData("option a = \"\\q\";", 13, "no escape sequence")]
    [InlineData("option a = \"\\xg\";", 13, "hexadecimal digits")]
    [InlineData("option a = \"ab\\u12\";", 15, "four hexadecimal digits")]
    [InlineData("option a = \"\\U00110000\";", 13, "up to 0010FFFF")]
    [InlineData("option a = \"x\n\";", 12, "the closing quote is missing")]
    [InlineData("option a = \"\0\";", 13, "U+0000")]
    [InlineData("import \"\\377.proto\";", 8, "do not make UTF-8")]
    [InlineData("package a .5;", 11, "Expected \";\"")]
    [InlineData("package a.5;", 10, "decimal point")]
    [InlineData("option a = 1.5.5;", 15, "second decimal point")]
    [InlineData("option a = 1e;", 14, "must have digits")]
    [InlineData("option a = 0x;", 14, "hexadecimal digits")]
    [InlineData("option a = 0x1.5;", 15, "must be integers")]
    [InlineData("option a = 08.5;", 13, "must be octal")]
    public void A_faulty_value_is_refused_with_its_place(string text, int column, string message)
    {
        var result = ProtoParser.Parse(text);

        Assert.Null(result.File);
        Assert.Contains(message, result.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal((1, column), (result.Problems[0].Line, result.Problems[0].Column));
    }

    /// <summary>Not a theory: its data could not be handed over.</summary>
    [Fact]
    public void Half_a_character_is_refused_in_strings_but_not_in_comments()
    {
        A_faulty_value_is_refused_with_its_place("option a = \"ab\ud83d\";", 15, "U+D83D");
        A_faulty_value_is_refused_with_its_place("option a = \"\udc00\ud83d\";", 13, "U+DC00");
        Assert.NotNull(ProtoParser.Parse("// \ud83d\n/* \udc00 */").File);
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        const string text = """
            syntax = "proto3";
            message A {
              int32 = 1;
              int32 b = ;
              int32 fine = 3;
              oneof o { int32 c 4; }
              enum E { X = 0; Y 1; }
              option (a) = { b: { c } };
            }
            rpc Lost (A) returns (A) { option x = 1; }
            service S { rpc M(A); rpc N(A) returns (A); }
            """;

        var places = ProtoParser.Parse(text).Problems.Select(problem => (problem.Line, problem.Column));

        Assert.Equal([(3, 9), (4, 13), (6, 21), (7, 21), (8, 25), (10, 1), (11, 21)], places);
    }

    [Fact]
    public void The_problems_of_one_text_are_bounded()
    {
        var text = string.Concat(Enumerable.Repeat("message { }\n", 10_000));

        var problems = ProtoParser.Parse(text).Problems;

        Assert.Equal(ProtobufLimits.MaxProblems, problems.Count);
        Assert.Equal(50, problems[^1].Line);
    }

    [Fact]
    public void A_long_token_is_quoted_in_part()
    {
        var problem = ProtoParser.Parse(new string('x', 100_000)).Problems[0];

        Assert.InRange(problem.Message.Length, 40, 250);
    }
}
