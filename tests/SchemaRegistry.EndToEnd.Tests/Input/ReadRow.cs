using System.Text;
using SchemaRegistry.Cli.Input;

namespace SchemaRegistry.EndToEnd.Tests.Input;

/// <summary>A row that outlives the reader's next one.</summary>
internal sealed record ReadRow(long Number, long Line, string Json)
{
    public static async Task<List<ReadRow>> AllAsync(IAsyncEnumerable<InputRow> rows)
    {
        var all = new List<ReadRow>();
        await foreach (var row in rows)
            all.Add(new ReadRow(row.Number, row.Line, Encoding.UTF8.GetString(row.Json.Span)));
        return all;
    }

    public static Task<List<ReadRow>> OfJsonAsync(string text, string? pointer = null, int chunkSize = int.MaxValue) =>
        AllAsync(JsonRows.ReadAsync(
            new ChunkedStream(Encoding.UTF8.GetBytes(text), chunkSize), pointer,
                TestContext.Current.CancellationToken));

    /// <summary>What the reader says of a text that it can not read to its end.</summary>
    public static async Task<string> ProblemOfJsonAsync(string text, string? pointer = null) =>
        (await Assert.ThrowsAsync<InputException>(() => OfJsonAsync(text, pointer))).Message;
}
