using System.Diagnostics;
using SchemaRegistry.Cli.Commands;
using SchemaRegistry.Cli.Derivation;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Cli.Payloads;
using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Cli.Produce;

/// <summary>Derives or reads the schema, registers it, and sends the rows.</summary>
internal static class ProduceRun
{
    public static async Task<int> RunAsync(ProduceOptions options, CancellationToken cancellationToken)
    {
        using var source = await RowSource.OpenAsync(options.Input, cancellationToken);
        using var client = Connections.Open(options.Registry);
        var definition = options.SchemaPath is { } path
            ? await Connections.ReadSchemaAsync(path, options.Format, options.References, cancellationToken)
            : await DeriveAsync(options, source, cancellationToken);
        var references = await client.GetReferencesAsync(definition, cancellationToken);
        var rows = CreateEncoder(definition, references, options.Message);
        var registered = await client.RegisterAsync($"{options.Topic}-value", definition, cancellationToken: cancellationToken);
        var encoder = new PayloadEncoder(rows, registered.Id, options.Key);
        return await SendAsync(options, source, encoder, cancellationToken);
    }

    private static async Task<SchemaDefinition> DeriveAsync(
        ProduceOptions options, RowSource source, CancellationToken cancellationToken)
    {
        var type = options.Format ?? SchemaType.Avro;
        var text = await DerivedSchema.DeriveAsync(source, options.Topic, type, options.Sample, cancellationToken);
        return new SchemaDefinition(type, text);
    }

    private static IRowEncoder CreateEncoder(SchemaDefinition definition, ReferenceSet references, string? message)
    {
        try
        {
            return PayloadFormats.CreateEncoder(
                PayloadFormats.Parse(definition, references, SchemaParsing.New), message);
        }
        catch (FormatException e)
        {
            throw new CommandException(e.Message, CommandException.CanNotTell);
        }
    }

    private static async Task<int> SendAsync(
        ProduceOptions options, RowSource source, PayloadEncoder encoder, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var sender = new RecordSender(options.Bootstrap, options.Topic);
        var progress = new Progress("sent");
        long rows = 0, misfits = 0;
        try
        {
            await foreach (var row in source.ReadAsync(encoder.Columns, cancellationToken))
            {
                rows++;
                if (Send(encoder, sender, row) is { } problem)
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
        }
        finally
        {
            // Rows that were read before a broken one go out, and are told.
            if (!cancellationToken.IsCancellationRequested)
                sender.Flush(cancellationToken);
            progress.Clear();
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(
                $"{sender.Acknowledged} of {rows} rows are in {options.Topic} under schema id {encoder.Id}"
                + $" ({sender.Acknowledged / Math.Max(seconds, 0.001):N0} a second){(misfits > 0 ? $"; {misfits} did not fit" : "")}");
        }

        if (sender.Failed > 0)
            throw new CommandException($"{sender.Failed} records were not taken by {options.Bootstrap}: {sender.LastFailure}");
        return misfits > 0 && options.OnError == RowErrors.Stop ? 1 : 0;
    }

    /// <summary>Null, or why the row is not sent.</summary>
    private static string? Send(PayloadEncoder encoder, RecordSender sender, InputRow row) =>
        encoder.Encode(row.Json.Span, out var problem) is { } payload
            ? sender.Send(encoder.KeyOf(row.Json), payload)
            : problem;
}
