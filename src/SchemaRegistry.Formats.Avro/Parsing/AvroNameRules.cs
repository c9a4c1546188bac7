namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>
/// Which simple names are legal: the specification's ASCII rule for new schemas; letters and digits of any script, as
/// older libraries accepted them, for what is stored already.
/// </summary>
internal static class AvroNameRules
{
    public static bool IsLegal(string name, SchemaParsing parsing)
    {
        if (name.Length == 0 || !IsStart(name[0], parsing))
            return false;

        foreach (var c in name)
        {
            if (!IsPart(c, parsing))
                return false;
        }

        return true;
    }

    /// <summary>A namespace is legal when each of its parts is a legal name.</summary>
    public static bool IsLegalNamespace(string name) =>
        name.Split('.').All(part => IsLegal(part, SchemaParsing.New));

    private static bool IsStart(char c, SchemaParsing parsing) =>
        c == '_' || char.IsAsciiLetter(c) || (parsing != SchemaParsing.New && char.IsLetter(c));

    private static bool IsPart(char c, SchemaParsing parsing) =>
        IsStart(c, parsing) || char.IsAsciiDigit(c) || (parsing != SchemaParsing.New && char.IsDigit(c));
}
