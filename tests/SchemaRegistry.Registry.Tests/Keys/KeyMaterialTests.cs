using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;

namespace SchemaRegistry.Registry.Tests.Keys;

public sealed class KeyMaterialTests
{
    /// <summary>
    /// The members of Tink's messages: key_value is 3 in AesGcmKey and 2 in AesSivKey, which is 3·8+2 and 2·8+2 on the
    /// wire; then the length.
    /// </summary>
    [Theory]
    [InlineData(DekAlgorithm.Aes128Gcm, 26, 16)]
    [InlineData(DekAlgorithm.Aes256Gcm, 26, 32)]
    [InlineData(DekAlgorithm.Aes256Siv, 18, 64)]
    public void A_fresh_key_is_a_Tink_key_of_its_algorithms_size(DekAlgorithm algorithm, int member, int size)
    {
        var material = KeyMaterial.Generate(algorithm);

        Assert.Equal(2 + size, material.Length);
        Assert.Equal([(byte)member, (byte)size], material[..2]);
        Assert.NotEqual(material, KeyMaterial.Generate(algorithm));
    }
}
