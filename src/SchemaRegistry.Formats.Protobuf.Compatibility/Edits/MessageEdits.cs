using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>Edits of whole messages.</summary>
internal static class MessageEdits
{
    public static SchemaEdit? PutBack(EditCase finding) => finding.Try(schema =>
    {
        if (finding.Other.Find(finding.There) is not { Message: { } message } found)
            return null;
        var node = found.Scope(finding.Other.Names);
        return new MissingTypes(schema, finding.Other).Copy(node)
            ? $"Keep the message '{message.Name}'{In(found.Messages.SkipLast(1))}."
            : null;
    });

    /// <summary>Takes a message away with the fields that have it for their type.</summary>
    public static SchemaEdit? TakeOut(EditCase finding) => finding.Try(schema =>
    {
        if (schema.Find(finding.Here) is not { Message: { } message } found)
            return null;
        var uses = new TypeUses(schema, found.Scope(schema.Names)).Find();
        if (uses is null)
            return null;
        foreach (var use in uses.GroupBy(use => use.Oneof, ReferenceEqualityComparer.Instance))
            TakeOut(schema, (OneofElement?)use.Key, [.. use.Select(one => one.Field)]);
        schema.Text.Delete(message);
        var fields = uses.Count == 0 ? "" : " with the fields that use it";
        return $"Take the message '{message.Name}' out{fields}, or give it a schema of its own and import that.";
    });

    private static void TakeOut(EditedSchema schema, OneofElement? oneof, IReadOnlyList<FieldElement> fields)
    {
        if (oneof is not null && fields.Count == oneof.MembersOf<FieldElement>().Count())
        {
            schema.Text.Delete(oneof);
            return;
        }

        foreach (var field in fields)
            schema.Text.Delete(field);
    }

    private static string In(IEnumerable<MessageElement> messages)
    {
        var around = string.Join('.', messages.Select(message => message.Name));
        return around.Length == 0 ? "" : $" in '{around}'";
    }
}
