using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Tests.Avro.Encoding;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>
/// Where the rules call a pair compatible and a reader may still not get what was written: each with its case in
/// schemas/compatibility/avro, data that shows it, and what the reader says of that. docs/compatibility/avro.md tells
/// the same. What is not listed and shows in the oracle is a bug.
/// </summary>
internal sealed record Looseness(string CaseId, string Reason, string Json, string ReaderSays)
{
    public static readonly IReadOnlyList<Looseness> All =
    [
        new(
            "avro-101",
            "A string reads bytes; bytes that are no UTF-8 are no text.",
            "\"ÿ\"",
            "! $: a string is not valid UTF-8")
        {
            Explains = (problem, _) => problem.Message == "a string is not valid UTF-8",
        },
        new(
            "avro-102",
            "Each of two fields of the reader matches the same field of the writer, one by name and one by alias; only "
                + "one gets its value.",
            """{"celsius":1}""",
            "! $.copy: the field 'copy' is missing and has no default")
        {
            Explains = (problem, reader) => problem.Message.EndsWith("is missing and has no default", StringComparison.Ordinal)
                && Types.Of(reader).OfType<RecordSchema>().Any(HasOneNameTwice),
        },
        new(
            "avro-103",
            "One branch of the reader's union can read the record; a reader takes the branch of the same full name, or "
                + "else the first of the same simple name.",
            """{"id":1}""",
            "! $.height: the field 'height' is missing and has no default")
        {
            Explains = (_, reader) => Types.Of(reader).OfType<UnionSchema>().Any(HasOneNameTwice),
        },
        new(
            "avro-104",
            "A pair of types that is being compared counts as compatible, also where it turns out not to be and another "
                + "branch of the union is taken.",
            """{"u":{"q":{"p":null},"x":1},"v":{"p":{"q":{"p":null},"x":1}}}""",
            "! $.v.p.x: the data has int here, which can not be read as string"),
        new(
            "avro-105",
            "A default counts, whether it fits its type or not.",
            """{"celsius":1}""",
            "! $.station: the default of the field 'station' does not fit its type, or is too large"),
        new(
            "avro-106",
            "A float or double reads long and has no room for all of it.",
            "9007199254740993",
            "9007199254740992"),
        new(
            "avro-107",
            "Logical types are not compared: the same number is another time.",
            "1",
            "1"),
    ];

    /// <summary>Whether a problem in random data is of this kind; never where random schemas do not come.</summary>
    public Func<AvroDataProblem, AvroSchema, bool> Explains { get; init; } = (_, _) => false;

    private static bool HasOneNameTwice(RecordSchema record)
    {
        var names = record.Fields.SelectMany(field => field.Aliases.Prepend(field.Name).Distinct()).ToList();
        return names.Count != names.Distinct().Count();
    }

    private static bool HasOneNameTwice(UnionSchema union)
    {
        var names = union.Branches.OfType<NamedSchema>()
            .SelectMany(branch => branch.Aliases.Prepend(branch.Name).Select(name => name.Simple).Distinct())
            .ToList();
        return names.Count != names.Distinct().Count();
    }
}
