namespace SchemaRegistry.Registry.Naming;

/// <summary>
/// A subject in its context: <c>.</c> is the default context, others are written <c>.ctx</c>. In text a subject of
/// another context is <c>:.ctx:name</c>. With an empty name it stands for the context itself, as the scope of a config
/// or mode; the default context then is what the API calls global.
/// </summary>
public readonly record struct QualifiedSubject(string Context, string Name) : IComparable<QualifiedSubject>
{
    public const string DefaultContext = ".";

    /// <summary>The context whose config and mode stand behind those of all contexts; it holds no subjects.</summary>
    public const string GlobalContext = ".__GLOBAL";

    /// <summary>The scope of <c>/config</c> and <c>/mode</c>.</summary>
    public static readonly QualifiedSubject Global = new(DefaultContext, "");

    /// <summary>The scope behind all scopes.</summary>
    public static readonly QualifiedSubject SuperGlobal = new(GlobalContext, "");

    public bool IsInDefaultContext => Context == DefaultContext;

    /// <summary>Whether it names a context and no subject in it.</summary>
    public bool IsContext => Name.Length == 0;

    /// <summary><c>:.ctx:</c>, or nothing for the default context.</summary>
    public string DelimitedContext => IsInDefaultContext ? "" : $":{Context}:";

    /// <summary>
    /// Reads the text form; a text without a context lies in <paramref name="context"/>. <c>:.:x</c> is <c>x</c>;
    /// without a second colon the whole text is a context.
    /// </summary>
    public static QualifiedSubject Parse(string text, string context = DefaultContext)
    {
        if (!text.StartsWith(":.", StringComparison.Ordinal))
            return new QualifiedSubject(context, text);
        var end = text.IndexOf(':', 1);
        return end < 0
            ? new QualifiedSubject(text[1..], "")
            : new QualifiedSubject(text[1..end], text[(end + 1)..]);
    }

    public int CompareTo(QualifiedSubject other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => DelimitedContext + Name;
}
