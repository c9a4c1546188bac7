using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Benchmarks.Compatibility;

/// <summary>The same question put to Apache.Avro.</summary>
internal static class ApacheAvro
{
    public static ApacheSchema Read(string text) => ApacheSchema.Parse(text);

    /// <exception cref="InvalidOperationException">It can not.</exception>
    public static void MustRead(ApacheSchema reader, ApacheSchema writer)
    {
        if (!reader.CanRead(writer))
            throw new InvalidOperationException($"Apache.Avro says that {reader.Name} can not be read.");
    }
}
