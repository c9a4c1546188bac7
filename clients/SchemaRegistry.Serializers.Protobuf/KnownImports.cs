namespace SchemaRegistry.Serializers.Protobuf;

/// <summary>
/// What a serializer does with imports that every registry brings along: <c>google/protobuf/…</c>,
/// <c>google/type/…</c> and <c>confluent/…</c>.
/// </summary>
public enum KnownImports
{
    /// <summary>Relies on the registry's own, as the serializers of other clients do.</summary>
    Skip,

    /// <summary>Registers them like any other file.</summary>
    Register,
}
