using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CsCheck;
using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Validation;

public sealed class TapeScannerTests
{
    private static readonly JsonValidator Anything = Schemas.Compile("true");

    private static readonly string[] Seeds =
    [
        """{"a":[1,-2.5e+10,true,false,null,"x\u00e9\n\\\"y",{}],"long name that passes sixteen bytes":"é漢😀 and more text"}""",
        """ [ 0 , -0 , 1e5 , 0.5E-3 , "" , [ ] , { "k" : { } } ] """,
        "\"\\ud83d\\ude00 \\/ \\b\\f\\r\\t\"",
    ];

    /// <summary>The reader of .NET is the other implementation.</summary>
    [Fact]
    public void A_text_is_json_exactly_when_the_reader_of_dotnet_says_so()
    {
        var mutation =
            from seed in Schemas.OneOf(Seeds)
            from places in Gen.Int[0, 10_000].Array[0, 3]
            from bytes in Schemas.OneOf<byte>([.. "\"\\,}]0 e.:-"u8, 0x01, 0xC3]).Array[3]
            from cut in Gen.Int[0, 10_000]
            select Mutate(Encoding.UTF8.GetBytes(seed), places, bytes, cut);

        mutation.Sample(utf8 => Anything.IsValid(utf8) == IsJson(utf8), iter: 20_000);
    }

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("\"\\ud83d\\ude00\"", true)]
    [InlineData("\"\\u0061b\"", false)]
    [InlineData("\"é\"", true)]
    public void Lengths_count_characters_behind_escapes(string text, bool isOne) =>
        Assert.Equal(isOne, Schemas.Compile("""{"minLength":1,"maxLength":1}""").IsValid(text));

    [Theory]
    [InlineData("""{"\u0061":1}""", true)]
    [InlineData("""{"a":"1"}""", false)]
    public void Escaped_names_are_the_names_that_they_spell(string text, bool isValid) =>
        Assert.Equal(
            isValid,
            Schemas.Compile("""{"required":["a"],"properties":{"a":{"type":"integer"}}}""").IsValid(text));

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("100", "1E+2")]
    [InlineData("0", "-0.0e7")]
    [InlineData("12345678901234567890", "1234567890123456789.0e1")]
    [InlineData("0.001", "1e-3")]
    [InlineData("5", "5.000")]
    public void Numbers_are_equal_by_value(string left, string right)
    {
        Assert.True(Schemas.Compile($"{{\"const\":{left}}}").IsValid(right));
        Assert.False(Schemas.Compile("""{"uniqueItems":true}""").IsValid($"[{left},{right}]"));
        Assert.True(Schemas.Compile($"{{\"minimum\":{left},\"maximum\":{left}}}").IsValid(right));
    }

    [Theory]
    [InlineData("1.0000000000000000000001", "1")]
    [InlineData("-1", "-1.0000000000000000000001")]
    [InlineData("10", "9.99e0")]
    [InlineData("0.1", "-5e20")]
    [InlineData("5.01", "5")]
    [InlineData("5", "4.999")]
    [InlineData("5.5e1", "54")]
    [InlineData("-4", "-4.5")]
    [InlineData("0.5", "-3")]
    public void Numbers_are_ordered_exactly(string larger, string smaller)
    {
        Assert.True(Schemas.Compile($"{{\"exclusiveMinimum\":{smaller}}}").IsValid(larger));
        Assert.False(Schemas.Compile($"{{\"minimum\":{larger}}}").IsValid(smaller));
        Assert.True(Schemas.Compile($"{{\"exclusiveMaximum\":{larger}}}").IsValid(smaller));
    }

    [Theory]
    [InlineData("0.01", "19.99", true)]
    [InlineData("0.3", "0.9", true)]
    [InlineData("0.3", "1e3", false)]
    [InlineData("3", "1e300", false)]
    [InlineData("3", "3e300", true)]
    [InlineData("12345678901234567890123", "24691357802469135780246", true)]
    [InlineData("12345678901234567890123", "24691357802469135780247", false)]
    [InlineData("1e-5", "0.00001", true)]
    [InlineData("1e-5", "0.000001", false)]
    public void Multiples_are_exact(string divisor, string number, bool isValid) =>
        Assert.Equal(isValid, Schemas.Compile($"{{\"multipleOf\":{divisor}}}").IsValid(number));

    private static byte[] Mutate(byte[] utf8, int[] places, byte[] bytes, int cut)
    {
        for (var index = 0; index < places.Length; index++)
            utf8[places[index] % utf8.Length] = bytes[index];
        return cut % 4 == 0 ? utf8[..(cut % utf8.Length)] : utf8;
    }

    private static bool IsJson(byte[] utf8)
    {
        if (!Utf8.IsValid(utf8))
            return false;
        try
        {
            var reader = new Utf8JsonReader(utf8);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
