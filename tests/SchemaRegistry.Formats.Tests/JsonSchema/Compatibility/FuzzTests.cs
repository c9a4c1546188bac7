using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>Random schemas, recursive ones among them; the seeds are fixed.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 2000;

    [Fact]
    public void A_schema_takes_what_it_took()
    {
        var random = new RandomSchema(new Random(1));
        for (var round = 0; round < Rounds; round++)
        {
            var text = random.Next();

            Assert.True(Schemas.Find(text, text).Count == 0, text);
        }
    }

    [Fact]
    public void The_verdict_is_the_greatest_fixed_point()
    {
        foreach (var (original, update) in Pairs(2))
        {
            foreach (var policy in Enum.GetValues<CompatibilityPolicy>())
            {
                var found = JsonSchemaRules.Instance.FindIncompatibilities(
                    update, original, new ComparisonOptions(policy));

                Assert.True(
                    FixedPoint.IsCompatible(original, update, policy) == (found.Count == 0),
                    $"{policy}: {original.CanonicalText} => {update.CanonicalText}");
            }
        }
    }

    [Fact]
    public void Reasons_are_the_incompatible_ones_of_all_differences()
    {
        foreach (var (original, update) in Pairs(3))
        {
            var all = JsonSchemaCompatibility.Compare(
                original.Scope, update.Scope, ComparisonOptions.Default, DifferenceFilter.All);
            var reasons = JsonSchemaRules.Instance.FindIncompatibilities(update, original, ComparisonOptions.Default);

            Assert.Equal(
                all.Where(found => !found.Type.IsCompatible(CompatibilityPolicy.Strict))
                    .Select(found => (DifferenceMessage.NameOf(found.Type), found.Path)).Order(),
                reasons.Select(found => (found.Rule, found.Path)).Order());
        }
    }

    [Fact]
    public void The_lenient_policy_refuses_nothing_that_the_strict_one_takes()
    {
        foreach (var (original, update) in Pairs(4))
        {
            var strict = JsonSchemaRules.Instance.FindIncompatibilities(update, original, ComparisonOptions.Default);
            var lenient =
                JsonSchemaRules.Instance.FindIncompatibilities(
                    update, original, new ComparisonOptions(CompatibilityPolicy.Lenient));

            Assert.True(
                strict.Count > 0 || lenient.Count == 0, $"{original.CanonicalText} => {update.CanonicalText}");
        }
    }

    /// <summary>What is stored may never have been checked: no keyword is sure to hold what it should.</summary>
    [Fact]
    public void A_keyword_may_hold_anything()
    {
        var families = RandomSchema.Dialects.SelectMany(
            dialect => RandomSchema.Keywords.Select(keyword => Odd(dialect, keyword)));
        foreach (var schemas in families)
        {
            foreach (var (original, update) in schemas.SelectMany(_ => schemas, (one, other) => (one, other)))
            {
                var found =
                    JsonSchemaRules.Instance.FindIncompatibilities(update, original, ComparisonOptions.Default);

                var isUnresolved = found.Any(reason => reason.Rule == "UNSUPPORTED_EXTERNAL_REFERENCE");
                Assert.True(original != update || found.Count == 0 || isUnresolved, original.CanonicalText);
            }
        }
    }

    private static JsonSchemaParsedSchema[] Odd(string dialect, string keyword)
    {
        string[] values =
            ["null", "true", "false", "-1", "0.5", "1e400", "\"x\"", "\"[\"", "[]", "[1]", "{}", """{"a":1}"""];
        return
        [
            .. values.Select(value => Schemas.Parse($$"""{"$schema":"{{dialect}}","{{keyword}}":{{value}}}""")),
        ];
    }

    /// <summary>One of three is a stranger, the others differ by one change.</summary>
    private static IEnumerable<(JsonSchemaParsedSchema Original, JsonSchemaParsedSchema Update)> Pairs(int seed)
    {
        var random = new RandomSchema(new Random(seed));
        for (var round = 0; round < Rounds; round++)
        {
            var text = random.Next();
            var other = round % 3 == 0 ? random.Next() : random.Change(text);
            yield return (Schemas.Parse(text), Schemas.Parse(other));
        }
    }
}
