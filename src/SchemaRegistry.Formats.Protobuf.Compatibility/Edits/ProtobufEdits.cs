using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>Proposes edits that a person who knows the rules would make.</summary>
internal static class ProtobufEdits
{
    /// <summary>
    /// Characters of a text that edits are proposed for: each proposal is the whole text again, and this is beyond what
    /// people write.
    /// </summary>
    private const int MaxTextLength = 1024 * 1024;

    public static IReadOnlyList<SchemaEdit> Propose(EditCase finding)
    {
        // The text of a reference is another schema, to be changed under its own subject.
        if (finding.Here.Reference is not null || finding.Length > MaxTextLength)
            return [];
        return [.. Edits(finding).OfType<SchemaEdit>()];
    }

    private static IEnumerable<SchemaEdit?> Edits(EditCase finding) => finding.Kind switch
    {
        DifferenceKind.PackageChanged => [PackageEdits.TakeBack(finding)],
        DifferenceKind.MessageRemoved => finding.EditsReader
            ? [MessageEdits.PutBack(finding)]
            : [MessageEdits.TakeOut(finding)],
        DifferenceKind.FieldKindChanged or DifferenceKind.FieldScalarKindChanged
            or DifferenceKind.FieldNamedTypeChanged or DifferenceKind.FieldNumericLabelChanged =>
            [TypeEdits.TakeBack(finding), TypeEdits.Renumber(finding)],
        DifferenceKind.RequiredFieldAdded => finding.EditsReader
            ? [FieldEdits.MakeOptional(finding), FieldEdits.TakeOut(finding)]
            : [FieldEdits.PutBack(finding)],
        DifferenceKind.RequiredFieldRemoved => finding.EditsReader
            ? [FieldEdits.PutBack(finding)]
            : [FieldEdits.MakeOptional(finding), FieldEdits.TakeOut(finding)],
        DifferenceKind.OneofFieldRemoved => finding.EditsReader
            ? [FieldEdits.PutBack(finding)]
            : [OneofEdits.MoveOut(finding), FieldEdits.TakeOut(finding)],
        DifferenceKind.MultipleFieldsMovedToOneof or DifferenceKind.FieldMovedToExistingOneof => finding.EditsReader
            ? [OneofEdits.Separate(finding)]
            : [OneofEdits.Join(finding)],
        _ => [],
    };
}
