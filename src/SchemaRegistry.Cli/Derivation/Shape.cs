using System.Globalization;
using System.Numerics;
using System.Text.Json;
using SchemaRegistry.Cli.Input;

namespace SchemaRegistry.Cli.Derivation;

/// <summary>What the values of one place in the rows have been so far.</summary>
internal sealed class Shape
{
    /// <summary>Integers up to it are exact as a double: 2⁵³.</summary>
    private const long MaxExactInteger = 1L << 53;

    public bool HasNull { get; set; }

    public bool HasBoolean { get; private set; }

    /// <summary>Whether an integer needed more than 32 bits.</summary>
    public bool HasLong { get; private set; }

    public bool HasInt { get; private set; }

    public bool HasDouble { get; private set; }

    /// <summary>Whether an integer would change as a double.</summary>
    public bool HasWideInteger { get; private set; }

    /// <summary>Whether an integer was beyond 64 bits and no double either: only JSON holds it.</summary>
    public bool HasHugeInteger { get; private set; }

    public bool HasText { get; private set; }

    /// <summary>What objects had in this place, or null.</summary>
    public RecordShape? Record { get; private set; }

    /// <summary>What arrays held in this place, or null.</summary>
    public Shape? Items { get; private set; }

    /// <summary>Whether an array in this place was empty.</summary>
    public bool HasEmptyArray { get; private set; }

    /// <summary>The shape of a place where only such objects are.</summary>
    public static Shape Of(RecordShape record) => new() { Record = record };

    public void Add(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                HasNull = true;
                break;
            case JsonValueKind.True or JsonValueKind.False:
                HasBoolean = true;
                break;
            case JsonValueKind.String:
                HasText = true;
                break;
            case JsonValueKind.Number:
                AddNumber(value);
                break;
            case JsonValueKind.Object:
                (Record ??= new RecordShape()).Add(value);
                break;
            case JsonValueKind.Array:
                Items ??= new Shape();
                HasEmptyArray |= value.GetArrayLength() == 0;
                foreach (var item in value.EnumerateArray())
                    Items.Add(item);
                break;
        }
    }

    /// <summary>
    /// Adds a CSV text: nothing is null, and what is printed again as it was is taken for what it looks like. One
    /// other text makes all of the column texts, since <see cref="CsvTyping"/> then reads all of them as such.
    /// </summary>
    public void AddText(string? text)
    {
        if (string.IsNullOrEmpty(text))
            HasNull = true;
        else if (HasText)
            return;
        else if (CsvTexts.Fits(text, CsvColumn.Boolean))
            HasBoolean = true;
        else if (CsvTexts.Fits(text, CsvColumn.Number))
            AddNumber(JsonDocument.Parse(text).RootElement);
        else
        {
            HasText = true;
            HasBoolean = HasInt = HasLong = HasDouble = HasWideInteger = false;
        }
    }

    private void AddNumber(JsonElement value)
    {
        if (value.TryGetInt32(out _))
            HasInt = true;
        else if (value.TryGetInt64(out var integer))
        {
            HasLong = true;
            HasWideInteger |= integer is > MaxExactInteger or < -MaxExactInteger;
        }
        else
        {
            HasDouble = true;
            HasHugeInteger |= IsInexact(value);
        }
    }

    /// <summary>Whether it is written as an integer and is another one as a double.</summary>
    private static bool IsInexact(JsonElement value) =>
        BigInteger.TryParse(
            value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact)
        && new BigInteger(value.GetDouble()) != exact;
}
