using System.Globalization;
using System.Text;
using Confluent.Kafka;
using SchemaRegistry.Cli.Output;
using Spectre.Console;

namespace SchemaRegistry.Cli.Consume;

/// <summary>Tables of at most <see cref="CliLimits.TableRows"/> rows.</summary>
internal sealed class TableOutput : RecordOutput
{
    private readonly IAnsiConsole _console =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(StandardOutput.OpenText()) });

    private Table _table = Create();

    public override void Write(ConsumeResult<byte[], byte[]> result, DecodedRecord value)
    {
        _table.AddRow(
            Text(result.Partition.Value),
            Text(result.Offset.Value),
            new Text(result.Message.Timestamp.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)),
            new Text(value.SchemaId?.ToString(CultureInfo.InvariantCulture) ?? ""),
            new Text(result.Message.Key is { } key ? Encoding.UTF8.GetString(key) : ""),
            new Text(Encoding.UTF8.GetString(value.Json.Span)));
        if (_table.Rows.Count >= CliLimits.TableRows)
            Flush();
    }

    public override void Flush()
    {
        if (_table.Rows.Count > 0)
            _console.Write(_table);
        _table = Create();
    }

    public override void Dispose() => Flush();

    private static Table Create() => new Table().AddColumns("partition", "offset", "time", "schema", "key", "value");

    private static Text Text(long value) => new(value.ToString(CultureInfo.InvariantCulture));
}
