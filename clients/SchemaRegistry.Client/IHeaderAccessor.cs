namespace SchemaRegistry.Client;

/// <summary>
/// The headers of one record, behind whatever type the Kafka client has for them. It is used by one thread at a time
/// and only during the call that it is given to.
/// </summary>
public interface IHeaderAccessor
{
    /// <summary>Finds the last header of a name; several headers may have the same.</summary>
    /// <param name="name">The header's name, compared ordinally.</param>
    /// <param name="value">The header's value, which may be empty.</param>
    /// <returns>False when there is none, or when the last one has no value.</returns>
    bool TryGetLast(string name, out ReadOnlySpan<byte> value);

    /// <summary>
    /// Adds a header, unless the last one of that name has the same value already: a record that is sent again does
    /// not collect them.
    /// </summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">The header's value; it is copied.</param>
    void Set(string name, ReadOnlySpan<byte> value);
}
