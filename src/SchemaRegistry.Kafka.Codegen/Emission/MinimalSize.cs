using SchemaRegistry.Kafka.Codegen.Model;

namespace SchemaRegistry.Kafka.Codegen.Emission;

/// <summary>
/// The fewest bytes that an array element can take in any served version. The reader refuses a count that could not
/// fit into the bytes that are left, before anything is allocated for it.
/// </summary>
internal static class MinimalSize
{
    public static int OfElement(MessageSchema message, FieldType type)
    {
        var smallest = int.MaxValue;
        for (var version = message.Versions.From; version <= message.Versions.To; version++)
            smallest = Math.Min(smallest, OfValue(message, type with { IsArray = false }, version));

        return Math.Max(1, smallest);
    }

    private static int OfValue(MessageSchema message, FieldType type, short version)
    {
        var isFlexible = message.IsFlexibleAt(version);
        if (type.IsArray)
            return isFlexible ? 1 : 4;

        return type.Name switch
        {
            "bool" or "int8" => 1,
            "int16" => 2,
            "int32" => 4,
            "int64" => 8,
            "uuid" => 16,
            "string" => isFlexible ? 1 : 2,
            "bytes" or "records" => isFlexible ? 1 : 4,
            _ => OfMembers(message, type, version) + (isFlexible ? 1 : 0),
        };
    }

    private static int OfMembers(MessageSchema message, FieldType type, short version)
    {
        var size = 0;
        foreach (var member in type.Members)
        {
            if (member.Versions.Contains(version) && member.Tag is null)
                size += OfValue(message, member.Type, version);
        }

        return size;
    }
}
