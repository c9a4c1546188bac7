using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>Compares the fields and oneofs of two messages. One object serves one pair.</summary>
internal sealed class FieldComparison(
    SchemaComparison schemas, NameNode original, NameNode update, ElementPath path, DifferenceList found)
{
    private readonly MessageFields _before = new(original.Type!);
    private readonly MessageFields _after = new(update.Type!);
    private readonly Dictionary<string, bool> _isDeleted = new(StringComparer.Ordinal);

    public void Compare()
    {
        foreach (var number in _before.Numbers.Union(_after.Numbers).Order())
        {
            schemas.Count();
            CompareNumber(_before.Find(number), _after.Find(number), number);
        }

        CompareOneofs();
    }

    private void CompareNumber(MemberField? before, MemberField? after, int number)
    {
        if (after is null)
            NoteRemoved(before!, number);
        else if (before is null)
            NoteAdded(after, number);
        else
            CompareFields(before, after, PathOf(after, number));
    }

    private ElementPath PathOf(MemberField field, int number) =>
        (field.Oneof is null ? path : path.Then(field.Oneof)).Then(number);

    private void NoteRemoved(MemberField before, int number)
    {
        var here = PathOf(before, number);
        if (before.Oneof is null)
        {
            found.Add(
                before.Field.Label == FieldLabel.Required
                    ? DifferenceKind.RequiredFieldRemoved
                    : DifferenceKind.FieldRemoved,
                here);
        }
        else if (!IsDeleted(before.Oneof))
        {
            found.Add(DifferenceKind.OneofFieldRemoved, here);
        }
    }

    /// <summary>A oneof that is gone with all its members; removing it so is fine.</summary>
    private bool IsDeleted(string oneof)
    {
        if (!_isDeleted.TryGetValue(oneof, out var isDeleted))
        {
            isDeleted = !_after.HasOneof(oneof)
                && _before.MembersOf(oneof).All(member => _after.Find(member.Field.Number) is null);
            _isDeleted.Add(oneof, isDeleted);
        }

        return isDeleted;
    }

    private void NoteAdded(MemberField after, int number)
    {
        var kind = after switch
        {
            { Oneof: not null } => DifferenceKind.OneofFieldAdded,
            { Field.Label: FieldLabel.Required } => DifferenceKind.RequiredFieldAdded,
            _ => DifferenceKind.FieldAdded,
        };
        found.Add(kind, PathOf(after, number));
    }

    private void CompareFields(MemberField before, MemberField after, ElementPath here)
    {
        if (before.Oneof is not null && after.Oneof is null)
            found.Add(DifferenceKind.OneofFieldMovedToTopLevel, here);
        if (before.Field.Name != after.Field.Name)
            found.Add(DifferenceKind.FieldNameChanged, here);
        var kind = schemas.OriginalKind(before.Field, original);
        var updated = schemas.UpdatedKind(after.Field, update);
        CompareKinds(kind, updated, here);
        if (kind is ScalarKind scalar && updated is ScalarKind)
            CompareLabels(before, after, scalar.Group, here);
    }

    private void CompareKinds(FieldKind before, FieldKind after, ElementPath here)
    {
        switch (before, after)
        {
            case (UnknownKind, _) or (_, UnknownKind):
                CompareWritten(before, after, here);
                break;
            case (ScalarKind was, ScalarKind now):
                if (was.Group != now.Group)
                    found.Add(DifferenceKind.FieldScalarKindChanged, here);
                break;
            case (MessageKind was, MessageKind now):
                if (!IsReadable(was.Node, now.Node))
                    found.Add(DifferenceKind.FieldNamedTypeChanged, here);
                break;
            case (MapKind was, MapKind now):
                CompareKinds(was.Key, now.Key, here);
                CompareKinds(was.Value, now.Value, here);
                break;
            default:
                found.Add(DifferenceKind.FieldKindChanged, here);
                break;
        }
    }

    /// <summary>Without the package, which may change, the names must be equal.</summary>
    private bool IsReadable(NameNode before, NameNode after) =>
        before.LocalNames.SequenceEqual(after.LocalNames) && schemas.CompareReferred(before, after, found);

    /// <summary>Of a name that nothing defines only the spelling is known.</summary>
    private void CompareWritten(FieldKind before, FieldKind after, ElementPath here)
    {
        if (before.Written != after.Written)
        {
            found.Add(
                before.IsNamed && after.IsNamed
                    ? DifferenceKind.FieldNamedTypeChanged
                    : DifferenceKind.FieldKindChanged,
                here);
        }
    }

    /// <summary>A label counts only where both fields have one; members of oneofs have none.</summary>
    private void CompareLabels(MemberField before, MemberField after, ScalarGroup group, ElementPath here)
    {
        var was = before.Field.Label;
        var now = after.Field.Label;
        if (was == FieldLabel.None || now == FieldLabel.None || was == now)
            return;
        found.Add(
            group == ScalarGroup.Text
                ? DifferenceKind.FieldStringOrBytesLabelChanged
                : DifferenceKind.FieldNumericLabelChanged,
            here);
    }

    private void CompareOneofs()
    {
        foreach (var oneof in _before.Oneofs.Except(_after.Oneofs))
            found.Add(DifferenceKind.OneofRemoved, path.Then(oneof));
        foreach (var oneof in _after.Oneofs.Except(_before.Oneofs))
            found.Add(DifferenceKind.OneofAdded, path.Then(oneof));
        foreach (var oneof in _after.Oneofs)
            CompareOrigins(oneof);
    }

    /// <summary>
    /// Fields that could be set together must not become exclusive: the members that existed must come from one oneof,
    /// or be one plain field.
    /// </summary>
    private void CompareOrigins(string oneof)
    {
        var origins = _after.MembersOf(oneof)
            .Select(member => _before.Find(member.Field.Number))
            .OfType<MemberField>()
            .ToList();
        var plain = origins.Count(origin => origin.Oneof is null);
        var oneofs = origins.Select(origin => origin.Oneof).OfType<string>().Distinct().Count();
        if (plain + oneofs < 2)
            return;
        found.Add(
            plain > 1 ? DifferenceKind.MultipleFieldsMovedToOneof : DifferenceKind.FieldMovedToExistingOneof,
            path.Then(oneof));
    }
}
