using System.Globalization;

namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>
/// A JSON pointer over the reader's schema as the API prints it: the root is <c>/</c>, not the empty text.
/// </summary>
internal sealed class ReaderPath
{
    public static readonly ReaderPath Root = new(null, "");

    private readonly ReaderPath? _parent;
    private readonly string _token;

    private ReaderPath(ReaderPath? parent, string token)
    {
        _parent = parent;
        _token = token;
    }

    public ReaderPath Then(string token) => new(this, token);

    public ReaderPath Then(int index) => new(this, index.ToString(CultureInfo.InvariantCulture));

    /// <summary>Tokens are attribute names and numbers, which need no escape.</summary>
    public override string ToString()
    {
        var tokens = new Stack<string>();
        for (var path = this; path._parent is not null; path = path._parent)
            tokens.Push(path._token);
        return "/" + string.Join('/', tokens);
    }
}
