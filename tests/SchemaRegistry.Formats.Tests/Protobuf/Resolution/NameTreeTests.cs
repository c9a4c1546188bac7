using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Tests.Protobuf.Resolution;

public sealed class NameTreeTests
{
    private static readonly NameTree BuiltIn = new(
    [
        Read("package a.b; message T { message U { } } message Both { } extend T { optional int32 e = 1; }"),
        Read("package z; message T { }"),
    ]);

    [Theory]
    [InlineData(".a.b.Own", "a.b.Own", "Own", true)]
    [InlineData("Own.In", "a.b.Own.In", "Own.In", true)]
    [InlineData("b.Own", "a.b.Own", "Own", true)]
    [InlineData("Both", "a.b.Both", "Both", true)]
    [InlineData("T", "a.b.T", "T", false)]
    [InlineData("T.U", "a.b.T.U", "T.U", false)]
    [InlineData("b.T", "a.b.T", "T", false)]
    [InlineData("z.T", "z.T", "T", false)]
    [InlineData("Ref", "a.Ref", "Ref", false)]
    [InlineData("b.InRef", "a.b.InRef", "b.InRef", false)]
    public void A_name_is_found_among_own_referred_and_built_in_types(
        string name, string fullName, string localName, bool isLocal)
    {
        var file = Read("package a.b; message Own { message In { } } message Both { }");
        var names = new NameTree(file, [Read("package a; message Ref { } message b { message InRef { } }")], BuiltIn);

        var found = names.FindType(name, names.PackageOf(file).Find("Own")!);

        Assert.Equal(fullName, found?.FullName);
        Assert.Equal(localName, string.Join('.', found!.LocalNames));
        Assert.Equal(isLocal, found.IsLocal);
    }

    [Theory]
    [InlineData("Lost")]
    [InlineData(".T")]
    [InlineData("a.b")]
    [InlineData("e")]
    [InlineData("Own.T")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("b..T")]
    public void What_is_no_type_is_not_found(string name)
    {
        var file = Read("package a.b; message Own { }");
        var names = new NameTree(file, [], BuiltIn);

        Assert.Null(names.FindType(name, names.PackageOf(file).Find("Own")!));
    }

    [Fact]
    public void Extensions_are_found_apart_from_types()
    {
        var file = Read("package a.b; message Own { extend T { optional int32 x = 2; optional group G = 3 { } } }");
        var names = new NameTree(file, [], BuiltIn);
        var scope = names.PackageOf(file).Find("Own")!;

        Assert.Equal("a.b.Own.x", names.FindExtension("x", scope)?.FullName);
        Assert.Equal("a.b.Own.g", names.FindExtension("Own.g", scope)?.FullName);
        Assert.Equal("a.b.Own.G", names.FindType("G", scope)?.FullName);
        Assert.Equal("a.b.e", names.FindExtension("e", scope)?.FullName);
        Assert.Null(names.FindExtension("G", scope));
    }

    private static ProtoFile Read(string text) => ProtoParser.Parse(text).File!;
}
