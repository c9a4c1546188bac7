using System.Reflection;
using SchemaRegistry.Kafka.Codegen;
using SchemaRegistry.Kafka.Codegen.Model;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.TopicLog.Tests.Messages;

/// <summary>The generated messages beside the schema text that they come from.</summary>
internal static class KnownMessages
{
    public static string SchemaFolder { get; } = Repository.File("src/SchemaRegistry.Kafka.Codegen/Schemas");

    public static string GeneratedFolder { get; } = Repository.File("src/SchemaRegistry.Kafka.Wire/Messages");

    public static IReadOnlyList<MessageSchema> Schemas { get; } =
        [.. MessageGenerator.Load(SchemaFolder).Select(loaded => loaded.Message)];

    public static TheoryData<string, short> EachVersion()
    {
        var cases = new TheoryData<string, short>();
        foreach (var schema in Schemas)
        {
            for (var version = schema.Versions.From; version <= schema.Versions.To; version++)
                cases.Add(schema.Name, version);
        }

        return cases;
    }

    public static MessageSchema Schema(string name) => Schemas.Single(schema => schema.Name == name);

    public static Type TypeOf(string name) =>
        typeof(WireReader).Assembly.GetType($"SchemaRegistry.Kafka.Wire.Messages.{name}", throwOnError: true)!;

    public static object Decode(string name, ReadOnlyMemory<byte> bytes, short version) =>
        Call(nameof(DecodeAs), name, bytes, version);

    public static byte[] Encode(object message, short version) =>
        (byte[])Call(nameof(EncodeAs), message.GetType().Name, message, version);

    private static object Call(string method, string name, object argument, short version)
    {
        var generic = typeof(KnownMessages).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!;
        return generic.MakeGenericMethod(TypeOf(name))
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [argument, version], null)!;
    }

    private static object DecodeAs<T>(ReadOnlyMemory<byte> bytes, short version)
        where T : class, IWireMessage<T>
    {
        var reader = new WireReader(bytes);
        var message = T.Read(ref reader, version);
        Assert.Equal(0, reader.Left);
        return message;
    }

    private static byte[] EncodeAs<T>(T message, short version)
        where T : class, IWireMessage<T> => WireBytes.Of(message, version);
}
