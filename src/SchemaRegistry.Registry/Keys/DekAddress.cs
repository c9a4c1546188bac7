using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// Which DEKs under a KEK a request means: one version, or with null all of them. The subject is as it was sent.
/// </summary>
public readonly record struct DekAddress(string Subject, DekAlgorithm Algorithm, VersionSelector? Version)
{
    /// <exception cref="RegistryException">The subject is none.</exception>
    internal DekSeries ToSeries() => new(KeyRules.CheckSubject(Subject), Algorithm);
}
