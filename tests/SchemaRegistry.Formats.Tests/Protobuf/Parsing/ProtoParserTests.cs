using System.Globalization;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Parsing;

namespace SchemaRegistry.Formats.Tests.Protobuf.Parsing;

/// <summary>Each text was put to protoc 35.1 as well, which accepts its syntax.</summary>
public sealed class ProtoParserTests
{
    [Theory]
    [InlineData("", ProtoEdition.Proto2)]
    [InlineData("syntax = \"proto2\";", ProtoEdition.Proto2)]
    [InlineData("syntax = 'proto' \"3\";", ProtoEdition.Proto3)]
    [InlineData("\uFEFFedition = \"2023\";", ProtoEdition.Edition2023)]
    [InlineData("/* c */ edition = \"2024\"; // d", ProtoEdition.Edition2024)]
    public void The_first_statement_names_the_dialect(string text, ProtoEdition edition) =>
        Assert.Equal(edition, Read(text).Edition);

    [Fact]
    public void Elements_know_their_places()
    {
        var file = Read("\uFEFFsyntax = \"proto3\";\r\nmessage A {\r\n  /* x\r\n */ a.B b = 1 [(c) = -2];\r\n}\r\n");

        var message = Assert.IsType<MessageElement>(Assert.Single(file.Members));
        var field = Assert.IsType<FieldElement>(Assert.Single(message.Members));
        var option = Assert.Single(field.Options);
        Assert.Equal(new TextPlace(1, 10), file.Syntax!.Place);
        Assert.Equal(new TextPlace(2, 9), message.Place);
        Assert.Equal(new TextPlace(4, 5), field.Type.Place);
        Assert.Equal(new TextPlace(4, 9), field.Place);
        Assert.Equal(new TextPlace(4, 13), field.NumberPlace);
        Assert.Equal(new TextPlace(4, 16), option.Place);
        Assert.Equal(new TextPlace(4, 22), option.Value.Place);
    }

    [Fact]
    public void Statements_keep_the_order_of_the_text()
    {
        var file = Read("""
            import "a"; message A { extensions 4; optional int32 f = 1; message B { } oneof o { int32 g = 2; }
            optional group G = 3 { } reserved 9; extend A { optional int32 e = 4; } option o = 1; enum E { X = 0; } }
            option o = 1; import weak "b"; service S { } extend A { } enum E { } import public "c";
            """);

        var message = file.MembersOf<MessageElement>().Single();
        Assert.Equal(
            ["Import", "Message", "Option", "Import", "Service", "Extend", "Enum", "Import"],
            file.Members.Select(KindOf));
        Assert.Equal(
            ["Extensions", "Field", "Message", "Oneof", "Group", "Reserved", "Extend", "Option", "Enum"],
            message.Members.Select(KindOf));
        Assert.Equal(
            [ImportKind.Plain, ImportKind.Weak, ImportKind.Public],
            file.MembersOf<ImportElement>().Select(import => import.Kind));
    }

    [Fact]
    public void Words_of_the_language_may_be_names()
    {
        var file = Read("""
            syntax = "proto3"; package message.enum; message message { string message = 1; string optional = 2;
            optional message option = 3; string string = 4; .message.enum.message reserved = 5; map map = 6;
            map<string, .message> group = 7; repeated extend rpc = 8; }
            service service { rpc rpc (.stream) returns (stream stream); }
            """);

        var fields = file.MembersOf<MessageElement>().Single().MembersOf<FieldElement>().ToList();
        Assert.Equal(
            ["message", "optional", "option", "string", "reserved", "map", "group", "rpc"],
            fields.Select(field => field.Name));
        Assert.Equal("message", ((NamedType)fields[2].Type).Name);
        Assert.Equal("map", ((NamedType)fields[5].Type).Name);
        Assert.Equal(new NamedType(".message"), ((MapType)fields[6].Type).Value with { Place = default });
        var rpc = file.MembersOf<ServiceElement>().Single().MembersOf<RpcElement>().Single();
        Assert.Equal((".stream", false), (rpc.Request.Name, rpc.Request.IsStream));
        Assert.Equal(("stream", true), (rpc.Response.Name, rpc.Response.IsStream));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("017", 15)]
    [InlineData("0x1F", 31)]
    [InlineData("0X1f", 31)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("- 5", -5)]
    [InlineData("-0x80000000", int.MinValue)]
    public void Integers_have_three_spellings(string spelling, int value)
    {
        var constant = Read($"enum E {{ A = {spelling}; }}").MembersOf<EnumElement>().Single().Members[0];

        Assert.Equal(value, ((EnumConstantElement)constant).Number);
    }

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData(".5", 0.5)]
    [InlineData("-5.", -5.0)]
    [InlineData("1E+5", 100000.0)]
    [InlineData("2e-1", 0.2)]
    [InlineData("0.1", 0.1)]
    [InlineData("18446744073709551616", 18446744073709551616.0)]
    [InlineData("-9223372036854775809", -9223372036854775809.0)]
    public void Numbers_that_64_bits_do_not_hold_are_floating(string spelling, double number)
    {
        var value = Assert.IsType<FloatValue>(ValueOf(spelling));

        Assert.Equal(number, value.Number);
        Assert.Equal(spelling.TrimStart('-'), value.Spelling);
    }

    [Theory]
    [InlineData("18446744073709551615", ulong.MaxValue, false)]
    [InlineData("-9223372036854775808", 1UL << 63, true)]
    [InlineData("0xFFFFFFFFFFFFFFFF", ulong.MaxValue, false)]
    [InlineData("01777777777777777777777", ulong.MaxValue, false)]
    [InlineData("-0", 0UL, true)]
    public void Integers_of_64_bits_are_exact(string spelling, ulong magnitude, bool isNegative)
    {
        var value = Assert.IsType<IntegerValue>(ValueOf(spelling));

        Assert.Equal((magnitude, isNegative), (value.Magnitude, value.IsNegative));
    }

    [Theory]
    [InlineData("inf", "inf", false)]
    [InlineData("-inf", "inf", true)]
    [InlineData("- nan", "nan", true)]
    [InlineData("true", "true", false)]
    public void Words_are_values_too(string spelling, string word, bool isNegative) =>
        Assert.Equal(new WordValue(word, isNegative), ValueOf(spelling) with { Place = default });

    /// <summary>The bytes are worked out from the list of escapes in protoc's grammar.</summary>
    [Theory]
    [InlineData("""  "\a\b\f\n\r\t\v\\\?\'\"" """, "07080C0A0D09 0B5C3F2722")]
    [InlineData("""  "\101\0\7\18\377\777" """, "41000701 38FFFF")]
    [InlineData("""  "\x41\X42\x4\x4g\x414" """, "4142040467 4134")]
    [InlineData("""  "\u00e9\U0001F600" '\ud83d\ude00' "x" """, "C3A9F09F9880 F09F9880 78")]
    [InlineData("""  "\ud83d" "\ud83dx" "\ud83d\u0041" """, "EDA0BD EDA0BD78 EDA0BD41")]
    [InlineData("""  "é😀" // comment""" + "\n 'a\"b' /* c */ \"c'd\"", "C3A9F09F9880 612262 632764")]
    [InlineData("""  "" '' """, "")]
    public void Strings_are_bytes(string literals, string hex)
    {
        var value = Assert.IsType<StringValue>(ValueOf(literals));

        Assert.Equal(hex.Replace(" ", ""), Convert.ToHexString(value.Bytes.Span));
    }

    [Fact]
    public void Aggregates_are_text_format()
    {
        var value = Assert.IsType<AggregateValue>(ValueOf("""
            { a: 1, b: -inf; c { d: [] } e < f: "x" 'y' > g [ { }, < h: TRUE > ] i: [1, 2.5, - Infinity]
              [p.q.ext]: 5 [p.ext] { } [ type.googleapis.com / p.T ] { u: 0x1 }, [a-b.c/2/x.Y]: { } }
            """));

        Assert.Equal(
            ["a", "b", "c", "e", "g", "i", "[p.q.ext]", "[p.ext]", "[type.googleapis.com/p.T]", "[a-b.c/2/x.Y]"],
            value.Fields.Select(field => field.Name.ToString()));
        var list = Assert.IsType<ListValue>(value.Fields[5].Value);
        Assert.Equal(["IntegerValue", "FloatValue", "WordValue"], list.Items.Select(item => item.GetType().Name));
        Assert.Equal("type.googleapis.com", value.Fields[8].Name.UrlPrefix);
        Assert.Equal("xy", ((StringValue)((AggregateValue)value.Fields[3].Value).Fields[0].Value).Text);
        Assert.Equal(2, ((ListValue)value.Fields[4].Value).Items.Count);
    }

    [Fact]
    public void Names_of_options_have_parts()
    {
        var option = Read("option (.a . b).c.(d) = 1;").MembersOf<OptionElement>().Single();

        Assert.Equal("(.a.b).c.(d)", option.FullName);
        Assert.Equal([true, false, true], option.Name.Select(part => part.IsExtension));
    }

    [Fact]
    public void Ranges_may_be_many_and_end_with_max()
    {
        var message = Read("""
            message M { extensions 4, 100 to 0xC7, 300 to max [verification = UNVERIFIED, x = 1]; reserved 1 to 3, 9;
            reserved "a", "b" 'c'; } enum E { reserved -5 to -2, 7 to max; X = 0; }
            """);

        var extensions = message.MembersOf<MessageElement>().Single().MembersOf<ExtensionsElement>().Single();
        var reserved = message.MembersOf<MessageElement>().Single().MembersOf<ReservedElement>().ToList();
        var constants = message.MembersOf<EnumElement>().Single().MembersOf<ReservedElement>().Single();
        Assert.Equal(
            [(4, 4), (100, 199), (300, int.MaxValue)],
            extensions.Ranges.Select(range => (range.First, range.Last)));
        Assert.Equal(2, extensions.Options.Count);
        Assert.Equal([(1, 3), (9, 9)], reserved[0].Ranges.Select(range => (range.First, range.Last)));
        Assert.Equal(["a", "bc"], reserved[1].Names.Select(name => name.Name));
        Assert.Equal([(-5, -2), (7, int.MaxValue)], constants.Ranges.Select(range => (range.First, range.Last)));
    }

    [Fact]
    public void Groups_stand_in_messages_oneofs_and_extend_blocks()
    {
        var file = Read("""
            message A { required group B = 1 [deprecated = true] { optional int32 x = 1; } oneof o { group C = 2 { } }
            extensions 10; } extend A { repeated group D = 10 { } }
            """);

        var message = file.MembersOf<MessageElement>().Single();
        var group = message.MembersOf<GroupElement>().Single();
        Assert.Equal(("B", 1, FieldLabel.Required), (group.Name, group.Number, group.Label));
        Assert.Single(group.Options);
        Assert.Single(group.MembersOf<FieldElement>());
        Assert.Equal("C", message.MembersOf<OneofElement>().Single().MembersOf<GroupElement>().Single().Name);
        Assert.Equal("D", file.MembersOf<ExtendElement>().Single().MembersOf<GroupElement>().Single().Name);
    }

    [Fact]
    public void Empty_statements_and_method_blocks_say_nothing()
    {
        var file = Read("; message A {;;} service S { rpc X(A) returns(A) {;}; rpc Y(A) returns (A); ; } ;");

        Assert.Equal(2, file.Members.Count);
        Assert.Equal(2, file.MembersOf<ServiceElement>().Single().Members.Count);
    }

    private static string KindOf(ProtoElement element) =>
        element.GetType().Name.Replace("Element", "", false, CultureInfo.InvariantCulture);

    private static OptionValue ValueOf(string spelling) =>
        Read($"option o = {spelling};").MembersOf<OptionElement>().Single().Value;

    private static ProtoFile Read(string text)
    {
        var result = ProtoParser.Parse(text);
        Assert.True(result.File is not null, string.Join("; ", result.Problems));
        return result.File;
    }
}
