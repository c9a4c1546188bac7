using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Tests.Keys;

/// <summary>Short ways to open a registry with a KMS and to talk about keys.</summary>
internal static class TestKeys
{
    public static readonly CancellationToken None = CancellationToken.None;

    public static OpenRegistry Open(
        IKeyManagementSystem kms,
        IRegistryStore? store = null,
        RegistryOptions? options = null,
        TimeProvider? time = null,
        ILoggerFactory? loggers = null) =>
        OpenRegistry.Open(
            store ?? new MemoryRegistryStore(),
            [],
            options ?? new RegistryOptions(),
            new RegistrySurroundings(time ?? TimeProvider.System, loggers ?? NullLoggerFactory.Instance)
            {
                KeyManagement = [kms],
            });

    public static KekDraft Kek(string name, bool isShared = false, bool isDeleted = false, string? doc = null) => new()
    {
        Name = name,
        KmsType = "test-kms",
        KmsKeyId = "id",
        Doc = doc,
        IsShared = isShared,
        IsDeleted = isDeleted,
    };

    /// <summary>A DEK of version 1 and AES256_GCM.</summary>
    public static DekDraft Dek(string subject, string? material = null, bool isRewrap = false) =>
        new() { Subject = subject, EncryptedKeyMaterial = material, IsRewrap = isRewrap };

    public static DekAddress At(string subject, int? version = null) =>
        new(subject, DekAlgorithm.Aes256Gcm, version is { } number ? new VersionSelector(number) : null);

    public static Task<KeyEncryptionKey> CreateAsync(this OpenRegistry registry, KekDraft kek) =>
        registry.KeyWriter.CreateKekAsync(kek, testSharing: false, None);

    public static Task<OpenedDek> CreateAsync(this OpenRegistry registry, string kek, DekDraft dek) =>
        registry.KeyWriter.CreateDekAsync(kek, dek, None);

    public static async Task<RegistryException> RefusalOf(Task task) =>
        await Assert.ThrowsAsync<RegistryException>(() => task);
}
