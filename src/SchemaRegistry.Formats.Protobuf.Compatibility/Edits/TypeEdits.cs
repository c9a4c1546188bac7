using System.Globalization;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Compatibility.Locating;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>Edits of a field that has another type or label in the other schema.</summary>
internal static class TypeEdits
{
    /// <summary>Gives the field the type and label that it has there.</summary>
    public static SchemaEdit? TakeBack(EditCase finding) => finding.Try(schema =>
    {
        if (schema.Find(finding.Here) is not { Field: { } field } here
            || finding.Other.Find(finding.There) is not { Field: { } wanted } there)
            return null;
        var type = new MissingTypes(schema, finding.Other)
            .Rewrite(wanted.Type, there.Scope(finding.Other.Names), here.Scope(schema.Names));
        if (type is null || (type is MapType && here.Oneof is not null))
            return null;
        var label = LabelOf(finding, schema, here, there, type);
        var written = ElementText.Label(label) + ElementText.Type(type);
        if (written == ElementText.Label(field.Label) + ElementText.Type(field.Type))
            return null;
        schema.Text.ReplaceDeclaration(field, written);
        return $"Keep '{written}' as the type of the field '{field.Name}' ({Number(field)}).";
    });

    /// <summary>Only where labels are compared does the label change, too; a map has none.</summary>
    private static FieldLabel LabelOf(
        EditCase finding, EditedSchema schema, FoundElement here, FoundElement there, FieldType type)
    {
        if (here.Oneof is not null)
            return FieldLabel.None;
        var keepsOwn = finding.Kind != DifferenceKind.FieldNumericLabelChanged
            && here.Field!.Type is not MapType
            && there.Field!.Label == FieldLabel.None;
        return schema.Adapt((keepsOwn ? here.Field! : there.Field!) with { Type = type });
    }

    /// <summary>Leaves the number to what was written with it, and gives the field another.</summary>
    public static SchemaEdit? Renumber(EditCase finding) => finding.Try(schema =>
    {
        if (schema.Find(finding.Here) is not { Field: { } field, Oneof: null, Message: { } message }
            || finding.Other.Find(finding.There) is not { Field: { } other, Oneof: null }
            || field.Label == FieldLabel.Required
            || other.Label == FieldLabel.Required
            || FieldNumbers.FindNext(message) is not { } next)
            return null;
        var number = next.ToString(CultureInfo.InvariantCulture);
        schema.Text.ReplaceToken(field.NumberPlace, number);
        schema.Text.InsertInto(message, $"reserved {Number(field)};");
        return $"Give the field '{field.Name}' a number that was never used, such as {number}, "
            + $"and reserve the number {Number(field)}.";
    });

    private static string Number(FieldElement field) => field.Number.ToString(CultureInfo.InvariantCulture);
}
