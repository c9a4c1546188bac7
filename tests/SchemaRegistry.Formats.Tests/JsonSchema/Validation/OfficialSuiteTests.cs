using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Validation;

public sealed class OfficialSuiteTests
{
    /// <summary>The counts are those of the suite itself, so that a folder that was not read is noticed.</summary>
    [Theory]
    [InlineData("draft4", "http://json-schema.org/draft-04/schema#", 618)]
    [InlineData("draft6", "http://json-schema.org/draft-06/schema#", 839)]
    [InlineData("draft7", "http://json-schema.org/draft-07/schema#", 927)]
    [InlineData("draft2020-12", "https://json-schema.org/draft/2020-12/schema", 1299)]
    public void Every_required_case_has_the_verdict_of_the_suite(string draft, string metaSchema, int cases)
    {
        var suite = new OfficialSuite(draft, metaSchema);

        suite.Run("", JsonValidatorOptions.Default);

        Assert.True(suite.Wrong.Count == 0, string.Join('\n', suite.Wrong));
        Assert.True(suite.Cases >= cases, $"{suite.Cases} cases were run");
    }

    [Theory]
    [InlineData("draft4", "http://json-schema.org/draft-04/schema#")]
    [InlineData("draft6", "http://json-schema.org/draft-06/schema#")]
    [InlineData("draft7", "http://json-schema.org/draft-07/schema#")]
    [InlineData("draft2020-12", "https://json-schema.org/draft/2020-12/schema")]
    public void Optional_cases_have_the_verdict_of_the_suite(string draft, string metaSchema)
    {
        var suite = new OfficialSuite(draft, metaSchema);

        // What a string encodes is not looked into: "content…" annotates.
        suite.Run("optional", JsonValidatorOptions.Default, except: "content");

        Assert.True(suite.Wrong.Count == 0, string.Join('\n', suite.Wrong));
    }

    [Theory]
    [InlineData("draft4", "http://json-schema.org/draft-04/schema#")]
    [InlineData("draft6", "http://json-schema.org/draft-06/schema#")]
    [InlineData("draft7", "http://json-schema.org/draft-07/schema#")]
    [InlineData("draft2020-12", "https://json-schema.org/draft/2020-12/schema")]
    public void Formats_are_asserted_as_the_suite_has_them(string draft, string metaSchema)
    {
        var suite = new OfficialSuite(draft, metaSchema);

        // The tables of IDNA, which tell whether a punycoded label is one, are not here.
        suite.Run("optional/format", new JsonValidatorOptions { Formats = FormatHandling.Assert }, "idn-hostname");

        Assert.True(suite.Wrong.Count == 0, string.Join('\n', suite.Wrong));
    }
}
