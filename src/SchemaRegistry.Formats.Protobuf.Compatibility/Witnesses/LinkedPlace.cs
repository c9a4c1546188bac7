using System.Globalization;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>The message of a linked schema that a spot is in, and the field when it is one.</summary>
internal sealed record LinkedPlace(LinkedMessage Message, FieldDescriptorProto? Field)
{
    /// <summary>Null when the linked schema has no such message.</summary>
    public static LinkedPlace? Find(LinkedTypes types, SchemaSpot spot)
    {
        if (types.FindScope(spot.Reference) is not { } scope)
            return null;
        LinkedMessage? message = null;
        foreach (var name in Names(spot))
        {
            if (types.FindMessage(scope + name) is not { } inner)
                break;
            message = inner;
            scope += name + ".";
        }

        if (message is null)
            return null;
        var isNumber = int.TryParse(Names(spot)[^1], CultureInfo.InvariantCulture, out var number);
        return new LinkedPlace(message, isNumber ? message.FindField(number) : null);
    }

    /// <summary>The fields of the oneof that a spot is of, by number.</summary>
    public static IEnumerable<FieldDescriptorProto> FindOneof(LinkedTypes types, SchemaSpot spot)
    {
        if (Find(types, spot) is not { } place)
            return [];
        var index = place.Message.Descriptor.OneofDecl.ToList().FindIndex(oneof => oneof.Name == Names(spot)[^1]);
        return place.Message.Descriptor.Field
            .Where(field => field.HasOneofIndex && field.OneofIndex == index)
            .OrderBy(field => field.Number);
    }

    private static string[] Names(SchemaSpot spot) =>
        spot.Path[2..].Split('/', StringSplitOptions.RemoveEmptyEntries);
}
