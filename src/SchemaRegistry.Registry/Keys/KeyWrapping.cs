using Microsoft.Extensions.Logging;
using SchemaRegistry.KeyManagement;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// Asks the KMS of a KEK, with a limit of time, and turns its failures into refusals. Safe for any thread, never called
/// by the gate's.
/// </summary>
internal sealed partial class KeyWrapping(
    IReadOnlyList<IKeyManagementSystem> systems, TimeProvider time, ILogger logger)
{
    /// <summary>Base64 of the encrypted key.</summary>
    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.KeyWrapFailed"/> or
    /// <see cref="RegistryErrorCode.KeyWrapDenied"/>, with <paramref name="subject"/>.</exception>
    public async Task<string> WrapAsync(
        KeyEncryptionKey kek, string subject, byte[] material, CancellationToken cancellationToken)
    {
        try
        {
            var wrapped = Convert.ToBase64String(await AskAsync(
                kek, (system, key, limit) => system.WrapAsync(key, material, limit), cancellationToken));
            return wrapped.Length is > 0 and <= RegistryLimits.MaxEncryptedKeyMaterialLength
                ? wrapped
                : throw new KeyManagementException(
                    $"the KMS of the type '{kek.KmsType}' made a key of {wrapped.Length} characters in base64");
        }
        catch (KeyManagementException e)
        {
            Log.NotWrapped(logger, kek.Name, kek.KmsType, subject, e.Message);
            throw Refusal(
                e.Failure == KmsFailure.Denied ? RegistryErrorCode.KeyWrapDenied : RegistryErrorCode.KeyWrapFailed,
                subject,
                e);
        }
    }

    /// <summary>The key in clear; the caller clears it.</summary>
    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.KeyUnwrapFailed"/> or
    /// <see cref="RegistryErrorCode.KeyUnwrapDenied"/>, with <paramref name="subject"/>.</exception>
    public async Task<byte[]> UnwrapAsync(
        KeyEncryptionKey kek, string subject, string encrypted, CancellationToken cancellationToken)
    {
        try
        {
            var wrapped = Decode(encrypted);
            return await AskAsync(
                kek, (system, key, limit) => system.UnwrapAsync(key, wrapped, limit), cancellationToken);
        }
        catch (KeyManagementException e)
        {
            Log.NotUnwrapped(logger, kek.Name, kek.KmsType, subject, e.Message);
            throw Refusal(
                e.Failure == KmsFailure.Denied ? RegistryErrorCode.KeyUnwrapDenied : RegistryErrorCode.KeyUnwrapFailed,
                subject,
                e);
        }
    }

    private async Task<byte[]> AskAsync(
        KeyEncryptionKey kek,
        Func<IKeyManagementSystem, KmsKey, CancellationToken, ValueTask<byte[]>> ask,
        CancellationToken cancellationToken)
    {
        var system = systems.FirstOrDefault(system => system.Type == kek.KmsType)
            ?? throw new KeyManagementException(
                $"the registry has no KMS of the type '{kek.KmsType}'; it has: {string.Join(", ", systems.Select(s => s.Type))}");
        using var limit = new CancellationTokenSource(RegistryLimits.KmsTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // Waiting by itself too: not every system heeds its token.
            return await ask(system, new KmsKey(kek.KmsKeyId, kek.KmsProps), both.Token)
                .AsTask().WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new KeyManagementException(
                $"the KMS of the type '{kek.KmsType}' gave no answer in {RegistryLimits.KmsTimeout.TotalSeconds} s");
        }
        catch (Exception e) when (e is not KeyManagementException)
        {
            // A system from outside may throw what it likes. Its words may hold what no client should read.
            throw new KeyManagementException($"the KMS of the type '{kek.KmsType}' failed with {e.GetType().Name}");
        }
    }

    private static byte[] Decode(string encrypted)
    {
        try
        {
            return Convert.FromBase64String(encrypted);
        }
        catch (FormatException)
        {
            throw new KeyManagementException("the encrypted key is not base64");
        }
    }

    private static RegistryException Refusal(RegistryErrorCode code, string subject, KeyManagementException e) =>
        new(code, e) { Text = subject, Details = [e.Message] };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "KEK {Kek} ({KmsType}) could not encrypt a key for {Subject}: {Reason}")]
        public static partial void NotWrapped(
            ILogger logger, string kek, string kmsType, string subject, string reason);

        [LoggerMessage(2, LogLevel.Warning, "KEK {Kek} ({KmsType}) could not decrypt a key of {Subject}: {Reason}")]
        public static partial void NotUnwrapped(
            ILogger logger, string kek, string kmsType, string subject, string reason);
    }
}
