using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Benchmarks.Compatibility;

/// <summary>Two versions of a schema, of which the later one reads what the earlier one wrote.</summary>
internal sealed class SchemaPair
{
    public static readonly SchemaLanguage Avro = new(AvroFormat.Instance, AvroRules.Instance);
    public static readonly SchemaLanguage Protobuf = new(ProtobufFormat.Instance, ProtobufRules.Instance);
    public static readonly SchemaLanguage Json = new(JsonSchemaFormat.Instance, JsonSchemaRules.Instance);

    private readonly ParsedSchema _before;
    private readonly ParsedSchema _after;

    public SchemaPair(SchemaLanguage language, string before, string after)
    {
        Language = language;
        (Before, After) = (before, after);
        (_before, _after) = (Read(language, before), Read(language, after));
    }

    public SchemaLanguage Language { get; }

    public string Before { get; }

    public string After { get; }

    /// <summary>Checked as for a registration.</summary>
    public static ParsedSchema Read(SchemaLanguage language, string text)
    {
        var result = language.Format.Parse(text, ReferenceSet.Empty, SchemaParsing.New);
        return result.Schema ?? throw new InvalidOperationException(string.Join('\n', result.Problems));
    }

    /// <summary>Both were read before.</summary>
    public IReadOnlyList<Incompatibility> Compare() => Compare(ComparisonOptions.Default);

    public IReadOnlyList<Incompatibility> Compare(ComparisonOptions options) =>
        Language.Rules.FindIncompatibilities(_after, _before, options);

    /// <summary>The least budget with which the comparison comes to its end.</summary>
    /// <exception cref="InvalidOperationException">It does not with the default one.</exception>
    public long CountSteps()
    {
        var enough = ComparisonOptions.DefaultMaxSteps;
        if (IsTooComplex(enough))
            throw new InvalidOperationException("The schemas are too complex to compare.");
        var tooFew = 0L;
        while (enough - tooFew > 1)
        {
            var middle = tooFew + ((enough - tooFew) / 2);
            if (IsTooComplex(middle))
                tooFew = middle;
            else
                enough = middle;
        }

        return enough;
    }

    public void ReadBoth()
    {
        Read(Language, Before);
        Read(Language, After);
    }

    public void ReadBothAndCompare() => Language.Rules.FindIncompatibilities(
        Read(Language, After), Read(Language, Before), ComparisonOptions.Default);

    /// <exception cref="InvalidOperationException">The later one does not read the earlier one.</exception>
    public SchemaPair MustBeCompatible() => Compare() is [var first, ..]
        ? throw new InvalidOperationException(first.ToMessage("new", "old"))
        : this;

    private bool IsTooComplex(long maxSteps) => Compare(new ComparisonOptions(MaxSteps: maxSteps))
        .Any(found => found.Rule == Incompatibility.TooComplexRule);
}
