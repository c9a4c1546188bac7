using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;

namespace SchemaRegistry.Registry.Tests.Keys;

public sealed class KeyRulesTests
{
    [Theory]
    [InlineData("k")]
    [InlineData("_")]
    [InlineData("Kek-1_a")]
    [InlineData("é1")]
    public void A_name_begins_with_a_letter_or_an_underscore(string name) =>
        Assert.Equal(name, KeyRules.CheckName(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1k")]
    [InlineData("-k")]
    [InlineData("k.1")]
    [InlineData("k k")]
    [InlineData("k/1")]
    public void Other_names_are_refused_by_field(string? name) =>
        Assert.Equal("name", FieldOf(() => KeyRules.CheckName(name)));

    [Fact]
    public void A_name_has_at_most_256_characters()
    {
        Assert.Equal(256, KeyRules.CheckName(new string('k', 256)).Length);
        Assert.Equal("name", FieldOf(() => KeyRules.CheckName(new string('k', 257))));
    }

    [Theory]
    [InlineData("aws", "aws-kms")]
    [InlineData("AWS-KMS", "aws-kms")]
    [InlineData("Azure Key Vault", "azure-kms")]
    [InlineData("gcp", "gcp-kms")]
    [InlineData("hcvault", "hcvault")]
    [InlineData("Local-KMS", "Local-KMS")]
    public void A_type_that_begins_with_the_name_of_a_cloud_gets_its_one_spelling(string sent, string type) =>
        Assert.Equal(type, KeyRules.Read(new KekDraft { Name = "k", KmsType = sent, KmsKeyId = "i" }).KmsType);

    [Fact]
    public void What_is_missing_is_named_the_key_id_before_the_type()
    {
        Assert.Equal("kmsKeyId", FieldOf(() => KeyRules.Read(new KekDraft { Name = "k" })));
        Assert.Equal("kmsKeyId", FieldOf(() => KeyRules.Read(new KekDraft { Name = "k", KmsKeyId = "", KmsType = "t" })));
        Assert.Equal("kmsType", FieldOf(() => KeyRules.Read(new KekDraft { Name = "k", KmsKeyId = "i" })));
        Assert.Equal("kmsType", FieldOf(() => KeyRules.Read(Kek(type: "a\nb"))));
    }

    [Fact]
    public void What_is_too_long_or_too_much_is_named()
    {
        Assert.Equal("kmsKeyId", FieldOf(() => KeyRules.Read(Kek(keyId: new string('i', 4097)))));
        Assert.Equal("kmsType", FieldOf(() => KeyRules.Read(Kek(type: new string('t', 257)))));
        Assert.Equal("doc", FieldOf(() => KeyRules.Read(Kek(doc: new string('d', 16385)))));
        Assert.Equal("kmsProps", FieldOf(() => KeyRules.Read(Kek(props: Props(65, "v")))));
        Assert.Equal("kmsProps", FieldOf(() => KeyRules.Read(Kek(props: Props(1, new string('v', 16385))))));
        Assert.Equal("kmsProps", FieldOf(() => KeyRules.Read(Kek(props: new() { [new string('n', 257)] = "" }))));
        Assert.Equal("subject", FieldOf(() => KeyRules.Read(new DekDraft { Subject = new string('s', 4097) })));
        Assert.Equal(
            "encryptedKeyMaterial",
            FieldOf(() => KeyRules.Read(new DekDraft { Subject = "s", EncryptedKeyMaterial = new string('A', 16385) })));
        Assert.Equal(64, KeyRules.Read(Kek(props: Props(64, new string('v', 16384)))).KmsProps.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    public void A_subject_is_there_and_has_no_control_characters(string? subject) =>
        Assert.Equal("subject", FieldOf(() => KeyRules.CheckSubject(subject)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Versions_count_from_1(int version) =>
        Assert.Equal("version", FieldOf(() => KeyRules.Read(new DekDraft { Subject = "s", Version = version })));

    private static string FieldOf(Func<object> check)
    {
        var refusal = Assert.Throws<RegistryException>(() => { check(); });
        Assert.Equal(RegistryErrorCode.InvalidKeyField, refusal.Code);
        return refusal.Text;
    }

    private static Dictionary<string, string> Props(int count, string value) =>
        Enumerable.Range(0, count).ToDictionary(index => $"p{index}", _ => value);

    private static KekDraft Kek(
        string keyId = "i", string type = "t", string? doc = null, Dictionary<string, string>? props = null) =>
        new() { Name = "k", KmsKeyId = keyId, KmsType = type, Doc = doc, KmsProps = props };
}
