using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>
/// A pair of types that was compared, with the way to it from the two roots. It shares the way with the pairs around
/// it, so that a comparison makes one small object for each pair that it looks into.
/// </summary>
internal sealed class ComparedPair(AvroSchema reader, AvroSchema writer, PairStep step)
{
    public AvroSchema Reader { get; } = reader;

    public AvroSchema Writer { get; } = writer;

    public PairStep Step { get; } = step;

    public ComparedPair? Outer => Step.Outer;

    public AvroSchema TypeOf(PairSide side) => side == PairSide.Reader ? Reader : Writer;

    public TypeStep StepOf(PairSide side) => side == PairSide.Reader ? Step.Reader : Step.Writer;

    public PairStep Then(TypeStep reader, TypeStep writer) => new(this, reader, writer);

    public PairStep ThenInUnion(TypeStep reader, TypeStep writer) => new(this, reader, writer, RestartsPath: true);

    /// <summary>The pairs from the roots to this one.</summary>
    public IReadOnlyList<ComparedPair> Way()
    {
        var way = new List<ComparedPair>();
        for (var pair = this; pair is not null; pair = pair.Outer)
            way.Add(pair);
        way.Reverse();
        return way;
    }

    /// <summary>The path as the API prints it.</summary>
    public ReaderPath ToPath()
    {
        var steps = new Stack<PairStep>();
        for (var pair = this; pair.Outer is not null && !pair.Step.RestartsPath; pair = pair.Outer)
            steps.Push(pair.Step);

        var path = ReaderPath.Root;
        foreach (var step in steps)
            path = Append(path, step);
        return path;
    }

    /// <summary>The tokens are the reader's, but for branches, which are counted in the writer's union.</summary>
    private static ReaderPath Append(ReaderPath path, PairStep step) => step.Reader.Kind switch
    {
        TypeStepKind.Field => path.Then("fields").Then(step.Reader.Index).Then("type"),
        TypeStepKind.Items => path.Then("items"),
        TypeStepKind.Values => path.Then("values"),
        _ => path.Then(step.Writer.Index),
    };
}
