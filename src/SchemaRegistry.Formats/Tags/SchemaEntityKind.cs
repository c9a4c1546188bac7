using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.Formats.Tags;

/// <summary>Which parts of a schema can have tags.</summary>
public enum SchemaEntityKind
{
    /// <summary>A record, an object or a message.</summary>
    Record,

    /// <summary>A field or a property.</summary>
    Field,
}

/// <summary>The spelling of <see cref="SchemaEntityKind"/> in the registry API; the case counts.</summary>
public static class SchemaEntityKindNames
{
    public const string Record = "sr_record";
    public const string Field = "sr_field";

    public static string ToName(this SchemaEntityKind kind) => kind == SchemaEntityKind.Record ? Record : Field;

    public static bool TryParse([NotNullWhen(true)] string? name, out SchemaEntityKind kind)
    {
        kind = name == Field ? SchemaEntityKind.Field : SchemaEntityKind.Record;
        return name is Record or Field;
    }
}
