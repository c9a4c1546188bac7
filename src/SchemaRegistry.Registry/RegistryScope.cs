using SchemaRegistry.Formats;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>What the parts of one open registry share.</summary>
internal sealed record RegistryScope(
    PublishedState State, SchemaLibrary Library, RegistryOptions Options, TimeProvider Time);
