using System.Text;

namespace SchemaRegistry.Cli.Derivation;

/// <summary>
/// The names in one derived message. Fields and nested messages share a scope, and of two fields whose JSON names would
/// be the same protoc refuses one.
/// </summary>
internal sealed class MessageNames(string messageName)
{
    private readonly HashSet<string> _taken = [messageName];
    private readonly HashSet<string> _jsonNames = [];

    /// <summary>The legal, unique name of a field.</summary>
    public string AddField(string original)
    {
        var legal = LegalName.Make(original);
        var unique = legal;
        for (var number = 2; _taken.Contains(unique) || !_jsonNames.Add(JsonNameOf(unique)); number++)
            unique = $"{legal}_{number}";
        _taken.Add(unique);
        return unique;
    }

    /// <summary>The name of the message that a field's objects are.</summary>
    public string AddMessage(string field) =>
        LegalName.MakeUnique(char.ToUpperInvariant(field[0]) + field[1..] + "Message", _taken);

    /// <summary>
    /// The JSON name that a field has by itself: without underscores, the letter behind each in upper case.
    /// </summary>
    public static string JsonNameOf(string field)
    {
        var name = new StringBuilder(field.Length);
        var isUpper = false;
        foreach (var c in field)
        {
            if (c != '_')
                name.Append(isUpper ? char.ToUpperInvariant(c) : c);
            isUpper = c == '_';
        }

        return name.ToString();
    }
}
