using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>A finding and the side that may be edited.</summary>
internal sealed record EditCase(VerdictPair Pair, LocatedIncompatibility Finding, bool EditsReader)
{
    public IReadOnlyList<SchemaEdit> Edits() =>
        AvroRules.Instance.ProposeEdits(Finding, Pair.Reader, Pair.Writer, EditsReader);

    public bool IsSchema(SchemaEdit edit) =>
        AvroText.Read(edit.Text, IsNew ? SchemaParsing.New : SchemaParsing.Stored, References).Schema is not null;

    /// <summary>The finding is gone, and nothing is found that was not found before.</summary>
    public bool IsMendedBy(SchemaEdit edit)
    {
        var edited = Sides.Of(edit.Text, References);
        var (reader, writer) = EditsReader ? (edited, Pair.Writer) : (Pair.Reader, edited);
        var before = Messages(Pair.Reader, Pair.Writer);
        var after = Messages(reader, writer);
        return after.Count < before.Count && after.All(before.Contains);
    }

    public override string ToString() =>
        $"{Pair.Id} {(EditsReader ? "reader" : "writer")}: {Finding.Finding.ToMessage("new", "old")}";

    private ComparedSide Edited => EditsReader ? Pair.Reader : Pair.Writer;

    private References.ResolvedReference[] References => [.. Edited.References.Resolved];

    private bool IsNew => AvroText.Read(Edited.Text, SchemaParsing.New, References).Schema is not null;

    private static List<string> Messages(ComparedSide reader, ComparedSide writer) =>
    [
        .. AvroRules.Instance.FindIncompatibilities(reader.Schema, writer.Schema, ComparisonOptions.Default)
            .Select(found => found.ToMessage("new", "old")),
    ];
}
