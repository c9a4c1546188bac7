using System.Diagnostics;
using SchemaRegistry.Cli.Commands;
using SchemaRegistry.Cli.Derivation;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Cli.Produce;

/// <summary>Derives or reads the schema, registers it, and sends the rows.</summary>
internal static class ProduceRun
{
    public static async Task<int> RunAsync(ProduceOptions options, CancellationToken cancellationToken)
    {
        using var source = await RowSource.OpenAsync(options.Input, cancellationToken);
        using var client = Connections.Open(options.Registry);
        var definition = options.SchemaPath is { } path
            ? await Connections.ReadSchemaAsync(path, options.References, cancellationToken)
            : new SchemaDefinition(
                SchemaType.Avro, await DerivedSchema.DeriveAsync(
                    source, options.Topic, options.Sample, cancellationToken));
        var references = await client.GetReferencesAsync(definition, cancellationToken);
        var parsed = AvroFormat.Instance.Parse(definition.Text, references, SchemaParsing.New);
        if (!parsed.TryGetSchema(out var schema, out var problems))
            throw new CommandException($"The schema is not valid: {string.Join("; ", problems)}", 2);

        var registered = await client.RegisterAsync($"{options.Topic}-value", definition, cancellationToken: cancellationToken);
        var root = ((AvroParsedSchema)schema).Root;
        return await SendAsync(options, source, root, registered.Id, cancellationToken);
    }

    private static async Task<int> SendAsync(
        ProduceOptions options, RowSource source, AvroSchema schema, int id, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var encoder = new RowEncoder(schema, id, options.Key);
        using var sender = new RecordSender(options.Bootstrap, options.Topic);
        var progress = new Progress("sent");
        long rows = 0, misfits = 0;
        await foreach (var row in source.ReadAsync(CsvTyping.For(schema), cancellationToken))
        {
            rows++;
            if (encoder.Encode(row.Json.Span, out var problem) is { } payload)
                sender.Send(encoder.KeyOf(row.Json), payload);
            else
            {
                if (++misfits <= CliLimits.MaxToldProblems)
                    await Console.Error.WriteLineAsync($"row {row.Number} (line {row.Line}) does not fit: {problem}");
                if (options.OnError == RowErrors.Stop)
                    break;
            }

            if (sender.Failed > 0)
                break;
            progress.Report(rows);
        }

        sender.Flush(cancellationToken);
        progress.Clear();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(
            $"{sender.Acknowledged} of {rows} rows are in {options.Topic} under schema id {id}"
            + $" ({sender.Acknowledged / Math.Max(seconds, 0.001):N0} a second){(misfits > 0 ? $"; {misfits} did not fit" : "")}");
        if (sender.Failed > 0)
            throw new CommandException($"{sender.Failed} records were not taken by {options.Bootstrap}: {sender.LastFailure}");
        return misfits > 0 && options.OnError == RowErrors.Stop ? 1 : 0;
    }
}
