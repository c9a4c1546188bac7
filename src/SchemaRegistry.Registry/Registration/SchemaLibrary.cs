using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>
/// Turns texts into schemas: finds the language, resolves references among what is registered, and keeps what it
/// parsed.
/// </summary>
internal sealed class SchemaLibrary
{
    private readonly Dictionary<SchemaType, SchemaLanguage> _languages;
    private readonly BoundedCache<long, ParsedSchema> _parsed = new(RegistryLimits.MaxParsedSchemas);
    private readonly ParsedTexts _parsedTexts = new();

    public SchemaLibrary(IReadOnlyList<SchemaLanguage> languages, SchemaTexts texts, bool hasStrictReferences)
    {
        _languages = languages.ToDictionary(language => language.Format.Type);
        Texts = texts;
        HasStrictReferences = hasStrictReferences;
    }

    /// <summary>Whether a schema may reach two versions under one reference name.</summary>
    public bool HasStrictReferences { get; }

    public SchemaTexts Texts { get; }

    public IReadOnlyCollection<SchemaType> Types => _languages.Keys;

    public ISchemaFormat Format(SchemaType type) => _languages[type].Format;

    public SchemaLanguage Language(SchemaType type) => _languages[type];

    public ICompatibilityRules Rules(SchemaType type) => _languages[type].Rules;

    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.UnknownSchemaType"/>.</exception>
    public SchemaType FindType(string? name) =>
        SchemaTypeNames.TryParse(name ?? SchemaTypeNames.Avro, out var type) && _languages.ContainsKey(type)
            ? type
            : throw new RegistryException(RegistryErrorCode.UnknownSchemaType) { Text = name ?? "" };

    public SchemaParseResult Parse(SchemaType type, string text, ReferenceSet references, SchemaParsing parsing) =>
        Format(type).Parse(text, references, parsing);

    /// <summary>The same for the text of a request, which may well have come before.</summary>
    public SchemaParseResult ParseRequest(
        SchemaType type, string text, ReferenceSet references, SchemaParsing parsing) =>
        references == ReferenceSet.Empty
            ? _parsedTexts.GetOrAdd(Format(type), text, parsing, () => Parse(type, text, references, parsing))
            : Parse(type, text, references, parsing);

    public void Remember(SchemaContent content, ParsedSchema parsed) => _parsed.Add(content.ContentId, parsed);

    /// <summary>A schema that is registered, parsed.</summary>
    public ParsedSchema Load(IRegistryView view, QualifiedSubject owner, SchemaContent content)
    {
        if (_parsed.TryGet(content.ContentId, out var cached))
            return cached;
        var parsed = LoadText(view, owner, content).Schema;
        _parsed.Add(content.ContentId, parsed);
        return parsed;
    }

    /// <summary>
    /// A schema that is registered with the text that it was read from: that of the cache may come from a request which
    /// spelled it differently.
    /// </summary>
    public ComparedSide LoadText(IRegistryView view, QualifiedSubject owner, SchemaContent content)
    {
        var references = ReferenceResolution.Resolve(
            view, this, new ReferenceOwner(owner.Context, content.Type), content.References, ReferenceTargets.All);
        var text = Texts.Get(content);
        return Parse(content.Type, text, references.Closed, SchemaParsing.Stored).TryGetSchema(
            out var schema, out var problems)
            ? new ComparedSide(schema, text, references.Closed)
            : throw new RegistryException(RegistryErrorCode.InvalidSchema)
            {
                Subject = owner,
                Text = text,
                Type = content.Type,
                Problems = problems,
            };
    }
}
