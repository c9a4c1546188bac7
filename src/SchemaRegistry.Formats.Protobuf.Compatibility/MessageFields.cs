using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>One field with the name of the oneof it stands in, or null.</summary>
internal sealed record MemberField(FieldElement Field, string? Oneof);

/// <summary>
/// The fields of one message by number, groups left out: they are not compared. Of several fields with one number,
/// which only a schema that was never linked has, the last counts.
/// </summary>
internal sealed class MessageFields
{
    private readonly SortedDictionary<int, MemberField> _byNumber = [];
    private readonly OrderedDictionary<string, OneofFields> _byOneof = new(StringComparer.Ordinal);

    public MessageFields(ContainerElement message)
    {
        foreach (var field in message.MembersOf<FieldElement>())
            Add(field, null);
        foreach (var oneof in message.MembersOf<OneofElement>())
        {
            _byOneof.TryAdd(oneof.Name, new OneofFields(oneof, []));
            foreach (var field in oneof.MembersOf<FieldElement>())
                Add(field, oneof.Name);
        }

        foreach (var member in _byNumber.Values.Where(member => member.Oneof is not null))
            _byOneof[member.Oneof!].Members.Add(member);
    }

    private void Add(FieldElement field, string? oneof)
    {
        Declared++;
        _byNumber[field.Number] = new MemberField(field, oneof);
    }

    /// <summary>How many fields there are, those that do not count as well.</summary>
    public int Declared { get; private set; }

    /// <summary>In the order of the text.</summary>
    public IReadOnlyCollection<string> Oneofs => _byOneof.Keys;

    /// <summary>Ascending.</summary>
    public IEnumerable<int> Numbers => _byNumber.Keys;

    public MemberField? Find(int number) => _byNumber.GetValueOrDefault(number);

    public bool HasOneof(string name) => _byOneof.ContainsKey(name);

    /// <summary>By number, ascending.</summary>
    public IReadOnlyList<MemberField> MembersOf(string oneof) => _byOneof[oneof].Members;

    public OneofElement? FindOneof(string name) => _byOneof.GetValueOrDefault(name)?.Element;

    /// <summary>A oneof with the fields that count; of several of one name it is the first.</summary>
    private sealed record OneofFields(OneofElement Element, List<MemberField> Members);
}
