using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// Which members keys may have. A refusal names the field as the API spells it. Names and required members are as in
/// Confluent's server; the bounds on lengths are our own.
/// </summary>
internal static class KeyRules
{
    private static readonly (string Prefix, string Type)[] KmsTypes =
        [("aws", "aws-kms"), ("azure", "azure-kms"), ("gcp", "gcp-kms")];

    /// <summary>A letter or _ first, then letters, digits, _ and -.</summary>
    public static string CheckName(string? name)
    {
        var isLegal = name is { Length: > 0 and <= RegistryLimits.MaxKeyNameLength }
            && (char.IsLetter(name[0]) || name[0] == '_')
            && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-');
        return isLegal ? name! : throw Invalid("name");
    }

    public static QualifiedSubject CheckSubject(string? subject)
    {
        var isLegal = subject is { Length: > 0 and <= RegistryLimits.MaxKeySubjectLength }
            && !subject.Any(char.IsControl);
        return isLegal ? QualifiedSubject.Parse(subject!) : throw Invalid("subject");
    }

    /// <summary>The KEK that a request asks for, its type in its one spelling.</summary>
    public static KeyEncryptionKey Read(KekDraft draft)
    {
        var name = CheckName(draft.Name);
        var keyId = Check("kmsKeyId", draft.KmsKeyId, RegistryLimits.MaxKmsKeyIdLength);
        var type = Check("kmsType", draft.KmsType, RegistryLimits.MaxKmsTypeLength);
        var kek = new KeyEncryptionKey
        {
            Name = name,
            KmsType = Array.Find(
                KmsTypes, known => type.StartsWith(known.Prefix, StringComparison.OrdinalIgnoreCase)).Type ?? type,
            KmsKeyId = keyId,
            KmsProps = draft.KmsProps ?? KeyEncryptionKey.NoProps,
            Doc = draft.Doc,
            IsShared = draft.IsShared,
            IsDeleted = draft.IsDeleted,
        };
        CheckChangeable(kek);
        return kek;
    }

    /// <summary>What an update may change too.</summary>
    public static void CheckChangeable(KeyEncryptionKey kek)
    {
        var areLegal = kek.KmsProps.Count <= RegistryLimits.MaxKmsProps
            && kek.KmsProps.All(prop => prop.Key.Length <= RegistryLimits.MaxKmsPropNameLength
                && prop.Value.Length <= RegistryLimits.MaxKmsPropValueLength);
        if (!areLegal)
            throw Invalid("kmsProps");
        if (kek.Doc?.Length > RegistryLimits.MaxKeyDocLength)
            throw Invalid("doc");
    }

    public static DekId Read(DekDraft draft)
    {
        var subject = CheckSubject(draft.Subject);
        if (draft.Version < 1)
            throw Invalid("version");
        if (draft.EncryptedKeyMaterial?.Length > RegistryLimits.MaxEncryptedKeyMaterialLength)
            throw Invalid("encryptedKeyMaterial");
        return new DekId(new DekSeries(subject, draft.Algorithm), draft.Version);
    }

    public static RegistryException Invalid(string field) =>
        new(RegistryErrorCode.InvalidKeyField) { Text = field };

    private static string Check(string field, string? value, int maxLength) =>
        value is { Length: > 0 } && value.Length <= maxLength && !value.Any(char.IsControl)
            ? value
            : throw Invalid(field);
}
