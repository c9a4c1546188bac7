using System.Text.Json.Nodes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>
/// The rules against the codec: random schemas, random changes of them, and random data. What the rules call compatible
/// is read as it was written, but for what <see cref="LooserRules"/> lists; for most of what they call incompatible
/// there is a witness.
/// </summary>
public sealed class CompatibleDataTests
{
    private const int MaxPayloadBytes = 100_000;
    private const int PayloadsPerMessage = 10;

    private static readonly string[] WithoutWitness =
        ["PACKAGE_CHANGED", "REQUIRED_FIELD_REMOVED", "ONEOF_FIELD_REMOVED"];

    private static int Pairs => 400 * FuzzFactor.Value;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Data_of_a_compatible_writer_is_read_as_it_was_written_or_the_rule_is_known_to_be_looser(int seed)
    {
        var payloads = 0;
        var wrong = new List<string>();
        foreach (var (writer, reader, random) in MakePairs(seed))
        {
            if (Locate(reader, writer).Count > 0)
                continue;
            foreach (var surprise in Exchange(writer, reader, random, ref payloads))
            {
                if (!LooserRules.All.Any(rule => rule.Explains(surprise)))
                    wrong.Add($"{writer.Text}\n{reader.Text}\n{surprise}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(payloads > 5 * Pairs, $"only {payloads} payloads");
    }

    /// <summary>About nine in ten of those that can have one.</summary>
    [Fact]
    public void Most_findings_have_a_witness()
    {
        var all = 0;
        var found = 0;
        foreach (var (writer, reader, _) in MakePairs(seed: 3))
        {
            foreach (var finding in Locate(reader, writer))
            {
                if (WithoutWitness.Contains(finding.Finding.Rule))
                    continue;
                all++;
                if (ProtobufRules.Instance.FindWitness(finding, reader.Schema, writer.Schema, WitnessBudget.Default)
                    is not null)
                    found++;
            }
        }

        Assert.True(all > Pairs / 10, $"only {all} findings");
        Assert.True(found >= all * 0.8, $"{found} of {all}");
    }

    public static TheoryData<string> LooserCases => [.. LooserRules.All.Select(rule => rule.Case)];

    [Theory]
    [MemberData(nameof(LooserCases))]
    public void A_looser_rule_has_its_case_and_data_that_shows_it(string id)
    {
        var rule = LooserRules.All.Single(looser => looser.Case == id);
        var pair = TablePair.ReadOwn().First(own => own.Id.StartsWith(id, StringComparison.Ordinal));
        var (writer, reader) = Link(pair.Writer, pair.Reader);
        var message = writer.FindMessage("cart.Cart")!;
        var exchange = Formats.Protobuf.Compatibility.Witnesses.Exchange.Of(writer, reader, message)!;

        var outcome = exchange.Read(exchange.Encode(JsonNode.Parse(rule.Json)!, MaxPayloadBytes)!);

        Assert.Empty(pair.Locate());
        Assert.Contains(Surprise.Of(writer, reader, message, outcome), surprise => rule.Explains(surprise));
    }

    [Fact]
    public void Users_are_told_of_every_looser_rule()
    {
        var text = File.ReadAllText(Repository.File("docs/compatibility/protobuf.md"));
        var looser = text[text.IndexOf("## Looser than the codec", StringComparison.Ordinal)..];

        Assert.All(LooserRules.All, rule => Assert.Contains(rule.Case, looser));
    }

    private static List<Surprise> Exchange(
        ComparedSide writerSide, ComparedSide readerSide, Random random, ref int payloads)
    {
        var surprises = new List<Surprise>();
        var (writer, reader) = Link(writerSide, readerSide);
        foreach (var message in writer.MainMessages)
        {
            var exchange = Formats.Protobuf.Compatibility.Witnesses.Exchange.Of(writer, reader, message)!;
            for (var count = 0; count < PayloadsPerMessage; count++)
            {
                if (new RandomData(writer, random).Of(message) is not { } data)
                    continue;
                payloads++;
                var outcome = exchange.Read(exchange.Encode(data, MaxPayloadBytes)!);
                surprises.AddRange(Surprise.Of(writer, reader, message, outcome));
            }
        }

        return surprises;
    }

    private static IReadOnlyList<LocatedIncompatibility> Locate(ComparedSide reader, ComparedSide writer) =>
        ProtobufRules.Instance.Locate(reader, writer, ComparisonOptions.Default);

    private static (LinkedTypes Writer, LinkedTypes Reader) Link(ComparedSide writer, ComparedSide reader) =>
        (LinkedTypes.Of((ProtobufSchema)writer.Schema)!, LinkedTypes.Of((ProtobufSchema)reader.Schema)!);

    private static IEnumerable<(ComparedSide Writer, ComparedSide Reader, Random Random)> MakePairs(int seed)
    {
        var random = new Random(seed);
        for (var pair = 0; pair < Pairs; pair++)
        {
            var model = SchemaModel.Make(random);
            var before = model.Print();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                model.Change();
            if (TryLink(before) is { } writer && TryLink(model.Print()) is { } reader)
                yield return (writer, reader, random);
        }
    }

    private static ComparedSide? TryLink(string text)
    {
        var side = TablePair.Side(text);
        return ((ProtobufSchema)side.Schema).Linked.Problems.Count == 0 ? side : null;
    }
}
