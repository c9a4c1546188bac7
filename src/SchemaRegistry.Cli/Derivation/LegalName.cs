using System.Text;

namespace SchemaRegistry.Cli.Derivation;

/// <summary>Makes names that Avro and Protobuf allow: ASCII letters, digits and underscores, no digit first.</summary>
internal static class LegalName
{
    public static string Make(string name)
    {
        var legal = new StringBuilder(name.Length + 1);
        foreach (var c in name)
            legal.Append(char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_');
        if (legal.Length == 0 || char.IsAsciiDigit(legal[0]))
            legal.Insert(0, '_');
        return legal.ToString();
    }

    /// <summary>
    /// The name, or with the first number behind it that makes it another than all taken ones; it is taken then.
    /// </summary>
    public static string MakeUnique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
            unique = $"{name}_{number}";
        return unique;
    }
}
