using SchemaRegistry.Client;
using SchemaRegistry.EndToEnd.Tests.Processes;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.EndToEnd.Tests.RegistryClients;

/// <summary>Our own client against the real process, over all that it can do.</summary>
public sealed class OwnClientTests : IAsyncLifetime
{
    private const string Narrow = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""";
    private const string Wide =
        """{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":"int","default":0}]}""";
    private const string Wrong =
        """{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"c","type":"int"}]}""";

    private readonly TemporaryFolder _folder = new();

    private ServerProcess _server = null!;
    private SchemaRegistryClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(_folder.Path, TestContext.Current.CancellationToken);
        _client = SchemaRegistryClient.Create(_server.Registry.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_registered_is_found_in_every_way()
    {
        var ct = TestContext.Current.CancellationToken;
        var first = await _client.RegisterAsync("path/with %41 ü", Avro(Narrow), cancellationToken: ct);
        var second = await _client.RegisterAsync("path/with %41 ü", Avro(Wide), cancellationToken: ct);

        Assert.Equal((1, 1, 2, 2), (first.Id, first.Version, second.Id, second.Version));
        using var other = SchemaRegistryClient.Create(_server.Registry.ToString());
        Assert.Equal(Wide, (await other.GetByIdAsync(2, cancellationToken: ct)).Definition.Text);
        Assert.Equal(Wide, (await other.GetByGuidAsync(second.Guid!.Value, ct)).Definition.Text);
        Assert.Equal(2, (await other.LookUpAsync("path/with %41 ü", Avro(Wide), cancellationToken: ct)).Version);
        Assert.Equal(1, (await other.GetVersionAsync("path/with %41 ü", 1, ct)).Id);
        Assert.Equal(2, (await other.GetLatestAsync("path/with %41 ü", ct)).Id);
        Assert.Equal(["path/with %41 ü"], await other.ListSubjectsAsync(ct));
        Assert.Equal([1, 2], await other.ListVersionsAsync("path/with %41 ü", ct));
        Assert.Equal([1, 2], await other.DeleteSubjectAsync("path/with %41 ü", ct));
        Assert.Empty(await other.ListSubjectsAsync(ct));
    }

    [Fact]
    public async Task Levels_are_set_and_checks_tell_why()
    {
        var ct = TestContext.Current.CancellationToken;
        await _client.RegisterAsync("s", Avro(Narrow), cancellationToken: ct);

        Assert.True((await _client.CheckAsync("s", Avro(Wide), ct)).IsCompatible);
        var refused = await _client.CheckAsync("s", Avro(Wrong), ct);
        Assert.False(refused.IsCompatible);
        Assert.Contains("READER_FIELD_MISSING_DEFAULT_VALUE", refused.Messages[0], StringComparison.Ordinal);
        await _client.SetCompatibilityAsync("s", "NONE", ct);
        Assert.True((await _client.CheckAsync("s", Avro(Wrong), ct)).IsCompatible);
    }

    [Fact]
    public async Task References_are_resolved()
    {
        var ct = TestContext.Current.CancellationToken;
        var address = Avro("""{"type":"record","name":"Address","fields":[]}""");
        await _client.RegisterAsync("address", address, cancellationToken: ct);
        var order = Avro("""{"type":"record","name":"Order","fields":[{"name":"to","type":"Address"}]}""") with
        {
            References = [new SchemaReference("Address", "address", 1)],
        };

        var registered = await _client.RegisterAsync("order", order, cancellationToken: ct);

        Assert.Equal(order.References, registered.Definition.References);
        Assert.Single((await _client.GetReferencesAsync(order, ct)).Resolved);
    }

    [Theory]
    [InlineData("unknown", Narrow, 404, 40401)]
    [InlineData("s", Wide, 404, 40403)]
    [InlineData("s", "{", 422, 42201)]
    public async Task A_refused_lookup_carries_status_and_code(string subject, string schema, int status, int code)
    {
        var ct = TestContext.Current.CancellationToken;
        await _client.RegisterAsync("s", Avro(Narrow), cancellationToken: ct);

        var e = await Assert.ThrowsAsync<SchemaRegistryException>(
            async () => await _client.LookUpAsync(subject, Avro(schema), cancellationToken: ct));

        Assert.Equal((status, code), (e.Status, e.ErrorCode));
    }

    [Fact]
    public async Task A_refused_registration_carries_status_code_and_reason()
    {
        var ct = TestContext.Current.CancellationToken;
        await _client.RegisterAsync("s", Avro(Narrow), cancellationToken: ct);

        var e = await Assert.ThrowsAsync<SchemaRegistryException>(
            async () => await _client.RegisterAsync("s", Avro(Wrong), cancellationToken: ct));

        Assert.Equal((409, 40901), (e.Status, e.ErrorCode));
        Assert.Contains("READER_FIELD_MISSING_DEFAULT_VALUE", e.Message, StringComparison.Ordinal);
    }

    private static SchemaDefinition Avro(string text) => new(SchemaType.Avro, text);
}
