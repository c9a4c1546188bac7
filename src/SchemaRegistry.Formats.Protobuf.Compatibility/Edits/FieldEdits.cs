using System.Globalization;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>Edits of a field that only one of the schemas has.</summary>
internal static class FieldEdits
{
    public static SchemaEdit? MakeOptional(EditCase finding) => finding.Try(schema =>
    {
        if (schema.Find(finding.Here) is not { Field: { } field })
            return null;
        schema.Text.ReplaceDeclaration(field, "optional " + Locating.ElementText.Type(field.Type));
        return $"Make the field '{field.Name}' optional: not all data has it.";
    });

    public static SchemaEdit? TakeOut(EditCase finding) => finding.Try(schema =>
    {
        if (schema.Find(finding.Here) is not { Field: { } field } here)
            return null;
        if (here.Oneof is { } oneof && oneof.MembersOf<FieldElement>().Count() == 1)
            schema.Text.Delete(oneof);
        else
            schema.Text.Delete(field);
        return $"Leave the field '{field.Name}' out.";
    });

    /// <summary>
    /// Gives the message the field of the other schema, in the oneof where it was if that is still there.
    /// </summary>
    public static SchemaEdit? PutBack(EditCase finding) => finding.Try(schema =>
    {
        if (schema.Find(finding.Here) is not { Message: { } message } here
            || finding.Other.Find(finding.There) is not { Field: { } wanted } there)
            return null;
        var type = new MissingTypes(schema, finding.Other)
            .Rewrite(wanted.Type, there.Scope(finding.Other.Names), here.Scope(schema.Names));
        if (type is null)
            return null;
        var oneof = there.Oneof is null ? null : FindOneof(message, there.Oneof);
        var field = wanted with
        {
            Type = type,
            Name = FieldNumbers.FindName(message, wanted),
            Label = oneof is null ? schema.Adapt(wanted with { Type = type }) : FieldLabel.None,
            Options = schema.File.Edition == there.File.Edition ? wanted.Options : [],
        };
        Insert(schema, field, message, oneof);
        var label = wanted.Label == FieldLabel.Required ? "required field" : "field";
        var place = oneof is null ? "" : $" in the oneof '{oneof.Name}'";
        var number = field.Number.ToString(CultureInfo.InvariantCulture);
        return $"Keep the {label} '{field.Name}' ({number}){place}.";
    });

    /// <summary>The oneof of that name, or else the one that the other members went to.</summary>
    private static OneofElement? FindOneof(MessageElement message, OneofElement wanted)
    {
        var oneofs = message.MembersOf<OneofElement>().ToList();
        var numbers = wanted.MembersOf<FieldElement>().Select(field => field.Number).ToHashSet();
        return oneofs.Find(oneof => oneof.Name == wanted.Name)
            ?? oneofs.Find(oneof => oneof.MembersOf<FieldElement>().Any(field => numbers.Contains(field.Number)));
    }

    /// <summary>Behind the field with the next lower number, so that the numbers stay in order.</summary>
    private static void Insert(EditedSchema schema, FieldElement field, MessageElement message, OneofElement? oneof)
    {
        var block = oneof ?? (ContainerElement)message;
        var statement = ElementPrinter.Print(field);
        var before = block.MembersOf<FieldElement>()
            .Where(member => member.Number < field.Number)
            .MaxBy(member => member.Number);
        if (before is null)
            schema.Text.InsertInto(block, statement);
        else
            schema.Text.InsertAfter(before, statement);
    }
}
