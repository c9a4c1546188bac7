using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Compatibility.Locating;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>
/// The schema of a finding that may be edited, with its text as it grows. One object serves one edit.
/// </summary>
internal sealed class EditedSchema
{
    private readonly ResolvedFile _resolved;
    private readonly HashSet<string> _imported;

    public EditedSchema(ComparedSide side)
    {
        var schema = (ProtobufSchema)side.Schema;
        _resolved = schema.Resolved;
        File = schema.File;
        Text = new EditedText(TextOf(side));
        _imported = File.MembersOf<ImportElement>().Select(import => import.Path).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The elements that were read from the text.</summary>
    public ProtoFile File { get; }

    public NameTree Names => _resolved.Names;

    public EditedText Text { get; }

    /// <summary>What the elements of a schema have their places in: its text, or what a descriptor reads as.</summary>
    public static string TextOf(ComparedSide side) =>
        SubmittedText.IsProto(side.Text) ? side.Text : side.Schema.CanonicalText;

    public FoundElement? Find(SchemaSpot spot) => FoundElement.Find(File, spot.Path);

    /// <summary>
    /// The scope inside a block. The entry of a map has no names, since the map stands for it: those in it are sought
    /// from around it.
    /// </summary>
    public static NameNode ScopeIn(ContainerElement block, NameNode around) =>
        IsUnnamed(block, around) || block is not (MessageElement or GroupElement) ? around : around.Find(block.Name)!;

    /// <summary>Whether a block is a message that only a map stands for.</summary>
    public static bool IsUnnamed(ContainerElement block, NameNode around) =>
        block is MessageElement && around.Find(block.Name) is null;

    /// <summary>Lets the file import what a type stands in, unless it does or the type is its own.</summary>
    public void Import(NameNode type)
    {
        if (_resolved.PathOf(type) is not { } path || !_imported.Add(path))
            return;
        var statement = $"import \"{path}\";";
        if (File.MembersOf<ImportElement>().LastOrDefault() is { } last)
            Text.InsertAfter(last, statement);
        else
            InsertHead(statement);
    }

    /// <summary>Adds a statement behind the package, or where it would stand.</summary>
    public void InsertHead(string statement)
    {
        var head = File.Package ?? (ProtoElement?)File.Syntax;
        if (head is null)
            Text.InsertFirst(statement);
        else
            Text.InsertAfterToken(head.Place, statement);
    }

    /// <summary>The label that a plain field has here when it was written with one elsewhere.</summary>
    public FieldLabel Adapt(FieldElement field)
    {
        if (field.Type is MapType)
            return FieldLabel.None;
        return (File.Edition, field.Label) switch
        {
            (ProtoEdition.Proto2, FieldLabel.None) => FieldLabel.Optional,
            (ProtoEdition.Proto3, FieldLabel.Required) => FieldLabel.Optional,
            ( >= ProtoEdition.Edition2023, FieldLabel.Optional or FieldLabel.Required) => FieldLabel.None,
            _ => field.Label,
        };
    }
}
