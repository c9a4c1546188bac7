using SchemaRegistry.Formats.Avro.Compatibility.Comparing;

namespace SchemaRegistry.Formats.Avro.Compatibility.Changes;

/// <summary>The place of a pair in both schemas.</summary>
internal readonly record struct PairPath(ReaderPath Old, ReaderPath New)
{
    public static readonly PairPath Root = new(ReaderPath.Root, ReaderPath.Root);

    public PairPath Then(string token) => new(Old.Then(token), New.Then(token));

    public PairPath Then(int old, int updated) => new(Old.Then(old), New.Then(updated));
}
