using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Canonical;
using SchemaRegistry.Formats.Protobuf.Descriptors;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.Formats.Protobuf.Resolution;
using SchemaRegistry.Formats.Protobuf.WellKnown;

namespace SchemaRegistry.Formats.Protobuf;

/// <summary>
/// Reads what a request holds: the text of a .proto file or, where that fails, the base64 of a serialized
/// <c>FileDescriptorProto</c>. Of a descriptor the text is made that it could have been made from, and that is read.
/// </summary>
internal static class SchemaReader
{
    /// <param name="text">What the request holds.</param>
    /// <param name="imports">The files that it may refer to: they say what the bytes of custom options mean.</param>
    public static ProtoParseResult Read(string text, IReadOnlyCollection<ProtoFile> imports)
    {
        var parsed = ProtoParser.Parse(text);
        if (parsed.File is not null || text.Length > ProtobufLimits.MaxTextLength || !TryDecode(text, out var bytes))
            return parsed;
        if (bytes.Length > ProtobufLimits.MaxDescriptorBytes)
        {
            return Refuse(
                $"The descriptor is larger than {ProtobufLimits.MaxDescriptorBytes} bytes (MaxDescriptorBytes)");
        }

        try
        {
            return ReadDescriptor(FileDescriptorProto.Parser.ParseFrom(bytes), imports);
        }
        catch (InvalidProtocolBufferException)
        {
            // It only looks like base64; what is wrong with it as a text says more.
            return parsed;
        }
        catch (PrintTooLongException e)
        {
            return Refuse(e.Message);
        }
    }

    private static bool TryDecode(string text, out ReadOnlySpan<byte> bytes)
    {
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        var isBase64 = Convert.TryFromBase64String(text, buffer, out var length);
        bytes = buffer.AsSpan(0, length);
        return isBase64 && length > 0;
    }

    private static ProtoParseResult ReadDescriptor(
        FileDescriptorProto descriptor, IReadOnlyCollection<ProtoFile> imports)
    {
        // Custom options may be declared by the file itself, so it is read once without them.
        var plain = DescriptorReader.Read(descriptor, OptionExtensions.None);
        if (plain.File is null)
            return new ProtoParseResult(null, [plain.Problem!]);
        var names = new NameTree(plain.File, imports, BuiltInNames.Tree);
        var extensions = new ExtensionIndex([plain.File, .. imports, .. WellKnownFiles.Files.Values], names);
        var read = DescriptorReader.Read(descriptor, new ExtensionReader(names, extensions));
        if (read.File is null)
            return new ProtoParseResult(null, [read.Problem!]);

        var text = ProtoPrinter.Print(read.File, OptionOrder.SpecialsLast);
        var parsed = ProtoParser.Parse(text);
        return parsed.File is null
            ? Refuse($"The descriptor says what no .proto file can say: {parsed.Problems[0].Message}")
            : parsed;
    }

    private static ProtoParseResult Refuse(string message) => new(null, [new SchemaProblem(message, "")]);
}
