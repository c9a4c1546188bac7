using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Compatibility.Witnesses;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Tests.Avro.Encoding;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>Data that shows a finding, looked at by others: Apache.Avro, and our reader once more.</summary>
public sealed class WitnessTests
{
    /// <summary>
    /// Findings that no data can show. UNEXPECTED is stricter than the encoding: where a field's name and its alias
    /// both are there, a reader takes the name; avro-203 is of the same kind. avro-g-0066 and avro-201 have a record
    /// that always contains itself, avro-202 an enum without symbols: there is nothing to write.
    /// </summary>
    private static readonly string[] WithoutWitness = ["UNEXPECTED", "avro-g-0066", "avro-201", "avro-202", "avro-203"];

    [Theory]
    [InlineData(VerdictTable.Reference)]
    [InlineData(VerdictTable.Own)]
    internal void Every_finding_of_the_tables_that_data_can_show_has_a_witness(VerdictTable table)
    {
        var findings = Findings(table);

        var lacking = findings
            .Where(finding => finding.Witness is null)
            .Where(finding => !WithoutWitness.Contains(finding.Found.Finding.Rule))
            .Select(finding => finding.Pair.Id);

        Assert.NotEmpty(findings);
        Assert.Equal(WithoutWitness.Where(id => findings.Any(finding => finding.Pair.Id == id)), lacking);
    }

    [Theory]
    [InlineData(VerdictTable.Reference)]
    [InlineData(VerdictTable.Own)]
    internal void Every_witness_is_data_of_the_writer_that_the_reader_rejects(VerdictTable table)
    {
        var witnesses = Findings(table).Where(finding => finding.Witness is not null).ToList();

        Assert.NotEmpty(witnesses);
        Assert.All(witnesses, finding =>
        {
            var (writer, reader, witness) = (finding.Pair.Writer, finding.Pair.Reader, finding.Witness!);
            Assert.Equal(
                Hex.Of(witness.Payload.Span), JsonText.ToHex(writer.Root(), witness.Json, AvroJsonStyle.Tagged));
            Assert.NotNull(new AvroValueDecoder(writer.Root(), reader.Root()).Decode(witness.Payload.Span, out _));
            Assert.Equal(WitnessOutcome.Rejected, witness.Outcome);
        });
    }

    /// <summary>Apache.Avro reads every schema of the tables but those that use a type before its definition.</summary>
    [Theory]
    [InlineData(VerdictTable.Reference)]
    [InlineData(VerdictTable.Own)]
    internal void Apache_Avro_reads_every_witness_as_its_writer_and_rejects_it_as_its_reader(VerdictTable table)
    {
        var wrong = new List<string>();
        foreach (var (pair, found, witness) in Findings(table))
        {
            if (witness is null || !ApacheAvro.CanParse(pair.Reader.Text) || !ApacheAvro.CanParse(pair.Writer.Text))
                continue;
            var payload = witness.Payload.ToArray();
            if (!ApacheAvro.TryRead(pair.Writer.Text, pair.Writer.Text, payload))
                wrong.Add($"{pair.Id}: the writer's schema does not read {witness.Json}");
            if (ApacheAvro.TryRead(pair.Writer.Text, pair.Reader.Text, payload))
                wrong.Add($"{pair.Id}: {found.Finding.Rule} at {found.Finding.Path}: the reader's schema reads {witness.Json}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(20_000, true)]
    [InlineData(19_999, false)]
    public void The_bytes_of_a_value_are_counted_together_before_they_are_made(int maxBytes, bool isMade)
    {
        var root = Sides.Of("""
            {"type":"record","name":"R","fields":[
              {"name":"a","type":{"type":"fixed","name":"F","size":10000}},{"name":"b","type":"F"}]}
            """).Root();
        var values = new ValueMaker(root, maxBytes);
        var whole = new ComparedPair(root, root, PairStep.Root);

        Assert.Equal(isMade, values.TryMake(whole, symbol: null, out _));
        Assert.Equal(isMade, values.TryMake(whole, symbol: null, out _));
    }

    private static IReadOnlyList<(VerdictPair Pair, LocatedIncompatibility Found, Witness? Witness)> Findings(
        VerdictTable table) =>
    [
        .. VerdictPair.All(table).SelectMany(pair => Sides.Locate(pair.Reader, pair.Writer).Select(found => (
            pair,
            found,
            AvroRules.Instance.FindWitness(found, pair.Reader.Schema, pair.Writer.Schema, WitnessBudget.Default)))),
    ];
}
