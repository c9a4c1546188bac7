using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>
/// A statement can not be read on. Caught where the next statement starts; never leaves this folder, and a text causes
/// at most <see cref="ProtobufLimits.MaxProblems"/> of them.
/// </summary>
internal sealed class ProtoSyntaxException(string message, TextPlace place) : Exception(message)
{
    public TextPlace Place { get; } = place;
}
