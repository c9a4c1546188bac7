using System.Buffers;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Avro.Compatibility.Witnesses;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Tests.Avro.Encoding;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>
/// The verdict against the codec, over random schemas and random edits of them. Long runs: SCHEMA_REGISTRY_FUZZ_FACTOR.
/// </summary>
public sealed class OracleTests
{
    private const int Payloads = 8;

    /// <summary>
    /// Of a hundred incompatible pairs, how many have data that shows every finding. Of the 2,667 among the first 6,000
    /// seeds all but two have it; those two are of the kind of avro-203.
    /// </summary>
    private const int MinWitnessed = 99;

    /// <summary>
    /// Of a hundred findings, counted for each side, how many have a proposal that takes it away and adds none. Of the
    /// 6,648 among the first 6,000 seeds at least 6,586 have one; most of the others are of the kind of avro-203.
    /// </summary>
    private const int MinMended = 98;

    private static readonly int Pairs = 6_000 * FuzzFactor.Value;

    [Fact]
    public void What_is_called_compatible_is_read_as_it_was_written_but_for_the_known_exceptions()
    {
        var (compatible, surprises) = (0, new List<string>());
        for (var seed = 0; seed < Pairs; seed++)
        {
            if (Pair(seed) is not { } pair || Sides.Locate(pair.Reader, pair.Writer).Count > 0)
                continue;
            compatible++;
            surprises.AddRange(Surprises(pair, new Random(seed)).Select(found => $"seed {seed}: {found}"));
        }

        Assert.InRange(compatible, Pairs / 4, Pairs);
        Assert.True(surprises.Count == 0, string.Join('\n', surprises.Take(10)));
    }

    [Fact]
    public void What_is_called_incompatible_is_nearly_always_shown_by_data()
    {
        var (incompatible, witnessed) = (0, 0);
        for (var seed = 0; seed < Pairs / 4; seed++)
        {
            if (Pair(seed) is not { } pair || Sides.Locate(pair.Reader, pair.Writer) is not { Count: > 0 } found)
                continue;
            incompatible++;
            witnessed += found.All(one => AvroRules.Instance.FindWitness(
                one, pair.Reader.Schema, pair.Writer.Schema, WitnessBudget.Default) is not null) ? 1 : 0;
        }

        Assert.InRange(incompatible, Pairs / 16, Pairs);
        Assert.InRange(witnessed * 100 / incompatible, MinWitnessed, 100);
    }

    [Fact]
    public void What_is_called_incompatible_can_nearly_always_be_mended_on_either_side()
    {
        var (findings, mended, broken) = (0, 0, new List<string>());
        for (var seed = 0; seed < Pairs / 12; seed++)
        {
            if (Pair(seed) is not { } pair)
                continue;
            foreach (var edit in Sides.Locate(pair.Reader, pair.Writer).SelectMany(found => EditCases(pair, found)))
            {
                var edits = edit.Edits();
                findings++;
                mended += edits.Any(edit.IsMendedBy) ? 1 : 0;
                broken.AddRange(edits.Where(one => !edit.IsSchema(one)).Select(one => $"seed {seed}: {one}"));
            }
        }

        Assert.Empty(broken);
        Assert.InRange(findings, Pairs / 24, int.MaxValue);
        Assert.InRange(mended * 100 / findings, MinMended, 100);
    }

    private static EditCase[] EditCases(VerdictPair pair, LocatedIncompatibility found) =>
        [new(pair, found, EditsReader: true), new(pair, found, EditsReader: false)];

    private static IEnumerable<string> Surprises(VerdictPair pair, Random random)
    {
        var encoder = new AvroValueEncoder(pair.Writer.Root());
        var decoder = new AvroValueDecoder(pair.Writer.Root(), pair.Reader.Root());
        for (var count = 0; count < Payloads; count++)
        {
            var output = new ArrayBufferWriter<byte>();
            var written = new RandomValue(random).For(pair.Writer.Root());
            Assert.Null(encoder.Encode(written, output));
            var problem = decoder.Decode(output.WrittenSpan, out var read);
            if (problem is null ? !Resolved.IsSame(written, read) : !IsKnown(problem, pair.Reader.Root()))
                yield return $"{problem?.ToString() ?? $"{ValueText.Of(written)} read as {ValueText.Of(read)}"}\n  {pair.Writer.Text}\n  {pair.Reader.Text}";
        }
    }

    private static bool IsKnown(AvroDataProblem problem, AvroSchema reader) =>
        Looseness.All.Any(known => known.Explains(problem, reader));

    private static VerdictPair? Pair(int seed)
    {
        var random = new Random(seed);
        var writer = Nested(seed);
        var reader = RandomEdit.Apply(writer, random.Next(1, 6), random);
        if (random.Next(2) == 0)
            (reader, writer) = (writer, reader);
        return IsSchema(reader) && IsSchema(writer) && HasValuesEverywhere(Schemas.Parse(writer))
            ? new VerdictPair($"{seed}", Sides.Of(reader), Sides.Of(writer), CandidateReads: true)
            : null;
    }

    /// <summary>The first schema from a seed on that is not a mere name.</summary>
    private static string Nested(int seed)
    {
        var text = RandomSchema.Text(seed);
        while (text[0] == '"')
            text = RandomSchema.Text(seed += 1_000_003);
        return text;
    }

    /// <summary>Without a type of which there is no value, which random values would look for without end.</summary>
    private static bool HasValuesEverywhere(AvroSchema root)
    {
        var habitation = Habitation.Of(root);
        return Types.Of(root).All(habitation.HasValues);
    }

    private static bool IsSchema(string text) => AvroText.Read(text).Schema is not null;
}
