using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Canonical;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>
/// One finding on the desk of somebody who may edit one of the two schemas: where it is in both, and the proposals so
/// far. The other schema is registered, and only read.
/// </summary>
internal sealed class EditDesk
{
    /// <summary>Callers show no more for one finding.</summary>
    private const int MaxProposals = 3;

    /// <summary>Characters of a value that is copied; nobody would write a longer one by hand.</summary>
    private const int MaxCopiedLength = 64 * 1024;

    /// <summary>Changes of one proposal, each of which reads and writes the whole text.</summary>
    private const int MaxPatches = 100;

    /// <summary>Characters of a text that is edited.</summary>
    private const int MaxTextLength = 1 << 20;

    private const int MaxShownLength = 60;

    private readonly ComparedSide _edited;
    private readonly List<SchemaEdit> _edits = [];
    private bool? _isChecked;

    private EditDesk(ComparedSide edited, SchemaScopes scopes, SpotInSchema mine, SpotInSchema theirs)
    {
        _edited = edited;
        Scopes = scopes;
        Mine = mine;
        Theirs = theirs;
    }

    public SchemaScopes Scopes { get; }

    /// <summary>In the schema that may be edited.</summary>
    public SpotInSchema Mine { get; }

    /// <summary>In the registered schema.</summary>
    public SpotInSchema Theirs { get; }

    public required bool EditsReader { get; init; }

    public required DifferenceType Type { get; init; }

    public IReadOnlyList<SchemaEdit> Edits => _edits;

    /// <summary>How sentences call the schema that is edited.</summary>
    public string Here => Mine.Path.Count == 0 ? "the root schema" : $"the schema at {Show(Mine.Path)}";

    /// <summary>Null where nothing of the edited text can take the finding away, or where it is too long.</summary>
    public static EditDesk? Open(
        LocatedIncompatibility finding, ComparedSide reader, ComparedSide writer, bool editsReader)
    {
        if (DifferenceMessage.TypeOf(finding.Finding) is not { } type)
            return null;
        var (edited, other) = editsReader ? (reader, writer) : (writer, reader);
        if (edited.Text.Length > MaxTextLength)
            return null;
        var (spot, otherSpot) = editsReader ? (finding.Reader, finding.Writer) : (finding.Writer, finding.Reader);
        var scopes = new SchemaScopes(
            ((JsonSchemaParsedSchema)edited.Schema).Scope, ((JsonSchemaParsedSchema)other.Schema).Scope);

        // What stands in a reference is registered as well.
        if (spot.Reference is not null
            || SchemaScopes.FindDocument(scopes.Theirs, otherSpot.Reference) is not { } document)
            return null;
        var subject = RuleSubject.Of(type);
        if (SpotInSchema.Find(scopes.Mine.Root, spot, subject) is not { } mine
            || SpotInSchema.Find(document, otherSpot, subject) is not { } theirs)
            return null;
        return new EditDesk(edited, scopes, mine, theirs) { EditsReader = editsReader, Type = type };
    }

    /// <summary>
    /// A proposal: edits of the edited schema's text, one after the other. Nothing if they can not be done, or
    /// if they are too many.
    /// </summary>
    public void Propose(string suggestion, params IEnumerable<TextPatch> patches)
    {
        if (_edits.Count == MaxProposals)
            return;
        var all = WithDefinitions([.. patches.Take(MaxPatches + 1)]);
        if (all.Count > MaxPatches)
            return;
        var text = _edited.Text;
        foreach (var patch in all)
        {
            if (text.Length > MaxTextLength || patch.ApplyTo(text, MaxCopiedLength) is not { } next)
                return;
            text = next;
        }

        if (text != _edited.Text && _edits.TrueForAll(edit => edit.Text != text) && IsSchema(text))
            _edits.Add(new SchemaEdit(suggestion, text));
    }

    /// <summary>A place below the edited schema.</summary>
    public IReadOnlyList<string> At(params IEnumerable<string> keys) => [.. Mine.Path, .. keys];

    public TextPatch Put(SchemaValue value, params IEnumerable<string> keys) => new(At(keys), value);

    public TextPatch Drop(params IEnumerable<string> keys) => new(At(keys), null);

    public static string Show(SchemaValue value) => SchemaPrinter.PrintStart(value, MaxShownLength);

    public static string Show(IEnumerable<string> path) => path.Aggregate(
        SchemaPath.Root, (at, token) => at.Then(token)).ToString();

    /// <summary>What is copied may refer to definitions that the edited schema does not have.</summary>
    private List<TextPatch> WithDefinitions(List<TextPatch> patches)
    {
        var copier = new DefinitionCopier(Scopes);
        foreach (var patch in patches)
        {
            if (patch.Value is not null)
                copier.Follow(patch.Value);
        }

        return [.. copier.Patches, .. patches];
    }

    /// <summary>Held to what the edited text was held to.</summary>
    private bool IsSchema(string text)
    {
        var references = _edited.References;
        if (JsonSchemaFormat.Instance.Parse(text, references, SchemaParsing.New).Schema is not null)
            return true;
        _isChecked ??= JsonSchemaFormat.Instance.Parse(_edited.Text, references, SchemaParsing.New).Schema is not null;
        return _isChecked == false
            && JsonSchemaFormat.Instance.Parse(text, references, SchemaParsing.Stored).Schema is not null;
    }
}
