namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Knows the messages of google.protobuf that have a JSON form of their own: by name, and by the fields that the form
/// needs. A message of such a name with other fields is an ordinary one.
/// </summary>
internal static class WellKnownShapes
{
    private const string Package = "google.protobuf.";

    public static WellKnownKind Detect(ProtobufMessageType type)
    {
        if (!type.FullName.StartsWith(Package, StringComparison.Ordinal))
            return WellKnownKind.None;
        var (kind, fits) = type.FullName[Package.Length..] switch
        {
            "Any" => (WellKnownKind.Any, Has(type, FieldKind.String, FieldKind.Bytes)),
            "Timestamp" => (WellKnownKind.Timestamp, Has(type, FieldKind.Int64, FieldKind.Int32)),
            "Duration" => (WellKnownKind.Duration, Has(type, FieldKind.Int64, FieldKind.Int32)),
            "FieldMask" => (WellKnownKind.FieldMask, HasOne(type, FieldShape.Repeated, FieldKind.String)),
            "Struct" => (WellKnownKind.Struct, IsStruct(type)),
            "ListValue" => (WellKnownKind.ListValue, HasOne(type, FieldShape.Repeated, FieldKind.Message)),
            "Value" => (WellKnownKind.Value, IsValue(type)),
            "Empty" => (WellKnownKind.Empty, type.Fields.Length == 0),
            var name => (WellKnownKind.Wrapper, WrappedKind(name) is { } wrapped
                && HasOne(type, FieldShape.Singular, wrapped) && !type.Fields[0].HasPresence),
        };

        return fits ? kind : WellKnownKind.None;
    }

    private static FieldKind? WrappedKind(string name) => name switch
    {
        "DoubleValue" => FieldKind.Double,
        "FloatValue" => FieldKind.Float,
        "Int64Value" => FieldKind.Int64,
        "UInt64Value" => FieldKind.UInt64,
        "Int32Value" => FieldKind.Int32,
        "UInt32Value" => FieldKind.UInt32,
        "BoolValue" => FieldKind.Bool,
        "StringValue" => FieldKind.String,
        "BytesValue" => FieldKind.Bytes,
        _ => null,
    };

    /// <summary>Singular fields without presence, with the numbers from 1 on.</summary>
    private static bool Has(ProtobufMessageType type, params ReadOnlySpan<FieldKind> kinds)
    {
        if (type.Fields.Length != kinds.Length)
            return false;
        foreach (var (position, field) in type.Fields.Index())
        {
            if (!Is(field, position + 1, FieldShape.Singular, kinds[position]) || field.HasPresence)
                return false;
        }

        return true;
    }

    private static bool HasOne(ProtobufMessageType type, FieldShape shape, FieldKind kind) =>
        type.Fields.Length == 1 && Is(type.Fields[0], number: 1, shape, kind);

    private static bool IsStruct(ProtobufMessageType type) =>
        HasOne(type, FieldShape.Map, FieldKind.Message)
        && type.Fields[0].Key.Kind == FieldKind.String
        && type.Fields[0].Value.Message?.FullName == Package + "Value";

    private static bool IsValue(ProtobufMessageType type) =>
        type.Fields.Length == 6
        && Is(type.Fields[0], 1, FieldShape.Singular, FieldKind.Enum)
        && Is(type.Fields[1], 2, FieldShape.Singular, FieldKind.Double)
        && Is(type.Fields[2], 3, FieldShape.Singular, FieldKind.String)
        && Is(type.Fields[3], 4, FieldShape.Singular, FieldKind.Bool)
        && Is(type.Fields[4], 5, FieldShape.Singular, FieldKind.Message)
        && Is(type.Fields[5], 6, FieldShape.Singular, FieldKind.Message)
        && type.Fields[0].Enum!.IsNullValue
        && type.Fields[4].Message?.FullName == Package + "Struct"
        && type.Fields[5].Message?.FullName == Package + "ListValue"
        && type.Fields.All(field => field.Oneof == 0);

    private static bool Is(FieldPlan field, int number, FieldShape shape, FieldKind kind) =>
        field.Number == number && field.Shape == shape && field.Kind == kind;
}
