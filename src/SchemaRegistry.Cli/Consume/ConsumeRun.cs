using SchemaRegistry.Cli.Commands;

namespace SchemaRegistry.Cli.Consume;

/// <summary>Reads records, alone or as a member of a group, and prints what it decodes.</summary>
internal static class ConsumeRun
{
    public static async Task<int> RunAsync(ConsumeOptions options, CancellationToken cancellationToken)
    {
        if (options is { Group: not null, Partition: not null })
        {
            throw new CommandException(
                "--partition and --group exclude each other: a group shares the partitions out itself.",
                CommandException.CanNotTell);
        }

        using var client = Connections.Open(options.Registry);
        using var output = RecordOutput.Create(options);
        using var reading = RecordReading.Open(options, output);
        try
        {
            var decoder = new RecordDecoder(client, options.Topic);
            await PrintAsync(reading, output, decoder, options.Count, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is how reading ends when nothing else ends it; what was printed counts.
        }

        output.Flush();
        reading.Finish();
        return 0;
    }

    private static async Task PrintAsync(
        RecordReading reading, RecordOutput output, RecordDecoder decoder, long? count,
        CancellationToken cancellationToken)
    {
        for (var read = 0L; read < (count ?? long.MaxValue) && !reading.IsOver;)
        {
            if (cancellationToken.IsCancellationRequested)
                break;
            if (reading.Read() is not { } result)
            {
                output.Flush();
                reading.Printed();
                continue;
            }

            output.Write(result, await decoder.DecodeAsync(result.Message, cancellationToken));
            reading.Wrote(result);
            read++;
        }
    }
}
