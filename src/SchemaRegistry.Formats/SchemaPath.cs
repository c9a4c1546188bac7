using System.Globalization;
using System.Text;

namespace SchemaRegistry.Formats;

/// <summary>
/// A JSON pointer (RFC 6901) that grows by sharing its parents, and becomes text only when it is shown.
/// </summary>
public sealed class SchemaPath
{
    public static readonly SchemaPath Root = new(null, "");

    private readonly SchemaPath? _parent;
    private readonly string _token;

    private SchemaPath(SchemaPath? parent, string token)
    {
        _parent = parent;
        _token = token;
    }

    public SchemaPath Then(string token) => new(this, token);

    public SchemaPath Then(int index) => new(this, index.ToString(CultureInfo.InvariantCulture));

    public override string ToString()
    {
        var tokens = new Stack<string>();
        for (var path = this; path._parent is not null; path = path._parent)
            tokens.Push(path._token);

        var text = new StringBuilder();
        foreach (var token in tokens)
        {
            text.Append('/').Append(token
                .Replace("~", "~0", StringComparison.Ordinal)
                .Replace("/", "~1", StringComparison.Ordinal));
        }

        return text.ToString();
    }
}
