using Confluent.Kafka;
using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.Cli.Consume;

/// <summary>Prints records on standard output.</summary>
internal abstract class RecordOutput : IDisposable
{
    public static RecordOutput Create(ConsumeOptions options) =>
        options.Output == OutputKind.Table
            ? new TableOutput()
            : new JsonOutput(StandardOutput.Open(), options.HasEnvelope);

    public abstract void Write(ConsumeResult<byte[], byte[]> result, DecodedRecord value);

    /// <summary>Shows what was written so far.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}
