namespace SchemaRegistry.Serializers.Avro;

/// <summary>
/// A value could not be written as Avro, or a payload could not be read. Repeating the call with the same input fails
/// again; trouble with the registry is reported by the client's own exceptions. Immutable.
/// </summary>
public sealed class AvroSerializationException : Exception
{
    /// <summary>Creates the exception; used by the serializers of this package.</summary>
    /// <param name="message">What failed, with names, ids and paths, and what to do about it.</param>
    /// <param name="innerException">The reason as Apache.Avro or the registry gave it, or null.</param>
    public AvroSerializationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
