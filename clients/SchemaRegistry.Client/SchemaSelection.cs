namespace SchemaRegistry.Client;

/// <summary>Under which schema a serializer writes. Immutable; safe for use from any thread.</summary>
public abstract record SchemaSelection
{
    private SchemaSelection()
    {
    }

    /// <summary>Registers the value's own schema at its first use.</summary>
    /// <param name="Normalization">Whether the registry stores and compares the schema's normalized text.</param>
    public sealed record AutoRegister(SchemaNormalization Normalization = SchemaNormalization.AsWritten)
        : SchemaSelection;

    /// <summary>Uses the value's own schema, which must be registered already; an unknown one is an error.</summary>
    /// <param name="Normalization">Whether the registry looks for the schema's normalized text.</param>
    public sealed record LookUp(SchemaNormalization Normalization = SchemaNormalization.AsWritten) : SchemaSelection;

    /// <summary>
    /// Uses one registered schema. Values of another schema are rewritten to it by the rules of schema resolution,
    /// and refused where it can not hold them.
    /// </summary>
    /// <param name="Id">The schema's id, above 0.</param>
    public sealed record Pinned(int Id) : SchemaSelection;

    /// <summary>Uses the subject's latest version, in the same way as <see cref="Pinned"/>.</summary>
    /// <param name="MaxAge">
    /// How long a version counts as the latest, above zero; null means 5 minutes. The client's own memory, at most
    /// <see cref="SchemaRegistryClientOptions.LatestMaxAge"/> old, comes on top.
    /// </param>
    public sealed record Latest(TimeSpan? MaxAge = null) : SchemaSelection;
}
