using System.Security.Cryptography;

namespace SchemaRegistry.KeyManagement;

/// <summary>
/// Data keys in the form that Confluent's clients take: a Tink key, which is a Protobuf message of one member,
/// <code>
/// offset  size  meaning
/// 0       1     the member: 1a in AesGcmKey (key_value = 3), 12 in AesSivKey (key_value = 2)
/// 1       1     n
/// 2       n     random bytes: 16 for AES128_GCM, 32 for AES256_GCM, 64 for AES256_SIV
/// </code>
/// The other member of both messages, the version, is 0 and so not there.
/// </summary>
public static class KeyMaterial
{
    private const int HeaderSize = 2;
    private const byte GcmKeyValue = 0x1a;
    private const byte SivKeyValue = 0x12;

    /// <summary>A fresh key; the caller clears it.</summary>
    public static byte[] Generate(DekAlgorithm algorithm)
    {
        var (member, size) = algorithm switch
        {
            DekAlgorithm.Aes128Gcm => (GcmKeyValue, 16),
            DekAlgorithm.Aes256Siv => (SivKeyValue, 64),
            _ => (GcmKeyValue, 32),
        };
        var material = new byte[HeaderSize + size];
        material[0] = member;
        material[1] = (byte)size;
        RandomNumberGenerator.Fill(material.AsSpan(HeaderSize));
        return material;
    }
}
