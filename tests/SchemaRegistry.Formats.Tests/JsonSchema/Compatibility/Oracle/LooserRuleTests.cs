using System.Text;
using System.Text.Json.Nodes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility.Oracle;

public sealed class LooserRuleTests
{
    [Fact]
    public void Each_case_that_is_looser_is_called_compatible_and_its_payload_is_refused()
    {
        var wrong = new List<string>();
        foreach (var verdict in JsonVerdictCase.Own().Where(each => each.Json["looser"] is not null))
        {
            var (reader, writer) = verdict.Comparisons.Single();
            var payload = Encoding.UTF8.GetBytes((string)verdict.Json["payload"]!);
            if (!verdict.Run().IsCompatible || !IsValid(writer, payload) || IsValid(reader, payload))
                wrong.Add(verdict.Id);
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Whatever_is_looser_has_its_case()
    {
        var shown = JsonVerdictCase.Own().Select(each => (string?)each.Json["looser"]).OfType<string>().Distinct();

        Assert.Equal(
            Enum.GetNames<LooserRule>().Where(name => name != nameof(LooserRule.None)).Order(), shown.Order());
    }

    /// <summary>Formats are asserted, which is the severest that a reader may be.</summary>
    private static bool IsValid(ComparedSide side, byte[] payload)
    {
        var options = JsonValidatorOptions.Default with { Formats = FormatHandling.Assert };
        var validator = JsonValidator.Compile((JsonSchemaParsedSchema)side.Schema, options, out var problems);
        return validator?.IsValid(payload) ?? throw new InvalidOperationException(string.Join("; ", problems));
    }
}
