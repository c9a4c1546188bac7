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
        schemas.Count(_before.Declared + _after.Declared);
        foreach (var number in _before.Numbers.Union(_after.Numbers).Order())
            CompareNumber(_before.Find(number), _after.Find(number));

        CompareOneofs();
    }

    private void CompareNumber(MemberField? before, MemberField? after)
    {
        if (after is null)
            NoteRemoved(before!);
        else if (before is null)
            NoteAdded(after);
        else
            CompareFields(before, after);
    }

    /// <summary>Adds a difference of a field, of which one schema may have none.</summary>
    private void Add(DifferenceKind kind, MemberField? before, MemberField? after)
    {
        var shown = (after ?? before)!;
        var here = shown.Oneof is null ? path : path.Then(shown.Oneof);
        found.Add(
            kind,
            here.Then(shown.Field.Number),
            SideOf(original, _before, before, after?.Oneof),
            SideOf(update, _after, after, before?.Oneof));
    }

    /// <summary>A field that is missing would stand in the oneof that it has in the other schema.</summary>
    private static DifferenceSide SideOf(NameNode message, MessageFields fields, MemberField? field, string? oneof)
    {
        if (field is not null)
            return new DifferenceSide(message, field.Field, field.Oneof);
        return new DifferenceSide(message, null, oneof is not null && fields.HasOneof(oneof) ? oneof : null);
    }

    private void NoteRemoved(MemberField before)
    {
        if (before.Oneof is null)
        {
            Add(
                before.Field.Label == FieldLabel.Required
                    ? DifferenceKind.RequiredFieldRemoved
                    : DifferenceKind.FieldRemoved,
                before,
                null);
        }
        else if (!IsDeleted(before.Oneof))
        {
            Add(DifferenceKind.OneofFieldRemoved, before, null);
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

    private void NoteAdded(MemberField after)
    {
        var kind = after switch
        {
            { Oneof: not null } => DifferenceKind.OneofFieldAdded,
            { Field.Label: FieldLabel.Required } => DifferenceKind.RequiredFieldAdded,
            _ => DifferenceKind.FieldAdded,
        };
        Add(kind, null, after);
    }

    private void CompareFields(MemberField before, MemberField after)
    {
        var pair = new FieldPair(before, after);
        if (before.Oneof is not null && after.Oneof is null)
            Add(DifferenceKind.OneofFieldMovedToTopLevel, pair);
        if (before.Field.Name != after.Field.Name)
            Add(DifferenceKind.FieldNameChanged, pair);
        var kind = schemas.OriginalKind(before.Field, original);
        var updated = schemas.UpdatedKind(after.Field, update);
        CompareKinds(kind, updated, pair);
        if (kind is ScalarKind scalar && updated is ScalarKind)
            CompareLabels(pair, scalar.Group);
    }

    private void Add(DifferenceKind kind, FieldPair pair) => Add(kind, pair.Before, pair.After);

    private void CompareKinds(FieldKind before, FieldKind after, FieldPair pair)
    {
        switch (before, after)
        {
            case (UnknownKind, _) or (_, UnknownKind):
                CompareWritten(before, after, pair);
                break;
            case (ScalarKind was, ScalarKind now):
                if (was.Group != now.Group)
                    Add(DifferenceKind.FieldScalarKindChanged, pair);
                break;
            case (MessageKind was, MessageKind now):
                if (!IsReadable(was.Node, now.Node))
                    Add(DifferenceKind.FieldNamedTypeChanged, pair);
                break;
            case (MapKind was, MapKind now):
                CompareKinds(was.Key, now.Key, pair);
                CompareKinds(was.Value, now.Value, pair);
                break;
            default:
                Add(DifferenceKind.FieldKindChanged, pair);
                break;
        }
    }

    /// <summary>Without the package, which may change, the names must be equal.</summary>
    private bool IsReadable(NameNode before, NameNode after) =>
        before.LocalNames.SequenceEqual(after.LocalNames) && schemas.CompareReferred(before, after, found);

    /// <summary>Of a name that nothing defines only the spelling is known.</summary>
    private void CompareWritten(FieldKind before, FieldKind after, FieldPair pair)
    {
        if (before.Written != after.Written)
        {
            Add(
                before.IsNamed && after.IsNamed
                    ? DifferenceKind.FieldNamedTypeChanged
                    : DifferenceKind.FieldKindChanged,
                pair);
        }
    }

    /// <summary>A label counts only where both fields have one; members of oneofs have none.</summary>
    private void CompareLabels(FieldPair pair, ScalarGroup group)
    {
        var was = pair.Before.Field.Label;
        var now = pair.After.Field.Label;
        if (was == FieldLabel.None || now == FieldLabel.None || was == now)
            return;
        Add(
            group == ScalarGroup.Text
                ? DifferenceKind.FieldStringOrBytesLabelChanged
                : DifferenceKind.FieldNumericLabelChanged,
            pair);
    }

    private void CompareOneofs()
    {
        foreach (var oneof in _before.Oneofs.Except(_after.Oneofs))
            Add(DifferenceKind.OneofRemoved, oneof);
        foreach (var oneof in _after.Oneofs.Except(_before.Oneofs))
            Add(DifferenceKind.OneofAdded, oneof);
        foreach (var oneof in _after.Oneofs)
            CompareOrigins(oneof);
    }

    /// <summary>Adds a difference of a oneof, which one schema may not have.</summary>
    private void Add(DifferenceKind kind, string oneof) => found.Add(
        kind,
        path.Then(oneof),
        new DifferenceSide(original, _before.FindOneof(oneof)),
        new DifferenceSide(update, _after.FindOneof(oneof)));

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
        Add(
            plain > 1 ? DifferenceKind.MultipleFieldsMovedToOneof : DifferenceKind.FieldMovedToExistingOneof,
            oneof);
    }

    /// <summary>The fields of one number in both messages.</summary>
    private readonly record struct FieldPair(MemberField Before, MemberField After);
}
