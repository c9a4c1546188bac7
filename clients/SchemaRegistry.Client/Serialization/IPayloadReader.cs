namespace SchemaRegistry.Client.Serialization;

/// <summary>Reads bodies of one schema. Any thread may use it.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public interface IPayloadReader<out T>
{
    /// <summary>Reads a value.</summary>
    /// <param name="payload">The payload; nothing of it is kept.</param>
    /// <returns>The value.</returns>
    /// <exception cref="PayloadException">The body is no data of the schema.</exception>
    T Read(FramedPayload payload);
}
