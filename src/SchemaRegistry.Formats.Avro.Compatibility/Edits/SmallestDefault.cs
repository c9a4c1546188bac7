using System.Text;
using SchemaRegistry.Formats.Avro.Model;
using CanonicalJson = SchemaRegistry.Formats.Avro.Canonical.JsonText;

namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>
/// The plainest default of a type, as a person writes it: null, 0, an empty text or list, the first symbol. Of a union
/// it is one of the first branch, which readers before Avro 1.12 ask for.
/// </summary>
internal static class SmallestDefault
{
    private const int MaxDepth = 20;
    private const int MaxLength = 2_000;

    /// <summary>Compact JSON, or null when there is none or it would be large.</summary>
    public static string? Of(AvroSchema type)
    {
        var text = new StringBuilder();
        return Append(text, type, 0) ? text.ToString() : null;
    }

    private static bool Append(StringBuilder text, AvroSchema type, int depth)
    {
        if (depth > MaxDepth || text.Length > MaxLength)
            return false;
        switch (type)
        {
            case RecordSchema record:
                return AppendRecord(text, record, depth);
            case UnionSchema union:
                return union.Branches.Count > 0 && Append(text, union.Branches[0], depth + 1);
            case EnumSchema symbols:
                return AppendSymbol(text, symbols);
            case FixedSchema bytes:
                text.Append('"').Insert(text.Length, "\\u0000", Math.Min(bytes.Size, MaxLength)).Append('"');
                return bytes.Size <= MaxLength / 6;
            default:
                text.Append(Simple(type.Kind));
                return true;
        }
    }

    private static string Simple(AvroKind kind) => kind switch
    {
        AvroKind.Null => "null",
        AvroKind.Boolean => "false",
        AvroKind.Int or AvroKind.Long => "0",
        AvroKind.Float or AvroKind.Double => "0.0",
        AvroKind.Array => "[]",
        AvroKind.Map => "{}",
        _ => "\"\"",
    };

    private static bool AppendSymbol(StringBuilder text, EnumSchema symbols)
    {
        if (symbols.Symbols.Count == 0)
            return false;
        CanonicalJson.AppendString(text, symbols.Default ?? symbols.Symbols[0]);
        return true;
    }

    /// <summary>Fields that have a default need none here.</summary>
    private static bool AppendRecord(StringBuilder text, RecordSchema record, int depth)
    {
        text.Append('{');
        var separator = "";
        foreach (var field in record.Fields)
        {
            if (field.Default is not null)
                continue;
            text.Append(separator);
            separator = ",";
            CanonicalJson.AppendString(text, field.Name);
            text.Append(':');
            if (!Append(text, field.Type, depth + 1))
                return false;
        }

        text.Append('}');
        return true;
    }
}
