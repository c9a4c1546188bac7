namespace SchemaRegistry.Client;

/// <summary>
/// A value could not be written as a payload, or a payload could not be read. Repeating the call with the same input
/// fails again; trouble with the registry is reported as <see cref="SchemaRegistryException"/>. Immutable.
/// </summary>
public sealed class PayloadException : Exception
{
    /// <summary>Creates the exception; used by the serializers of all formats.</summary>
    /// <param name="message">What failed, with names, ids and paths, and what to do about it.</param>
    /// <param name="innerException">The reason as a format's library gave it, or null.</param>
    public PayloadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
