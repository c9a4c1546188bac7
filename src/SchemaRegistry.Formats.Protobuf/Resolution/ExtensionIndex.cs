using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>
/// The extensions of files by what they extend and by number; of equal ones the first counts. Built once, then
/// immutable.
/// </summary>
internal sealed class ExtensionIndex
{
    private readonly Dictionary<(NameNode Extended, int Number), NumberedField> _extensions = [];
    private readonly HashSet<NumberedField> _all = [];
    private readonly NameTree _names;

    /// <param name="files">The files whose extensions count, all of them in <paramref name="names"/>.</param>
    /// <param name="names">Where the names in the files are sought.</param>
    public ExtensionIndex(IEnumerable<ProtoFile> files, NameTree names)
    {
        _names = names;
        foreach (var file in files)
            AddMembers(file.Members, names.PackageOf(file));
    }

    public NumberedField? Find(NameNode extended, int number) => _extensions.GetValueOrDefault((extended, number));

    /// <summary>Whether a field is one of the extensions, and not the field of a message.</summary>
    public bool Contains(NumberedField field) => _all.Contains(field);

    /// <summary>Recurses with each message inside another, which the parser bounds.</summary>
    private void AddMembers(IReadOnlyList<ProtoElement> members, NameNode scope)
    {
        foreach (var member in members)
        {
            if (member is ExtendElement extend)
                AddExtensions(extend, scope);
            else if (member is MessageElement or GroupElement)
                AddMembers(((ContainerElement)member).Members, scope.Find(((ContainerElement)member).Name)!);
        }
    }

    private void AddExtensions(ExtendElement extend, NameNode scope)
    {
        if (_names.FindType(extend.Name, scope) is not { } extended)
            return;
        foreach (var field in extend.Members.Select(member => NumberedField.Of(member, scope)).OfType<NumberedField>())
        {
            if (_extensions.TryAdd((extended, field.Number), field))
                _all.Add(field);
        }
    }
}
