using Google.Protobuf;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Canonical;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Tests.Protobuf.Resolution;

/// <summary>The bytes are encoded by hand from the specification of the wire format.</summary>
public sealed class ExtensionReaderTests
{
    private const string Declarations = """
        package p;
        message Options { extensions 100 to 199; }
        message V {
          optional int32 n = 1; repeated E es = 2; map<string, sint32> m = 3;
          optional group G = 4 { optional bool b = 1; } oneof o { V v = 5; } extensions 10;
          extend V { optional double d = 10; }
          enum E { Z = 0; ONE = 1; }
        }
        extend Options { optional V v = 100; repeated string s = 101; optional fixed32 f = 102; optional Gone g = 103;
          repeated float r = 104; optional bytes b = 105; optional uint64 u = 106; optional sfixed64 w = 107; }
        """;

    [Theory]
    [InlineData("A206 2A 08FFFFFFFFFFFFFFFFFF01 1203000107 1A050A01611003 23080124 2A020805 51000000000000F83F 7801", """
        option (p.v) = {
          n: -1,
          es: [
            Z,
            ONE,
            7
          ],
          m: {
            key: "a",
            value: -2
          },
          g: {
            b: true
          },
          v: {
            n: 5
          },
          [p.V.d]: 1.5
        };

        """)]
    [InlineData("A206020801 A206060802 2A020803 A206022A00", """
        option (p.v) = {
          n: 2,
          v: {
            n: 3
          }
        };

        """)]
    [InlineData("AA060178 AA060179", "option (p.s) = \"x\";\noption (p.s) = \"y\";\n")]
    [InlineData("B5062A000000", "option (p.f) = 42;\n")]
    [InlineData("C206080000C03F0000C07F C506000080FF", "option (p.r) = 1.5;\noption (p.r) = nan;\noption (p.r) = -inf;\n")]
    [InlineData("CA0602FF0A", "option (p.b) = \"\\377\\n\";\n")]
    [InlineData("D006FFFFFFFFFFFFFFFFFF01", "option (p.u) = 18446744073709551615;\n")]
    [InlineData("D9060000000000000080", "option (p.w) = -9223372036854775808;\n")]
    [InlineData("B00601 B00901 BA0600 A006 01", "")]
    [InlineData("", "")]
    public void Bytes_of_extensions_become_the_options_that_they_were(string hex, string printed)
    {
        var options = Read(hex.Replace(" ", "")).Select(extension =>
            new OptionElement([new OptionNamePart(extension.FullName, IsExtension: true)], extension.Value));

        var file = new ProtoFile { Members = [.. options] };
        Assert.Equal(printed, ProtoPrinter.Print(file, OptionOrder.AsGiven));
    }

    [Theory]
    [InlineData("A206")]
    [InlineData("A2060508")]
    [InlineData("A20602120A")]
    [InlineData("AA06FFFFFFFF0F")]
    public void Damaged_bytes_are_refused(string hex) =>
        Assert.ThrowsAny<InvalidProtocolBufferException>(() => Read(hex));

    [Fact]
    public void What_is_nested_too_deep_is_left_out()
    {
        var value = Array.Empty<byte>();
        for (var level = 0; level < 150; level++)
            value = Enclose([0x2A], value);
        var found = Assert.Single(Read(Convert.ToHexString(Enclose([0xA2, 0x06], value))));

        var depth = 0;
        for (var inner = found.Value; inner is AggregateValue aggregate; depth++)
            inner = aggregate.Fields.Count > 0 ? aggregate.Fields[0].Value : null;
        Assert.Equal(ProtobufLimits.MaxAggregateDepth, depth);
    }

    private static byte[] Enclose(byte[] tag, byte[] value)
    {
        using var stream = new MemoryStream();
        var output = new CodedOutputStream(stream, leaveOpen: true);
        output.WriteLength(value.Length);
        output.Flush();
        return [.. tag, .. stream.ToArray(), .. value];
    }

    private static IReadOnlyList<(string FullName, OptionValue Value)> Read(string hex)
    {
        var file = ProtoParser.Parse(Declarations).File!;
        var names = new NameTree(file, [], builtIn: null);
        return new ExtensionReader(names, new ExtensionIndex([file], names))
            .Read("p.Options", Convert.FromHexString(hex));
    }
}
