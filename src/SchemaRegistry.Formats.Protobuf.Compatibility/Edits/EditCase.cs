using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Canonical;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>One finding, and which of its schemas may be edited.</summary>
internal sealed class EditCase(
    LocatedIncompatibility finding, ComparedSide edited, ComparedSide other, bool editsReader)
{
    /// <summary>Null for what is no difference.</summary>
    public DifferenceKind? Kind { get; } = DifferenceKinds.Find(finding.Finding.Rule);

    public bool EditsReader { get; } = editsReader;

    /// <summary>The place in the schema that is edited.</summary>
    public SchemaSpot Here { get; } = editsReader ? finding.Reader : finding.Writer;

    /// <summary>The place in the schema that is registered.</summary>
    public SchemaSpot There { get; } = editsReader ? finding.Writer : finding.Reader;

    public OtherSchema Other { get; } = new((ProtobufSchema)other.Schema);

    /// <summary>Characters of the text that is edited.</summary>
    public int Length => EditedSchema.TextOf(edited).Length;

    /// <summary>Does one edit.</summary>
    /// <param name="edit">Answers what it did as a sentence, or null when it can not be done.</param>
    public SchemaEdit? Try(Func<EditedSchema, string?> edit)
    {
        try
        {
            var schema = new EditedSchema(edited);
            return edit(schema) is { } sentence ? new SchemaEdit(sentence, schema.Text.Apply()) : null;
        }
        catch (PrintTooLongException)
        {
            return null;
        }
    }
}
