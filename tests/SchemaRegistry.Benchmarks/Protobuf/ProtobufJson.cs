using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using SchemaRegistry.Benchmarks.Protobuf.Samples;
using SchemaRegistry.Formats.Protobuf.Encoding;

namespace SchemaRegistry.Benchmarks.Protobuf;

/// <summary>
/// One order of five items between JSON and binary data, from descriptors alone, against the parser, the formatter and
/// the generated classes of Google.Protobuf: how many times as fast, and what part of its memory.
/// </summary>
internal static class ProtobufJson
{
    private const int WarmUps = 6;
    private const int Rounds = 9;
    private const int Calls = 20_000;
    private const string Against = "Google.Protobuf, generated classes";

    private static readonly Order Sample = MakeOrder();
    private static readonly byte[] Binary = Sample.ToByteArray();
    private static readonly string Json = JsonFormatter.Default.Format(Sample);
    private static readonly byte[] Utf8Json = Encoding.UTF8.GetBytes(Json);

    private static readonly ProtobufMessageType Type = ProtobufTypes
        .Compile([ToProto(TimestampReflection.Descriptor), ToProto(BenchmarkOrderReflection.Descriptor)])
        .FindByIndexes([0])!;

    public static Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new ProtobufJsonEncoder(Type);
        var decoder = new ProtobufJsonDecoder(Type);
        using var writer = new Utf8JsonWriter(output);

        return Task.FromResult<IReadOnlyList<Measurement>>(
        [
            .. Compare(
                "Protobuf, JSON to binary", "≥ 3", () => Encode(encoder, output), () => EncodeByClass(output), cancellationToken),
            .. Compare(
                "Protobuf, binary to JSON", "≥ 2", () => Decode(decoder, writer, output), DecodeByClass, cancellationToken),
        ]);
    }

    private static int Encode(ProtobufJsonEncoder encoder, ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        if (encoder.Encode(Utf8Json, output) is { } problem)
            throw new InvalidOperationException(problem.ToString());
        return output.WrittenCount;
    }

    private static int EncodeByClass(ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        JsonParser.Default.Parse<Order>(Json).WriteTo(output);
        return output.WrittenCount;
    }

    private static int Decode(ProtobufJsonDecoder decoder, Utf8JsonWriter writer, ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        writer.Reset();
        if (decoder.Decode(Binary, writer) is { } problem)
            throw new InvalidOperationException(problem.ToString());
        writer.Flush();
        return output.WrittenCount;
    }

    private static int DecodeByClass() => JsonFormatter.Default.Format(Order.Parser.ParseFrom(Binary)).Length;

    private static IEnumerable<Measurement> Compare(
        string what, string aim, Func<int> ours, Func<int> theirs, CancellationToken cancellationToken)
    {
        var (speeds, memory, times, bytes) = (new List<double>(), new List<double>(), new List<double>(), 0.0);
        for (var round = -WarmUps; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var baseline = Run(theirs);
            var run = Run(ours);
            if (round < 0)
                continue;
            speeds.Add(baseline.Nanoseconds / run.Nanoseconds);
            memory.Add(run.Bytes / baseline.Bytes);
            times.Add(run.Nanoseconds);
            bytes = run.Bytes;
        }

        var time = times.Order().ElementAt(Rounds / 2);
        yield return new Measurement(
            $"{what}, speed", Against, speeds, aim, string.Create(CultureInfo.InvariantCulture, $"{time:F0} ns an order"));
        yield return new Measurement(
            $"{what}, bytes allocated", Against, memory, "≤ 0.01",
            string.Create(CultureInfo.InvariantCulture, $"{bytes:F0} bytes an order"));
    }

    private static (double Nanoseconds, double Bytes) Run(Func<int> call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var size = 0L;
        for (var index = 0; index < Calls; index++)
            size += call();
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (size == 0)
            throw new InvalidOperationException("Nothing was written.");
        return (elapsed.TotalNanoseconds / Calls, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls);
    }

    private static FileDescriptorProto ToProto(FileDescriptor file) =>
        FileDescriptorProto.Parser.ParseFrom(file.SerializedData);

    private static Order MakeOrder()
    {
        var order = new Order
        {
            OrderId = "2026-000123456",
            CustomerNumber = 9_007_199_254_740_993,
            Status = Order.Types.Status.Placed,
            PlacedAt = Timestamp.FromDateTime(new DateTime(2026, 1, 31, 12, 0, 0, 250, DateTimeKind.Utc)),
            Delivery = new Order.Types.Address
            {
                Name = "Zoë Müller", Street = "Lange Straße 12", PostalCode = "10115", City = "Berlin", Country = "DE",
            },
            Labels = { ["channel"] = "web", ["campaign"] = "winter" },
            Total = 249.95,
            IsGift = true,
            CouponNumbers = { 1, 300, 70000 },
            Signature = ByteString.CopyFrom([.. Enumerable.Range(0, 64).Select(value => (byte)value)]),
        };

        for (var item = 0; item < 5; item++)
        {
            order.Items.Add(new Order.Types.Item
            {
                ProductId = $"P-{item}", Description = "A thing of some length to be delivered", Quantity = item + 1, UnitPrice = 49.99,
            });
        }

        return order;
    }
}
