using SchemaRegistry.Formats;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// Schemas by the text that requests bring, for texts without references: clients look up and register the same few
/// schemas whenever they start. Up to <see cref="RegistryLimits.MaxParsedTexts"/>, none longer than
/// <see cref="RegistryLimits.MaxParsedTextCharacters"/>; the oldest goes first. A text means the same for ever, so
/// nothing is ever stale. Safe for any thread.
/// </summary>
internal sealed class ParsedTexts
{
    private readonly BoundedCache<Key, SchemaParseResult> _results = new(RegistryLimits.MaxParsedTexts);

    public SchemaParseResult GetOrAdd(
        ISchemaFormat format, string text, SchemaParsing parsing, Func<SchemaParseResult> parse)
    {
        if (text.Length > RegistryLimits.MaxParsedTextCharacters)
            return parse();
        var key = new Key(format.Type, parsing, text);
        if (_results.TryGet(key, out var cached))
            return cached;

        // What is wrong is told anew each time: nobody sends it again and again to have it faster.
        var result = parse();
        if (result.TryGetSchema(out _, out _))
            _results.Add(key, result);
        return result;
    }

    private readonly record struct Key(SchemaType Type, SchemaParsing Parsing, string Text);
}
