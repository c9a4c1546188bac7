namespace SchemaRegistry.Registry;

/// <summary>The numbers of this project, with unit and reason.</summary>
public static class RegistryLimits
{
    /// <summary>Schemas that one schema may refer to, directly or not: far beyond any real set of files.</summary>
    public const int MaxReferences = 10_000;

    /// <summary>References of references that are followed, one inside the other; keeps the stack bounded.</summary>
    public const int MaxReferenceDepth = 500;

    /// <summary>Characters of all the schemas that one schema refers to.</summary>
    public const long MaxReferencedCharacters = 64L * 1024 * 1024;

    /// <summary>Characters of one schema in its stored form; the largest real ones are below two million.</summary>
    public const int DefaultMaxSchemaCharacters = 16 * 1024 * 1024;

    /// <summary>
    /// UTF-16 code units of a resource's name, and of its namespace (the limit of the API; Kafka's topics have 249).
    /// </summary>
    public const int MaxResourceNameCharacters = 256;

    /// <summary>UTF-16 code units of a resource's id; Kafka's are 22 characters long.</summary>
    public const int MaxResourceIdCharacters = 1024;

    /// <summary>
    /// Schemas that one batch may register: more than the largest repositories hold, and few enough for other writes
    /// not to wait long for it.
    /// </summary>
    public const int MaxBatchSchemas = 1000;

    /// <summary>Writes that may wait for the gate; a further one waits for its turn to queue.</summary>
    public const int MaxQueuedWrites = 4096;

    /// <summary>Writes that go into one transaction, so that the first of them does not wait for ever.</summary>
    public const int MaxGroupedWrites = 512;

    /// <summary>
    /// Writes of a failed transaction that are tried alone, one after the other, and fail, before the others are given
    /// up untried: a full disk fails at once, a locked file only after the store's own timeout of seconds.
    /// </summary>
    public const int MaxFailedCommitsInRow = 3;

    /// <summary>
    /// Characters of configs and other bodies after which a page of changes ends, so that a page of large ones is not
    /// held in memory at once.
    /// </summary>
    public const int MaxChangePageCharacters = 1024 * 1024;

    /// <summary>Bytes of schema texts that are kept in memory; the others are read from the store.</summary>
    public const long MaxCachedTextBytes = 64L * 1024 * 1024;

    /// <summary>
    /// Texts of requests whose schemas are kept: those of all services that start at a time, and with
    /// <see cref="MaxParsedTextCharacters"/> four million characters at most.
    /// </summary>
    public const int MaxParsedTexts = 500;

    /// <summary>Characters of a text whose schema is kept by its text.</summary>
    public const int MaxParsedTextCharacters = 8 * 1024;

    /// <summary>Parsed schemas that are kept for comparing (Confluent: <c>schema.cache.size</c>, 1000).</summary>
    public const int MaxParsedSchemas = 1000;

    /// <summary>Keys of each kind, deleted ones among them (Confluent: <c>dek.registry.max.keys</c>).</summary>
    public const int DefaultMaxKeys = 20_000;

    /// <summary>Characters of a KEK's name, as in Confluent's server.</summary>
    public const int MaxKeyNameLength = 256;

    /// <summary>Characters of a DEK's subject: a topic has at most 249, a record's name some hundred.</summary>
    public const int MaxKeySubjectLength = 4096;

    /// <summary>Characters of a KMS type.</summary>
    public const int MaxKmsTypeLength = 256;

    /// <summary>Characters of a KMS key id: the longest real ones are URLs and ARNs below 2048.</summary>
    public const int MaxKmsKeyIdLength = 4096;

    /// <summary>Properties of a KEK: drivers know a dozen.</summary>
    public const int MaxKmsProps = 64;

    /// <summary>Characters of the name of a property.</summary>
    public const int MaxKmsPropNameLength = 256;

    /// <summary>Characters of the value of a property: a private key of 4096 bits has 3,300 in PEM.</summary>
    public const int MaxKmsPropValueLength = 16 * 1024;

    /// <summary>Characters of a KEK's doc.</summary>
    public const int MaxKeyDocLength = 16 * 1024;

    /// <summary>Characters of an encrypted key: a KMS makes at most some hundred bytes of 66.</summary>
    public const int MaxEncryptedKeyMaterialLength = 16 * 1024;

    /// <summary>
    /// How often a key is prepared anew because it changed meanwhile, before the caller is asked to come again.
    /// </summary>
    public const int MaxKeyPreparations = 5;

    /// <summary>How long a KMS may take to wrap or unwrap one key.</summary>
    public static readonly TimeSpan KmsTimeout = TimeSpan.FromSeconds(30);
}
