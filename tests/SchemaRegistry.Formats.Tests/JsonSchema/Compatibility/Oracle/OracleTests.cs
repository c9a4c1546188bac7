using System.Text;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;
using SchemaRegistry.Formats.JsonSchema.Validation;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility.Oracle;

/// <summary>
/// Holds the rules against the validator: what they call compatible, a reader has to accept, whatever the writer wrote.
/// Seeds are fixed; <see cref="FuzzFactor"/> makes it longer.
/// </summary>
public sealed class OracleTests
{
    private const int Rounds = 120;

    /// <summary>Until the first surprise only.</summary>
    private const int LooserRounds = 250;

    private const int MaxPayloads = 50;

    [Fact]
    public void What_the_rules_call_compatible_is_read()
    {
        var pairs = Pairs(11, LooserRule.None).Where(IsCompatible).ToList();

        Assert.InRange(pairs.Count, Rounds / 2, int.MaxValue);
        Assert.Empty(pairs.Select(Surprise).OfType<string>());
    }

    [Theory]
    [InlineData(LooserRule.Conditions)]
    [InlineData(LooserRule.PatternProperties)]
    [InlineData(LooserRule.PropertyNames)]
    [InlineData(LooserRule.Contains)]
    [InlineData(LooserRule.OneOfOverlap)]
    [InlineData(LooserRule.RequiredWithDefault)]
    [InlineData(LooserRule.RequiredUndeclared)]
    [InlineData(LooserRule.RequiredEmpty)]
    [InlineData(LooserRule.UntypedKeywords)]
    [InlineData(LooserRule.TypeListKeywords)]
    [InlineData(LooserRule.Unevaluated)]
    [InlineData(LooserRule.DependenciesInModern)]
    [InlineData(LooserRule.BooleanBounds)]
    [InlineData(LooserRule.AcrossDrafts)]
    [InlineData(LooserRule.BeyondDouble)]
    [InlineData(LooserRule.ConnectBytes)]
    [InlineData(LooserRule.Lenient)]
    internal void What_the_rules_are_looser_in_is_found_out(LooserRule looser)
    {
        var surprise = Pairs(12, looser).Where(IsCompatible).Select(Surprise).OfType<string>().FirstOrDefault();

        Assert.NotNull(surprise);
    }

    [Fact]
    public void Most_of_what_the_rules_call_incompatible_has_a_witness()
    {
        var (found, missed) = (0, 0);
        foreach (var pair in Pairs(13, LooserRule.None))
        {
            var findings = JsonSchemaRules.Instance.Locate(pair.Reader, pair.Writer, ComparisonOptions.Default);
            foreach (var finding in findings)
            {
                if (JsonSchemaRules.Instance.FindWitness(
                    finding, pair.Reader.Schema, pair.Writer.Schema, WitnessBudget.Default) is not null)
                    found++;
                else
                    missed++;
            }
        }

        Assert.True(found > missed * 2, $"{found} found, {missed} missed");
    }

    private static IEnumerable<(ComparedSide Reader, ComparedSide Writer, CompatibilityPolicy Policy)> Pairs(
        int seed, LooserRule looser)
    {
        var random = new Random(seed);
        var schemas = new OracleSchema(random, looser);
        var rounds = looser == LooserRule.None ? Rounds : LooserRounds;
        var policy = looser == LooserRule.Lenient ? CompatibilityPolicy.Lenient : CompatibilityPolicy.Strict;
        for (var round = 0; round < rounds * FuzzFactor.Value; round++)
        {
            var text = schemas.Next();
            var (one, other) = (Schemas.Side(text), Schemas.Side(schemas.Change(text)));
            yield return (one, other, policy);
            yield return (other, one, policy);
        }
    }

    private static bool IsCompatible((ComparedSide Reader, ComparedSide Writer, CompatibilityPolicy Policy) pair) =>
        JsonSchemaRules.Instance.FindIncompatibilities(
            pair.Reader.Schema, pair.Writer.Schema, new ComparisonOptions(pair.Policy)).Count == 0;

    /// <summary>A payload that the writer may write and the reader refuses, or null.</summary>
    private static string? Surprise((ComparedSide Reader, ComparedSide Writer, CompatibilityPolicy Policy) pair)
    {
        var (reader, writer) = ((JsonSchemaParsedSchema)pair.Reader.Schema, (JsonSchemaParsedSchema)pair.Writer.Schema);
        if (PlaceValidators.Compile(writer, JsonValidatorOptions.Default) is not { } writers
            || JsonValidator.Compile(reader, JsonValidatorOptions.Default, out _) is not { } readers)
            return null;
        var root = new RegionMap(writer.Scope, reader.Scope, new StepBudget(SearchBudget.MaxPlaces)).Root;
        for (var levels = 0; levels <= 2; levels++)
        {
            var maker = new ValueMaker(writers, new SearchBudget(new WitnessBudget()));
            foreach (var payload in maker.Values(root, levels).Take(MaxPayloads))
            {
                if (readers.Validate(Encoding.UTF8.GetBytes(payload)) is [var reason, ..])
                    return $"{payload}: {reason}\n  writer {pair.Writer.Text}\n  reader {pair.Reader.Text}";
            }
        }

        return null;
    }
}
