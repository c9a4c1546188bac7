namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>What can differ between two schemas; the API's name of each is in <see cref="DifferenceKinds"/>.</summary>
internal enum DifferenceKind
{
    PackageChanged,
    MessageAdded,
    MessageRemoved,
    MessageMoved,
    EnumAdded,
    EnumRemoved,
    EnumConstantAdded,
    EnumConstantRemoved,
    EnumConstantChanged,
    FieldAdded,
    FieldRemoved,
    FieldNameChanged,
    FieldKindChanged,
    FieldScalarKindChanged,
    FieldNamedTypeChanged,
    FieldNumericLabelChanged,
    FieldStringOrBytesLabelChanged,
    RequiredFieldAdded,
    RequiredFieldRemoved,
    OneofAdded,
    OneofRemoved,
    OneofFieldAdded,
    OneofFieldRemoved,
    OneofFieldMovedToTopLevel,
    MultipleFieldsMovedToOneof,
    FieldMovedToExistingOneof,
}

internal static class DifferenceKinds
{
    private static readonly Dictionary<string, DifferenceKind> ByName =
        Enum.GetValues<DifferenceKind>().ToDictionary(ToName, StringComparer.Ordinal);

    /// <summary>The kind of that name; null for the name of another rule.</summary>
    public static DifferenceKind? Find(string name) => ByName.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>Whether a reader with the difference still reads what the writer wrote.</summary>
    public static bool IsCompatible(this DifferenceKind kind) => kind
        is not DifferenceKind.PackageChanged
        and not DifferenceKind.MessageRemoved
        and not DifferenceKind.FieldKindChanged
        and not DifferenceKind.FieldScalarKindChanged
        and not DifferenceKind.FieldNamedTypeChanged
        and not DifferenceKind.FieldNumericLabelChanged
        and not DifferenceKind.RequiredFieldAdded
        and not DifferenceKind.RequiredFieldRemoved
        and not DifferenceKind.OneofFieldRemoved
        and not DifferenceKind.MultipleFieldsMovedToOneof
        and not DifferenceKind.FieldMovedToExistingOneof;

    public static string ToName(this DifferenceKind kind) => kind switch
    {
        DifferenceKind.PackageChanged => "PACKAGE_CHANGED",
        DifferenceKind.MessageAdded => "MESSAGE_ADDED",
        DifferenceKind.MessageRemoved => "MESSAGE_REMOVED",
        DifferenceKind.MessageMoved => "MESSAGE_MOVED",
        DifferenceKind.EnumAdded => "ENUM_ADDED",
        DifferenceKind.EnumRemoved => "ENUM_REMOVED",
        DifferenceKind.EnumConstantAdded => "ENUM_CONST_ADDED",
        DifferenceKind.EnumConstantRemoved => "ENUM_CONST_REMOVED",
        DifferenceKind.EnumConstantChanged => "ENUM_CONST_CHANGED",
        DifferenceKind.FieldAdded => "FIELD_ADDED",
        DifferenceKind.FieldRemoved => "FIELD_REMOVED",
        DifferenceKind.FieldNameChanged => "FIELD_NAME_CHANGED",
        DifferenceKind.FieldKindChanged => "FIELD_KIND_CHANGED",
        DifferenceKind.FieldScalarKindChanged => "FIELD_SCALAR_KIND_CHANGED",
        DifferenceKind.FieldNamedTypeChanged => "FIELD_NAMED_TYPE_CHANGED",
        DifferenceKind.FieldNumericLabelChanged => "FIELD_NUMERIC_LABEL_CHANGED",
        DifferenceKind.FieldStringOrBytesLabelChanged => "FIELD_STRING_OR_BYTES_LABEL_CHANGED",
        DifferenceKind.RequiredFieldAdded => "REQUIRED_FIELD_ADDED",
        DifferenceKind.RequiredFieldRemoved => "REQUIRED_FIELD_REMOVED",
        DifferenceKind.OneofAdded => "ONEOF_ADDED",
        DifferenceKind.OneofRemoved => "ONEOF_REMOVED",
        DifferenceKind.OneofFieldAdded => "ONEOF_FIELD_ADDED",
        DifferenceKind.OneofFieldRemoved => "ONEOF_FIELD_REMOVED",
        DifferenceKind.OneofFieldMovedToTopLevel => "ONEOF_FIELD_MOVED_TO_TOP_LEVEL",
        DifferenceKind.MultipleFieldsMovedToOneof => "MULTIPLE_FIELDS_MOVED_TO_ONEOF",
        DifferenceKind.FieldMovedToExistingOneof => "FIELD_MOVED_TO_EXISTING_ONEOF",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
