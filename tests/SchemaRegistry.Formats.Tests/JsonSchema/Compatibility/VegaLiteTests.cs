using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>
/// The schema of vega-lite, 1.9 MB of definitions that use each other, in its last three major versions, from the npm
/// packages that <c>tests/run.sh</c> installs.
/// </summary>
public sealed class VegaLiteTests
{
    private static readonly string[] Packages = ["vega-lite-4", "vega-lite-5", "vega-lite"];

    private static readonly Dictionary<string, Lazy<JsonSchemaParsedSchema>> Schema =
        Packages.ToDictionary(package => package, package => new Lazy<JsonSchemaParsedSchema>(() => Parse(package)));

    public static TheoryData<string> Versions => [.. Packages];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var was in Packages)
            {
                foreach (var now in Packages.Where(other => other != was))
                    pairs.Add(was, now);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_version_takes_what_it_took(string version)
    {
        var sameOnceMore = Schemas.Parse(Schema[version].Value.CanonicalText);

        Assert.Empty(Find(Schema[version].Value, sameOnceMore));
    }

    /// <summary>Each took away or renamed something that others of it use.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Major_versions_are_incompatible_both_ways_and_not_too_complex(string was, string now)
    {
        var found = Find(Schema[was].Value, Schema[now].Value);
        var foundAgain = Find(Schema[was].Value, Schema[now].Value);

        Assert.NotEmpty(found);
        Assert.DoesNotContain(found, reason => reason.Rule == Incompatibility.TooComplexRule);
        Assert.Equal(Lines(found), Lines(foundAgain));
    }

    [Theory]
    [InlineData("vega-lite-4", "vega-lite-5", "MarkDef", "timeUnitBand")]
    [InlineData("vega-lite-5", "vega-lite-4", "MarkDef", "time")]
    [InlineData("vega-lite-4", "vega-lite-5", "TopLevelUnitSpec", "selection")]
    public void A_property_that_a_version_took_away_is_found(string was, string now, string definition, string property)
    {
        var found = Find(Definition(was, definition), Definition(now, definition));

        Assert.Contains(("PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL", $"#/properties/{property}"), Lines(found));
    }

    private static IReadOnlyList<Incompatibility> Find(JsonSchemaParsedSchema was, JsonSchemaParsedSchema now) =>
        JsonSchemaRules.Instance.FindIncompatibilities(now, was, ComparisonOptions.Default);

    private static IEnumerable<(string Rule, string Path)> Lines(IReadOnlyList<Incompatibility> found) =>
        found.Select(reason => (reason.Rule, reason.Path));

    /// <summary>The schema with one of its definitions at the root.</summary>
    private static JsonSchemaParsedSchema Definition(string package, string name) => Schemas.Parse(
        Read(package).Replace("\"#/definitions/TopLevelSpec\"", $"\"#/definitions/{name}\"", StringComparison.Ordinal));

    private static JsonSchemaParsedSchema Parse(string package) => Schemas.Parse(Read(package));

    private static string Read(string package)
    {
        var path = Repository.File($"tests/.packages/node_modules/{package}/build/vega-lite-schema.json");
        if (!File.Exists(path))
            Assert.Skip($"The npm package is not installed (tests/run.sh does that): {package}");
        return File.ReadAllText(path);
    }
}
