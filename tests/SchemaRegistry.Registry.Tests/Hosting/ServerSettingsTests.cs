using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Server.Hosting;

namespace SchemaRegistry.Registry.Tests.Hosting;

public sealed class ServerSettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Without_settings_the_servers_defaults_hold()
    {
        var options = ServerSettings.Compose(new Dictionary<string, string>(), null);

        Assert.Equal(["http://127.0.0.1:8081"], options.Urls);
        Assert.Equal("127.0.0.1:9092", options.KafkaEndpoint);
        Assert.Null(options.DataFolder);
        Assert.Equal(16 * 1024 * 1024, options.MaxBodyBytes);
    }

    [Fact]
    public void A_flag_wins_over_a_variable_and_a_variable_over_the_file()
    {
        File.WriteAllText(_file, """{"compatibility":"full","max-body-bytes":1000,"cors-origins":["https://a","https://b"]}""");
        Environment.SetEnvironmentVariable("SCHEMA_REGISTRY_MAX_BODY_BYTES", "2000");
        Environment.SetEnvironmentVariable("SCHEMA_REGISTRY_KAFKA_ADVERTISED", "variable:1");
        try
        {
            var flags = new Dictionary<string, string> { ["kafka-advertised"] = "flag:2", ["kafka"] = "off" };
            var options = ServerSettings.Compose(flags, _file);

            Assert.Equal(CompatibilityLevel.Full, options.DefaultCompatibility);
            Assert.Equal(2000, options.MaxBodyBytes);
            Assert.Equal("flag:2", options.KafkaAdvertised);
            Assert.Null(options.KafkaEndpoint);
            Assert.Equal(["https://a", "https://b"], options.CorsOrigins);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SCHEMA_REGISTRY_MAX_BODY_BYTES", null);
            Environment.SetEnvironmentVariable("SCHEMA_REGISTRY_KAFKA_ADVERTISED", null);
        }
    }

    [Fact]
    public void Bounds_of_the_DEK_registry_have_Confluents_names()
    {
        var flags = new Dictionary<string, string>
        {
            ["registry-config"] = NamedSettings.Join(
            [
                "dek.registry.max.keys=7", "kek.search.default.limit=1", "kek.search.max.limit=2",
                "dek.subject.search.default.limit=3", "dek.subject.search.max.limit=4",
                "dek.version.search.default.limit=5", "dek.version.search.max.limit=6",
            ]),
        };

        var options = ServerSettings.Compose(flags, null);

        Assert.Equal(7, options.MaxKeys);
        Assert.Equal((1, 2), (options.Pages.Keks.DefaultLimit, options.Pages.Keks.MaxLimit));
        Assert.Equal((3, 4), (options.Pages.DekSubjects.DefaultLimit, options.Pages.DekSubjects.MaxLimit));
        Assert.Equal((5, 6), (options.Pages.DekVersions.DefaultLimit, options.Pages.DekVersions.MaxLimit));
    }

    [Fact]
    public async Task The_secret_of_the_local_KMS_comes_from_the_file_or_a_variable_and_is_not_printed()
    {
        File.WriteAllText(_file, """{"local-kms-secret":"file","local-kms-old-secrets":["a","b"]}""");
        Environment.SetEnvironmentVariable("SCHEMA_REGISTRY_LOCAL_KMS_SECRET", "variable");
        try
        {
            var options = ServerSettings.Compose(new Dictionary<string, string>(), _file);
            var key = new KmsKey("id", KeyEncryptionKey.NoProps);
            var wrapped = await options.KeyManagement.Single().WrapAsync(key, new byte[] { 1 }, CancellationToken.None);
            var old = await new LocalKeyManagement("b").WrapAsync(key, new byte[] { 2 }, CancellationToken.None);

            Assert.Equal([1], await new LocalKeyManagement("variable").UnwrapAsync(key, wrapped, CancellationToken.None));
            Assert.Equal([2], await options.KeyManagement.Single().UnwrapAsync(key, old, CancellationToken.None));
            Assert.DoesNotContain("variable", options.ToString());
        }
        finally
        {
            Environment.SetEnvironmentVariable("SCHEMA_REGISTRY_LOCAL_KMS_SECRET", null);
        }
    }

    [Fact]
    public void Settings_of_the_broker_are_composed_name_by_name()
    {
        File.WriteAllText(
            _file, """{"kafka-config":{"num.partitions":"2","message.max.bytes":3000,"log.cleanup.policy":"compact,delete"}}""");
        Environment.SetEnvironmentVariable("SCHEMA_REGISTRY_KAFKA_CONFIG", "num.partitions=4; group.max.size = 5;");
        try
        {
            var flags = new Dictionary<string, string>
            {
                ["kafka-config"] = NamedSettings.Join(["num.partitions=6", "log.retention.ms=-1"]),
            };
            var options = ServerSettings.Compose(flags, _file);

            Assert.Equal(
                [
                    "group.max.size=5", "log.cleanup.policy=compact,delete", "log.retention.ms=-1",
                    "message.max.bytes=3000", "num.partitions=6",
                ],
                options.KafkaSettings.Select(pair => $"{pair.Key}={pair.Value}").Order());
        }
        finally
        {
            Environment.SetEnvironmentVariable("SCHEMA_REGISTRY_KAFKA_CONFIG", null);
        }
    }

    [Theory]
    [InlineData("num.partitions")]
    [InlineData("=3")]
    public void A_setting_of_the_broker_without_name_or_value_is_named(string text)
    {
        var flags = new Dictionary<string, string> { ["kafka-config"] = text };

        var error = Assert.Throws<ServerStartException>(() => ServerSettings.Compose(flags, null));

        Assert.Contains($"'{text}'", error.Message);
    }

    [Theory]
    [InlineData("num.partition", "3", "num.partition")]
    [InlineData("num.partitions", "none", "num.partitions")]
    [InlineData("group.min.session.timeout.ms", "2000000", "group.max.session.timeout.ms")]
    public async Task A_server_does_not_start_with_a_wrong_setting_of_the_broker(
        string name, string value, string named)
    {
        var options = new ServerOptions
        {
            Urls = ["http://127.0.0.1:0"],
            KafkaEndpoint = "127.0.0.1:0",
            KafkaSettings = new Dictionary<string, string> { [name] = value },
        };

        var error = await Assert.ThrowsAsync<ServerStartException>(
            () => RunningServer.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Contains(named, error.Message);
    }

    [Theory]
    [InlineData("""{"datta":"x"}""", "datta")]
    [InlineData("""{"compatibility":"sideways"}""", "sideways")]
    [InlineData("""{"max-body-bytes":"-1"}""", "max-body-bytes")]
    [InlineData("""{"local-kms-secret":""}""", "local-kms-secret")]
    [InlineData("{", "settings file")]
    public void A_wrong_setting_is_named(string json, string named)
    {
        File.WriteAllText(_file, json);

        var error = Assert.Throws<ServerStartException>(
            () => ServerSettings.Compose(new Dictionary<string, string>(), _file));

        Assert.Contains(named, error.Message);
    }
}
