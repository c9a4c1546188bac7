namespace SchemaRegistry.Cli.Consume;

/// <summary>
/// A record's value as JSON in UTF-8, with the id of its schema; or, when it can not be decoded, why, with the raw
/// bytes in base64 inside the JSON.
/// </summary>
internal readonly record struct DecodedRecord(ReadOnlyMemory<byte> Json, int? SchemaId, string? Problem);
