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

    private static IEnumerable<SchemaEdit?> Edits(EditCase finding) => finding.Rule switch
    {
        "PACKAGE_CHANGED" => [PackageEdits.TakeBack(finding)],
        "MESSAGE_REMOVED" => finding.EditsReader
            ? [MessageEdits.PutBack(finding)]
            : [MessageEdits.TakeOut(finding)],
        "FIELD_KIND_CHANGED" or "FIELD_SCALAR_KIND_CHANGED" or "FIELD_NAMED_TYPE_CHANGED"
            or "FIELD_NUMERIC_LABEL_CHANGED" => [TypeEdits.TakeBack(finding), TypeEdits.Renumber(finding)],
        "REQUIRED_FIELD_ADDED" => finding.EditsReader
            ? [FieldEdits.MakeOptional(finding), FieldEdits.TakeOut(finding)]
            : [FieldEdits.PutBack(finding)],
        "REQUIRED_FIELD_REMOVED" => finding.EditsReader
            ? [FieldEdits.PutBack(finding)]
            : [FieldEdits.MakeOptional(finding), FieldEdits.TakeOut(finding)],
        "ONEOF_FIELD_REMOVED" => finding.EditsReader
            ? [FieldEdits.PutBack(finding)]
            : [OneofEdits.MoveOut(finding), FieldEdits.TakeOut(finding)],
        "MULTIPLE_FIELDS_MOVED_TO_ONEOF" or "FIELD_MOVED_TO_EXISTING_ONEOF" => finding.EditsReader
            ? [OneofEdits.Separate(finding)]
            : [OneofEdits.Join(finding)],
        _ => [],
    };
}
