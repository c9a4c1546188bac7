using System.Buffers;

namespace SchemaRegistry.Client.Serialization;

/// <summary>Writes values as bodies of one schema. Any thread may use it.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public interface IPayloadWriter<in T>
{
    /// <summary>Writes the frame and the whole body, or nothing.</summary>
    /// <param name="value">The value, not null.</param>
    /// <param name="frame">The bytes to put in front of the body; empty when a header carries them.</param>
    /// <param name="output">Receives the bytes.</param>
    /// <exception cref="PayloadException">The value does not fit the schema.</exception>
    void Write(T value, ReadOnlySpan<byte> frame, IBufferWriter<byte> output);
}
