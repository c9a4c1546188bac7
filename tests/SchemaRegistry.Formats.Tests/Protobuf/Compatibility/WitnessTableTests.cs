using System.Text.RegularExpressions;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.Tests.Protobuf.Linking;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>Witnesses of the findings of all tables, checked by protoc.</summary>
public sealed class WitnessTableTests
{
    /// <summary>Rules that are stricter than the encoding, so that no data can show them.</summary>
    private static readonly Dictionary<string, string> WithoutAny = new()
    {
        ["PACKAGE_CHANGED"] = "the package is not in the data",
        ["REQUIRED_FIELD_REMOVED"] = "a reader passes over a field that it does not have",
        ["ONEOF_FIELD_REMOVED"] = "a reader passes over a field that it does not have, and has the oneof unset",
    };

    /// <summary>
    /// Found, of so many findings of the table of the reference. Those that are missing were looked at one by one:
    /// a message became the bytes of itself, or another of the same fields; one value became a list of one; a map
    /// became the list of its entries; or another finding gets in the way of all data (protobuf-g-0052).
    /// </summary>
    private static readonly Dictionary<string, (int Found, int All)> Expected = new()
    {
        ["FIELD_KIND_CHANGED"] = (3, 5),
        ["FIELD_MOVED_TO_EXISTING_ONEOF"] = (4, 5),
        ["FIELD_NAMED_TYPE_CHANGED"] = (4, 10),
        ["FIELD_NUMERIC_LABEL_CHANGED"] = (3, 7),
        ["FIELD_SCALAR_KIND_CHANGED"] = (36, 38),
        ["MESSAGE_REMOVED"] = (9, 9),
        ["MULTIPLE_FIELDS_MOVED_TO_ONEOF"] = (4, 4),
        ["REQUIRED_FIELD_ADDED"] = (3, 4),
    };

    [Fact]
    public void As_many_are_found_as_there_can_be()
    {
        var found = Findings(TablePair.ReadGiven())
            .Where(one => !WithoutAny.ContainsKey(one.Finding.Finding.Rule))
            .GroupBy(one => one.Finding.Finding.Rule)
            .ToDictionary(rule => rule.Key, rule => (rule.Count(one => one.Find() is not null), rule.Count()));

        Assert.Equal(Expected.OrderBy(rule => rule.Key), found.OrderBy(rule => rule.Key));
    }

    [Fact]
    public void None_is_found_for_a_rule_that_is_stricter_than_the_encoding()
    {
        var findings = Findings(TablePair.ReadAll())
            .Where(one => WithoutAny.ContainsKey(one.Finding.Finding.Rule)).ToList();

        Assert.Equal(WithoutAny.Keys.Order(), findings.Select(one => one.Finding.Finding.Rule).Distinct().Order());
        Assert.All(findings, one => Assert.Null(one.Find()));
    }

    [Fact]
    public void Protoc_reads_every_witness_with_the_writer_and_not_with_the_reader()
    {
        var wrong = new List<string>();
        foreach (var one in Findings(TablePair.ReadAll()))
        {
            if (one.Find() is { } witness && FindDoubt(one, witness) is { } doubt)
                wrong.Add($"{one.Pair.Id} {one.Finding.Finding.Rule} {witness}: {doubt}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_witness_is_the_same_every_time()
    {
        var findings = Findings(TablePair.ReadOwn()).ToList();

        Assert.Equal(findings.Select(one => Show(one.Find())), findings.Select(one => Show(one.Find())));
    }

    private static string Show(Witness? witness) =>
        witness is null ? "" : $"{witness.Json} {Convert.ToHexString(witness.Payload.Span)} {witness.ReaderSays}";

    private static string? FindDoubt(Located one, Witness witness)
    {
        var writer = (ProtobufSchema)one.Pair.Writer.Schema;
        var reader = (ProtobufSchema)one.Pair.Reader.Schema;
        var type = witness.ReaderSays.Split(':')[0];
        var local = type[Scope(IsUnknown(one) ? writer : reader).Length..];
        var written = Protoc.Decode(writer.Linked.Files, Scope(writer) + local, witness.Payload.Span, out var errors);
        if (written is null || errors.Length > 0 || Unknown.IsMatch(written))
            return $"the writer has {written} {errors}";
        var read = Protoc.Decode(reader.Linked.Files, Scope(reader) + local, witness.Payload.Span, out errors);
        if (read is null || errors.Contains("missing required", StringComparison.Ordinal))
            return witness.Outcome == WitnessOutcome.Rejected ? null : $"the reader refuses it: {errors}";
        if (witness.Outcome == WitnessOutcome.Rejected)
            return $"the reader reads {read}";
        return WithoutNames(written) == WithoutNames(read) ? $"both read {read}" : null;
    }

    private static bool IsUnknown(Located one) => one.Finding.Finding.Rule == "MESSAGE_REMOVED";

    private static string Scope(ProtobufSchema schema) => schema.File.Package is { } package ? package.Name + "." : "";

    private static readonly Regex Unknown = new(@"^\s*\d+(:| \{)", RegexOptions.Multiline);

    /// <summary>Fields may have other names, but a number is the sign of one that is unknown.</summary>
    private static string WithoutNames(string text) =>
        Regex.Replace(text, @"^(\s*)[A-Za-z_]\w*(:| \{)", "$1field$2", RegexOptions.Multiline);

    private static IEnumerable<Located> Findings(IEnumerable<TablePair> pairs) =>
        pairs.SelectMany(pair => pair.Locate().Select(finding => new Located(pair, finding)));

    private sealed record Located(TablePair Pair, LocatedIncompatibility Finding)
    {
        public Witness? Find() => ProtobufRules.Instance.FindWitness(
            Finding, Pair.Reader.Schema, Pair.Writer.Schema, WitnessBudget.Default);
    }
}
