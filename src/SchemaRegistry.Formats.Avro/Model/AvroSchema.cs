namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>
/// A type of the Avro specification. Types refer to each other by object, so a graph may have cycles and shared parts;
/// equality is identity, on purpose: a structural hash over shared parts takes exponential time.
/// Immutable once the parser has handed it out.
/// </summary>
public abstract class AvroSchema
{
    private protected AvroSchema(AvroKind kind, IReadOnlyList<AvroProperty> properties)
    {
        Kind = kind;
        Properties = properties;
    }

    public AvroKind Kind { get; }

    /// <summary>Custom attributes in the order of the text, those of a logical type among them.</summary>
    public IReadOnlyList<AvroProperty> Properties { get; }

    public LogicalType? Logical { get; internal init; }

    /// <summary>
    /// The name by which a union tells its branches apart: the full name of a named type, or the type's own.
    /// </summary>
    public virtual string BranchName => Kind.ToName();

    /// <summary>The custom attribute of that key, or null.</summary>
    public AvroJson? Property(string key)
    {
        foreach (var property in Properties)
        {
            if (property.Key == key)
                return property.Value;
        }

        return null;
    }
}
