using SchemaRegistry.Formats;

namespace SchemaRegistry.Registry.Changes;

/// <summary>
/// A change as a store gives it back, with the GUID and the language of its content; both are null when it has none.
/// </summary>
public sealed record RecordedChange(RegistryChange Change, Guid? Identity, SchemaType? Type);
