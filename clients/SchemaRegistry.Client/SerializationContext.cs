namespace SchemaRegistry.Client;

/// <summary>Where a payload goes to or comes from. Immutable.</summary>
/// <param name="Topic">The topic's name; it decides the subject.</param>
/// <param name="Part">Whether the payload is the record's key or value.</param>
/// <param name="Headers">
/// The record's headers, or null when there are none. A serializer that carries the schema's id in a header needs them.
/// </param>
public readonly record struct SerializationContext(string Topic, RecordPart Part, IHeaderAccessor? Headers = null);
