using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Protobuf.Messages;

/// <summary>Writes messages straight into the output; the type is in the frame.</summary>
internal sealed class MessageWriter<T>(MessageDescriptor type) : IPayloadWriter<T>
    where T : class, IMessage
{
    private readonly bool _mayLackFields = RequiredFields.MayBeIn(type);

    public void Write(T value, ReadOnlySpan<byte> frame, IBufferWriter<byte> output)
    {
        if (_mayLackFields && !value.IsInitialized())
        {
            throw new PayloadException(
                $"A required field of '{value.Descriptor.FullName}', or of a message in it, is not set.");
        }

        var size = value.CalculateSize();
        var target = output.GetSpan(frame.Length + size);
        frame.CopyTo(target);
        if (size > 0)
            value.WriteTo(target.Slice(frame.Length, size));
        output.Advance(frame.Length + size);
    }
}
