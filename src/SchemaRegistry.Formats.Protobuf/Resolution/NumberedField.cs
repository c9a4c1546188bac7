using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>
/// A field, or a group in its role as a field. The type is null for a group, whose message is the scope's child of the
/// group's name.
/// </summary>
/// <param name="name">The field's name; that of a group is in lower case.</param>
/// <param name="number">The field's number.</param>
/// <param name="type">The type as written.</param>
/// <param name="groupName">The name of the group's message.</param>
/// <param name="scope">Where the field stands, and names are sought from.</param>
/// <param name="isRepeated">Whether it may have several values; a map may.</param>
internal sealed class NumberedField(
    string name, int number, FieldType? type, string? groupName, NameNode scope, bool isRepeated)
{
    private string? _fullName;

    public string Name { get; } = name;

    public int Number { get; } = number;

    public FieldType? Type { get; } = type;

    public string? GroupName { get; } = groupName;

    public NameNode Scope { get; } = scope;

    public bool IsRepeated { get; } = isRepeated;

    /// <summary>The field's full name, when it is an extension.</summary>
    public string FullName => _fullName ??= Scope.Parent is null ? Name : $"{Scope.FullName}.{Name}";

    /// <summary>Null when the element is no field.</summary>
    public static NumberedField? Of(ProtoElement element, NameNode scope) => element switch
    {
        FieldElement field => new NumberedField(
            field.Name,
            field.Number,
            field.Type,
            null,
            scope,
            field.Label == FieldLabel.Repeated || field.Type is MapType),
        GroupElement group => new NumberedField(
            group.Name.ToLowerInvariant(),
            group.Number,
            null,
            group.Name,
            scope,
            group.Label == FieldLabel.Repeated),
        _ => null,
    };

    /// <summary>All fields of a message, those of its oneofs and its groups among them.</summary>
    public static IEnumerable<NumberedField> AllOf(IReadOnlyList<ProtoElement> members, NameNode scope) =>
        members.SelectMany(member => member is OneofElement oneof
            ? AllOf(oneof.Members, scope)
            : Of(member, scope) is { } field ? [field] : []);
}
