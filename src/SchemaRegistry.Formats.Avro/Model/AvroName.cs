namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>
/// A full name: the simple name, and the namespace or null. Two names are equal when both parts are.
/// </summary>
public sealed record AvroName(string? Namespace, string Simple)
{
    public string Full => Namespace is null ? Simple : $"{Namespace}.{Simple}";

    /// <summary>
    /// Reads a name as written: with a dot it is full, otherwise it lies in <paramref name="enclosing"/>. An empty
    /// namespace is none.
    /// </summary>
    public static AvroName Create(string written, string? enclosing)
    {
        var dot = written.LastIndexOf('.');
        var space = dot < 0 ? enclosing : written[..dot];
        return new AvroName(string.IsNullOrEmpty(space) ? null : space, written[(dot + 1)..]);
    }

    /// <summary>
    /// The shortest spelling that means this name inside <paramref name="enclosing"/>. A simple name that a primitive
    /// type has is written in full, since it would be read as the primitive.
    /// </summary>
    public string RelativeTo(string? enclosing) =>
        Namespace is null || (Namespace == enclosing && !AvroKindNames.IsPrimitive(Simple)) ? Simple : Full;

    public override string ToString() => Full;
}
