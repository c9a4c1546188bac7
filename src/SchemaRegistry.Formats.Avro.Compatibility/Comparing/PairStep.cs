namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>How a comparison came from one pair of types to the next.</summary>
/// <param name="Outer">The pair before, or null at the roots.</param>
/// <param name="Reader">The step in the reader's schema.</param>
/// <param name="Writer">The step in the writer's schema.</param>
/// <param name="RestartsPath">Whether the paths that the API prints begin anew here: they do inside unions.</param>
internal readonly record struct PairStep(
    ComparedPair? Outer, TypeStep Reader, TypeStep Writer, bool RestartsPath = false)
{
    public static readonly PairStep Root = default;
}
