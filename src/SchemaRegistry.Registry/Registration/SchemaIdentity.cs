using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Contracts;

namespace SchemaRegistry.Registry.Registration;

/// <summary>
/// The GUID by which clients know a schema in every context and registry: the MD5 of its parts, in this order, texts in
/// UTF-8, absent parts left out. Canonical text; each reference's name, subject, and version as four bytes big-endian;
/// byte 1 and metadata; byte 1 and rules. The 16 bytes are the GUID's in the order of its text. Avro <c>"string"</c> is
/// 095d71cf-1255-6b9d-5e33-0ad575b3df5d.
/// </summary>
public static class SchemaIdentity
{
    public static Guid Compute(
        string text, IReadOnlyList<SchemaReference> references, SchemaMetadata? metadata, SchemaRuleSet? ruleSet)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        Append(hash, text);
        foreach (var reference in references)
            Append(hash, reference);
        if (metadata is not null)
            Append(hash, metadata);
        if (ruleSet is not null)
            Append(hash, ruleSet);
        return new Guid(hash.GetHashAndReset(), bigEndian: true);
    }

    private static void Append(IncrementalHash hash, SchemaReference reference)
    {
        Append(hash, reference.Name);
        Append(hash, reference.Subject);
        Span<byte> version = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(version, reference.Version);
        hash.AppendData(version);
    }

    private static void Append(IncrementalHash hash, SchemaMetadata metadata)
    {
        hash.AppendData([(byte)1]);
        foreach (var (key, values) in metadata.Tags ?? [])
        {
            Append(hash, key);
            foreach (var value in values)
                Append(hash, value);
        }

        foreach (var (key, value) in metadata.Properties ?? [])
        {
            Append(hash, key);
            Append(hash, value);
        }

        foreach (var name in metadata.Sensitive ?? [])
            Append(hash, name);
    }

    private static void Append(IncrementalHash hash, SchemaRuleSet ruleSet)
    {
        hash.AppendData([(byte)1]);
        foreach (var rule in ruleSet.AllRules)
            Append(hash, rule);
        Append(hash, ruleSet.EnableAt);
    }

    private static void Append(IncrementalHash hash, SchemaRule rule)
    {
        Append(hash, rule.Name);
        Append(hash, rule.Doc);
        Append(hash, rule.Kind);
        Append(hash, rule.Mode);
        Append(hash, rule.Type);
        foreach (var tag in rule.Tags ?? [])
            Append(hash, tag);
        foreach (var (key, value) in rule.Params ?? [])
        {
            Append(hash, key);
            Append(hash, value);
        }

        Append(hash, rule.Expr);
        Append(hash, rule.OnSuccess);
        Append(hash, rule.OnFailure);
        if (rule.Disabled)
            hash.AppendData([(byte)1]);
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        if (text is not null)
            hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
