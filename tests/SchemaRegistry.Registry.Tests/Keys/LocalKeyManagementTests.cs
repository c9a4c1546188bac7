using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;

namespace SchemaRegistry.Registry.Tests.Keys;

public sealed class LocalKeyManagementTests
{
    private static readonly KmsKey Key = new("any", KeyEncryptionKey.NoProps);
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>
    /// The first case is the key that the test suites of Confluent's clients share (secret "mysecret"); what is in it
    /// was computed with the Python package cryptography 48.0.0, HKDF and AESGCM, which also made the other two.
    /// </summary>
    [Theory]
    [InlineData(
        "mysecret",
        "07V2ndh02DA73p+dTybwZFm7DKQSZN1tEwQh+FoX1DZLk4Yj2LLu4omYjp/84tAg3BYlkfGSz+zZacJHIE4=",
        "GiBB5SNMJKak+FsdgjfpmhLfhyLwwhg3VWrNDset3lhpzw==")]
    [InlineData("mysecret", "AAECAwQFBgcICQoLuBpaky6/bc6Y/3g0j960f06PSPu8HDw7LOJNucnYzPEWZA==", "GhAAAQIDBAUGBwgJCgsMDQ4P")]
    [InlineData("gehëim", "AAECAwQFBgcICQoLMUVrIBT6QWBCG502JunuJFLQ3cA7Uz2s9S2jiOT9OCi/Nw==", "GhAAAQIDBAUGBwgJCgsMDQ4P")]
    public async Task A_key_that_another_implementation_wrapped_is_opened(
        string secret, string wrapped, string material)
    {
        var opened = await new LocalKeyManagement(secret).UnwrapAsync(Key, Convert.FromBase64String(wrapped), None);

        Assert.Equal(material, Convert.ToBase64String(opened));
    }

    [Fact]
    public async Task A_wrapped_key_has_a_nonce_before_it_and_a_tag_behind_and_is_never_the_same()
    {
        var local = new LocalKeyManagement("s");
        var material = new byte[34];

        var first = await local.WrapAsync(Key, material, None);
        var second = await local.WrapAsync(Key, material, None);

        Assert.Equal(12 + 34 + 16, first.Length);
        Assert.NotEqual(first, second);
        Assert.Equal(material, await local.UnwrapAsync(Key, second, None));
    }

    [Fact]
    public async Task A_key_that_was_changed_or_cut_or_is_of_another_secret_is_refused_without_the_secret()
    {
        var local = new LocalKeyManagement("top-secret", ["old-secret"]);
        var wrapped = await local.WrapAsync(Key, new byte[34], None);
        var other = await new LocalKeyManagement("other").WrapAsync(Key, new byte[34], None);
        var texts = new List<string>();

        for (var index = 0; index < wrapped.Length; index++)
        {
            var changed = wrapped.ToArray();
            changed[index] ^= 1;
            texts.Add(await RefusalOf(local, changed));
            texts.Add(await RefusalOf(local, wrapped[..index]));
        }

        texts.Add(await RefusalOf(local, other));

        Assert.DoesNotContain(texts, text => text.Contains("secret-") || text.Contains("-secret"));
    }

    [Fact]
    public async Task Old_secrets_still_open_and_new_keys_have_the_new_one()
    {
        var before = await new LocalKeyManagement("old").WrapAsync(Key, new byte[] { 1, 2 }, None);
        var local = new LocalKeyManagement("new", ["older", "old"]);

        Assert.Equal([1, 2], await local.UnwrapAsync(Key, before, None));
        var after = await local.WrapAsync(Key, new byte[] { 3 }, None);
        Assert.Equal([3], await new LocalKeyManagement("new").UnwrapAsync(Key, after, None));
    }

    [Fact]
    public async Task A_secret_of_the_key_wins_over_the_operators_and_one_of_them_is_needed()
    {
        var own = new KmsKey("id", new Dictionary<string, string> { ["secret"] = "own", ["old.secrets"] = "a,before" });
        var wrapped = await new LocalKeyManagement("operator").WrapAsync(own, new byte[] { 9 }, None);
        var before = await new LocalKeyManagement("before").WrapAsync(Key, new byte[] { 8 }, None);

        Assert.Equal([9], await new LocalKeyManagement("own").UnwrapAsync(Key, wrapped, None));
        Assert.Equal([8], await new LocalKeyManagement().UnwrapAsync(own, before, None));
        Assert.Contains("local-kms-secret", await RefusalOf(new LocalKeyManagement(), wrapped));
    }

    private static async Task<string> RefusalOf(LocalKeyManagement local, byte[] wrapped) =>
        (await Assert.ThrowsAsync<KeyManagementException>(
            async () => await local.UnwrapAsync(Key, wrapped, None))).Message;
}
