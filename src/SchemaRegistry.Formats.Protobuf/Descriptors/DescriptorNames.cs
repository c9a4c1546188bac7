namespace SchemaRegistry.Formats.Protobuf.Descriptors;

/// <summary>
/// Checks the names in descriptors: in a text they must be identifiers, or a name could smuggle in statements.
/// </summary>
internal sealed class DescriptorNames
{
    public string Simple(string name) => IsIdentifier(name) ? name : throw Refuse(name, "an identifier");

    /// <summary>Identifiers with dots between them.</summary>
    public string Dotted(string name) =>
        name.Split('.').All(part => IsIdentifier(part)) ? name : throw Refuse(name, "a name with dots");

    /// <summary>A full name with a leading dot, or a name that is not resolved.</summary>
    public string Type(string name)
    {
        Dotted(name.StartsWith('.') ? name[1..] : name);
        return name;
    }

    public static string Shorten(string name) => name.Length <= ProtobufLimits.MaxQuotedLength
        ? name
        : name[..ProtobufLimits.MaxQuotedLength] + "…";

    private static bool IsIdentifier(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || char.IsAsciiDigit(name[0]))
            return false;
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_')
                return false;
        }

        return true;
    }

    private static DescriptorException Refuse(string name, string what) =>
        new($"\"{Shorten(name)}\" in the descriptor is not {what}");
}
