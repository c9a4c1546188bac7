namespace SchemaRegistry.Client;

/// <summary>The numbers of this package, with unit and reason.</summary>
internal static class ClientLimits
{
    /// <summary>Bytes of an answer that is read; no schema with its references comes near.</summary>
    public const int MaxAnswerBytes = 64 * 1024 * 1024;

    /// <summary>References of references that are followed, one inside the other.</summary>
    public const int MaxReferenceDepth = 500;

    /// <summary>Schemas that one schema may refer to, directly or not.</summary>
    public const int MaxReferences = 10_000;

    /// <summary>
    /// Targets that one serializer keeps ready (topic, key or value, schema object), and writer schemas that one
    /// deserializer does. Beyond it all are dropped and made again from the client's caches: a program that parses a
    /// schema for each record must not fill the memory.
    /// </summary>
    public const int MaxPlans = 1000;

    /// <summary>Characters of an error answer that are quoted when it is no JSON.</summary>
    public const int MaxQuotedCharacters = 300;
}
