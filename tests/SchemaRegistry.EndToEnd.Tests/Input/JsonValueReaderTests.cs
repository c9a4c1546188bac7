using System.Text;
using SchemaRegistry.Cli;
using SchemaRegistry.Cli.Input;

namespace SchemaRegistry.EndToEnd.Tests.Input;

public sealed class JsonValueReaderTests
{
    [Fact]
    public async Task A_value_larger_than_the_first_buffer_is_read_whole()
    {
        var large = $"[\"{new string('x', 300_000)}\",{{\"a\":1}}]";
        var reader = new JsonValueReader(new ChunkedStream(Encoding.UTF8.GetBytes($"{large}\n7"), 8192));

        var first = Encoding.UTF8.GetString((await ReadAsync(reader)).Span);
        var second = Encoding.UTF8.GetString((await ReadAsync(reader)).Span);

        Assert.Equal(large, first);
        Assert.Equal("7", second);
        Assert.Equal(2, reader.Line);
    }

    [Fact]
    public async Task A_value_larger_than_a_row_may_be_is_refused()
    {
        var bytes = new byte[CliLimits.MaxRowBytes + 1024];
        bytes.AsSpan().Fill((byte)'x');
        bytes[0] = (byte)'"';
        var reader = new JsonValueReader(new MemoryStream(bytes));

        var problem = await Assert.ThrowsAsync<InputException>(() => ReadAsync(reader));

        Assert.Equal("A value is larger than 67108864 bytes.", problem.Message);
    }

    [Fact]
    public async Task A_value_deeper_than_a_row_may_be_is_refused()
    {
        var allowed = new string('[', 256) + new string(']', 256);
        var reader = new JsonValueReader(new MemoryStream(Encoding.UTF8.GetBytes($"{allowed} [{allowed}]")));

        var first = await ReadAsync(reader);

        Assert.Equal(512, first.Length);
        var problem = await Assert.ThrowsAsync<InputException>(() => ReadAsync(reader));
        Assert.Contains("256", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12 345", "12", "345")]
    [InlineData("-0.5e1\n1", "-0.5e1", "1")]
    [InlineData("true false", "true", "false")]
    [InlineData("\"\\u00e4\"\"\"", "\"\\u00e4\"", "\"\"")]
    [InlineData("{\"a\":1}{}", "{\"a\":1}", "{}")]
    public async Task A_value_that_comes_byte_by_byte_is_not_cut(string text, string first, string second)
    {
        var reader = new JsonValueReader(new ChunkedStream(Encoding.UTF8.GetBytes(text), 1));

        Assert.Equal(first, Encoding.UTF8.GetString((await ReadAsync(reader)).Span));
        Assert.Equal(second, Encoding.UTF8.GetString((await ReadAsync(reader)).Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u00EF")]
    [InlineData("ab")]
    public async Task A_text_without_a_mark_keeps_its_first_bytes(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var reader = new JsonValueReader(new ChunkedStream(bytes, 1));

        await reader.SkipMarkAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            bytes.Length == 0 ? null : bytes[0], await reader.PeekAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(JsonValueReader reader) =>
        await reader.ReadValueAsync(TestContext.Current.CancellationToken);
}
