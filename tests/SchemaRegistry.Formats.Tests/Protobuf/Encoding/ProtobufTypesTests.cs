using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Encoding;
using SchemaRegistry.Formats.Tests.Protobuf.Encoding.Samples;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>What a linker would not have let through is named.</summary>
public sealed class ProtobufTypesTests
{
    [Fact]
    public void Types_are_found_by_their_full_name()
    {
        Assert.Equal("google.protobuf.Any", SampleTypes.All.FindMessage("google.protobuf.Any")?.FullName);
        Assert.Null(SampleTypes.All.FindMessage(".google.protobuf.Any"));
        Assert.Null(SampleTypes.All.FindMessage("encoding.samples.Color"));
        Assert.Null(SampleTypes.All.FindMessage(""));
    }

    [Fact]
    public void The_entry_of_a_map_has_neither_encoder_nor_decoder()
    {
        var entry = SampleTypes.Find("Maps.ByBoolEntry");

        Assert.Throws<ArgumentException>(() => new ProtobufJsonEncoder(entry));
        Assert.Throws<ArgumentException>(() => new ProtobufJsonDecoder(entry));
    }

    [Fact]
    public void No_files_have_no_types()
    {
        var types = ProtobufTypes.Compile([]);

        Assert.Null(types.FindMessage("a"));
        Assert.Null(types.FindByIndexes([0]));
    }

    [Fact]
    public void A_message_of_a_known_name_with_other_fields_is_an_ordinary_one()
    {
        var file = File(Message("Timestamp", Field("seconds", 1, FieldDescriptorProto.Types.Type.String)));
        file.Package = "google.protobuf";

        var type = ProtobufTypes.Compile([file]).FindByIndexes([0]);

        Assert.Equal("""{"seconds":"a"}""", Conversion.ToJson(type!, [0x0A, 0x01, 0x61]));
    }

    [Fact]
    public void A_JSON_name_that_two_fields_want_is_that_of_the_first()
    {
        var file = File(Message(
            "M",
            Field("fooBar", 1, FieldDescriptorProto.Types.Type.Bool),
            Field("foo_bar", 2, FieldDescriptorProto.Types.Type.Bool)));

        var type = ProtobufTypes.Compile([file]).FindByIndexes([0]);

        Assert.Equal("""{"fooBar":true,"foo_bar":true}""", Conversion.ToJson(type!, [0x10, 0x01, 0x08, 0x01]));
        Assert.Equal([0x10, 0x01, 0x08, 0x01], Conversion.ToBytes(type!, """{"foo_bar":true,"fooBar":true}"""));
    }

    [Fact]
    public void Files_that_are_not_linked_are_refused()
    {
        var unresolved = Field("f", 1, FieldDescriptorProto.Types.Type.Message);
        unresolved.TypeName = "Other";

        Refuses("which the set does not have", File(Message("M", unresolved)));
        Refuses("p.M.f uses the type \"\"", File(Message("M", Field("f", 1, FieldDescriptorProto.Types.Type.Enum))));
        Refuses("declared twice", File(Message("M"), Message("M")));
        Refuses("is in the set twice", File(), File());
        Refuses("has two fields of the number 1", File(Message(
            "M", Field("a", 1, FieldDescriptorProto.Types.Type.Bool), Field("b", 1, FieldDescriptorProto.Types.Type.Bool))));
        Refuses("has two fields of the number 1000", File(Message(
            "M", Field("a", 1000, FieldDescriptorProto.Types.Type.Bool), Field("b", 1000, FieldDescriptorProto.Types.Type.Bool))));
        Refuses("has the number 0", File(Message("M", Field("a", 0, FieldDescriptorProto.Types.Type.Bool))));
        Refuses("has the number 536870912", File(Message("M", Field("a", 1 << 29, FieldDescriptorProto.Types.Type.Bool))));
        Refuses("The type of the field p.M.a is not set", File(Message("M", new FieldDescriptorProto { Name = "a", Number = 1 })));
        Refuses("has the syntax \"proto4\"", new FileDescriptorProto { Name = "f.proto", Syntax = "proto4" });
        Refuses(
            "has the edition",
            new FileDescriptorProto { Name = "f.proto", Syntax = "editions", Edition = Edition.Max });
    }

    [Fact]
    public void Messages_nested_too_deep_are_refused()
    {
        var message = Message("M");
        for (var depth = 0; depth < 5000; depth++)
        {
            var outer = Message("M");
            outer.NestedType.Add(message);
            message = outer;
        }

        Refuses("nests messages deeper than 31 levels", File(message));
    }

    [Fact]
    public void A_map_entry_must_look_like_one()
    {
        var entry = Message("E", Field("key", 1, FieldDescriptorProto.Types.Type.Double));
        entry.Options = new MessageOptions { MapEntry = true };

        Refuses("The message p.E is not what the entry of a map is", File(entry));
    }

    [Fact]
    public void A_set_does_not_need_more_than_the_descriptors_of_generated_classes()
    {
        var types = ProtobufTypes.Compile(SampleTypes.Files(EncodingScalarsReflection.Descriptor));

        Assert.Equal("encoding_scalars.proto", types.MainFile);
        Assert.Equal("encoding.samples.Scalars", types.FindByIndexes([])?.FullName);
    }

    private static void Refuses(string message, params FileDescriptorProto[] files)
    {
        var exception = Assert.Throws<ArgumentException>(() => ProtobufTypes.Compile(files));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static FileDescriptorProto File(params DescriptorProto[] messages) =>
        new() { Name = "f.proto", Package = "p", Syntax = "proto3", MessageType = { messages } };

    private static DescriptorProto Message(string name, params FieldDescriptorProto[] fields) =>
        new() { Name = name, Field = { fields } };

    private static FieldDescriptorProto Field(string name, int number, FieldDescriptorProto.Types.Type type) =>
        new() { Name = name, Number = number, Type = type, Label = FieldDescriptorProto.Types.Label.Optional };
}
