namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>
/// A logical type that is valid where it stands; an invalid one is ignored, as the specification says. Precision and
/// scale count decimal digits and are set for <c>decimal</c> only.
/// </summary>
public sealed record LogicalType(string Name, int? Precision = null, int? Scale = null)
{
    public const string Decimal = "decimal";
}
