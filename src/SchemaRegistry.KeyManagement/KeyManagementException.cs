namespace SchemaRegistry.KeyManagement;

/// <summary>
/// A KMS did not do what it was asked for. The message goes to the client and into the log: it holds no key, no
/// credential and no secret.
/// </summary>
public sealed class KeyManagementException(string message, KmsFailure failure = KmsFailure.Failed) : Exception(message)
{
    public KmsFailure Failure { get; } = failure;
}

public enum KmsFailure
{
    Failed,

    /// <summary>The registry may not use the key.</summary>
    Denied,
}
