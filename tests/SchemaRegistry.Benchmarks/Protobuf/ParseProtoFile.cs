extern alias ProtobufNet;

using System.Globalization;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.References;
using SchemaRegistry.TestKit;
using OtherSet = ProtobufNet::Google.Protobuf.Reflection.FileDescriptorSet;

namespace SchemaRegistry.Benchmarks.Protobuf;

/// <summary>
/// A .proto file read and linked to its descriptor, against protobuf-net.Reflection, which does the same in process;
/// and the same file read as for a registration, with both of its prints and all types resolved.
/// </summary>
internal static class ParseProtoFile
{
    private const int Rounds = 5;
    private const int RoundMs = 1000;
    private const double KiB = 1024;
    private const string Against = "protobuf-net.Reflection, read and linked";
    private const string Path = "tests/SchemaRegistry.Benchmarks/Protobuf/Schemas/benchmark_order.proto";

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken cancellationToken)
    {
        var text = await File.ReadAllTextAsync(Repository.File(Path), cancellationToken);
        return
        [
            .. Compare("read and link a .proto file", text, () => Link(text), cancellationToken),
            .. Compare(
                "read a .proto file for a registration", text, () => Read(text, SchemaParsing.New), cancellationToken),
        ];
    }

    private static IEnumerable<Measurement> Compare(
        string what, string text, Action parse, CancellationToken cancellationToken)
    {
        Action parseOther = () => ParseOther(text);
        Slices.Best(parse, RoundMs);
        Slices.Best(parseOther, RoundMs);
        var (times, ratios, byteRatios, bytes) = (new List<double>(), new List<double>(), new List<double>(), 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (var time, bytes) = Slices.Best(parse, RoundMs);
            var other = Slices.Best(parseOther, RoundMs);
            times.Add(time);
            ratios.Add(time / other.Microseconds);
            byteRatios.Add(bytes / other.Bytes);
        }

        var inKiB = text.Length / KiB;
        var perKiB = times.Order().ElementAt(Rounds / 2) / inKiB;
        yield return new Measurement(
            what, Against, ratios, "–", string.Create(CultureInfo.InvariantCulture, $"{perKiB:0.0} µs per KiB"));
        yield return new Measurement(
            "the same, bytes allocated", Against, byteRatios, "–",
            string.Create(CultureInfo.InvariantCulture, $"{bytes / inKiB:N0} bytes per KiB"));
    }

    private static ProtobufSchema Read(string text, SchemaParsing parsing) =>
        ProtobufFormat.Instance.Parse(text, ReferenceSet.Empty, parsing).TryGetSchema(out var schema, out var problems)
            ? (ProtobufSchema)schema
            : throw new InvalidOperationException(string.Join('\n', problems));

    private static void Link(string text)
    {
        var linked = Read(text, SchemaParsing.Stored).Linked;
        if (linked.Problems.Count > 0)
            throw new InvalidOperationException(string.Join('\n', linked.Problems));
    }

    internal static void ParseOther(string text)
    {
        var files = new OtherSet();
        files.Add("order.proto", includeInOutput: true, new StringReader(text));
        files.Process();
        if (files.GetErrors() is { Length: > 0 } errors)
            throw new InvalidOperationException(errors[0].Message);
    }
}
