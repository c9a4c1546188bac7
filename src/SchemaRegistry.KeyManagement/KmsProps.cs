namespace SchemaRegistry.KeyManagement;

/// <summary>
/// Which of a KEK's properties are credentials: those are kept and used, but never shown. They are left out of
/// answers, not masked, since clients take a property that is there for the real one; an update that leaves them out,
/// as one does that sends back what it read, keeps them. Confluent's server does so since 2026.
/// </summary>
public static class KmsProps
{
    /// <summary>What the drivers of Confluent's clients call their credentials.</summary>
    private static readonly HashSet<string> Secrets =
    [
        "token.id", "approle.secret.id", "ssl.keystore.password", "secret.access.key", "client.secret", "private.key",
        LocalKeyManagement.SecretProp, LocalKeyManagement.OldSecretsProp,
    ];

    /// <summary>The properties that may be shown, in order.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Shown(IReadOnlyDictionary<string, string> props) =>
        props.Where(prop => !Secrets.Contains(prop.Key)).OrderBy(prop => prop.Key, StringComparer.Ordinal);

    /// <summary>What an update sent, and the credentials that are stored and that it did not send.</summary>
    public static IReadOnlyDictionary<string, string> Merge(
        IReadOnlyDictionary<string, string> sent, IReadOnlyDictionary<string, string> stored)
    {
        var merged = new SortedDictionary<string, string>(sent.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in stored.Where(prop => Secrets.Contains(prop.Key)))
            merged.TryAdd(name, value);
        return merged;
    }
}
