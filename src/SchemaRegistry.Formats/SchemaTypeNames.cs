using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.Formats;

/// <summary>
/// The spelling of <see cref="SchemaType"/> in the registry API. It is case-sensitive there: <c>avro</c> is unknown.
/// </summary>
public static class SchemaTypeNames
{
    public const string Avro = "AVRO";
    public const string Protobuf = "PROTOBUF";
    public const string Json = "JSON";

    public static string ToName(this SchemaType type) => type switch
    {
        SchemaType.Avro => Avro,
        SchemaType.Protobuf => Protobuf,
        SchemaType.Json => Json,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static bool TryParse([NotNullWhen(true)] string? name, out SchemaType type)
    {
        (var known, type) = name switch
        {
            Avro => (true, SchemaType.Avro),
            Protobuf => (true, SchemaType.Protobuf),
            Json => (true, SchemaType.Json),
            _ => (false, default),
        };

        return known;
    }
}
