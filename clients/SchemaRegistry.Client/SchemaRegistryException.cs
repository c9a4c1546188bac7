namespace SchemaRegistry.Client;

/// <summary>A registry refused a request, or none of its addresses answered.</summary>
public sealed class SchemaRegistryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, with the request.</param>
    /// <param name="inner">The transport's failure, or null.</param>
    public SchemaRegistryException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The HTTP status, or 0 when no answer came.</summary>
    public int Status { get; init; }

    /// <summary>The registry's own number, such as 40403, or 0 when no answer came.</summary>
    public int ErrorCode { get; init; }

    /// <summary>
    /// Whether the same request may succeed later: no answer came, or the server was at fault or busy.
    /// </summary>
    public bool IsTransient => Status is 0 or 408 or 429 or >= 500;
}
