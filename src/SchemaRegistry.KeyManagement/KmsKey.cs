namespace SchemaRegistry.KeyManagement;

/// <summary>
/// A key of a KMS, and how it is reached. <paramref name="Props"/> may hold credentials: they are not printed.
/// </summary>
public sealed record KmsKey(string KeyId, IReadOnlyDictionary<string, string> Props)
{
    public override string ToString() => KeyId;
}
