using System.Runtime.CompilerServices;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>
/// All differences between an original schema (the writer's) and an update (the reader's), compatible ones included.
/// <para>
/// A message of the schema itself is compared once, where it stands. A message of a schema that is referred to is
/// compared where a field has it; a pair that was compared before brings the same differences again, and a message that
/// is being compared already is left out. One object serves one comparison.
/// </para>
/// </summary>
internal sealed class SchemaComparison
{
    private readonly ResolvedFile _original;
    private readonly ResolvedFile _update;
    private readonly Dictionary<(NameNode Original, NameNode Update), DifferenceList> _referred = [];
    private readonly HashSet<ContainerElement> _open = new(ReferenceEqualityComparer.Instance);
    private readonly StepBudget _budget;
    private readonly DifferenceRoom _room;

    private SchemaComparison(ResolvedFile original, ResolvedFile update, StepBudget budget, DifferenceRoom room)
    {
        _original = original;
        _update = update;
        _budget = budget;
        _room = room;
    }

    /// <summary>All differences, compatible ones included.</summary>
    /// <exception cref="TooComplexException">It takes more than is reasonable.</exception>
    public static IReadOnlyList<ProtoDifference> Compare(
        ResolvedFile original, ResolvedFile update, StepBudget budget) =>
        Compare(original, update, budget, new DifferenceRoom { KeepsCompatible = true });

    /// <summary>Only the differences that break a reader.</summary>
    /// <exception cref="TooComplexException">It takes more than is reasonable.</exception>
    public static IReadOnlyList<ProtoDifference> FindIncompatible(
        ResolvedFile original, ResolvedFile update, StepBudget budget) =>
        Compare(original, update, budget, new DifferenceRoom { KeepsCompatible = false });

    private static IReadOnlyList<ProtoDifference> Compare(
        ResolvedFile original, ResolvedFile update, StepBudget budget, DifferenceRoom room)
    {
        var found = new DifferenceList(room);
        if (original.File.Package?.Name != update.File.Package?.Name)
        {
            found.Add(
                DifferenceKind.PackageChanged,
                ElementPath.Root,
                new DifferenceSide(null, original.File.Package),
                new DifferenceSide(null, update.File.Package));
        }

        var comparison = new SchemaComparison(original, update, budget, room);
        comparison.Count(original.File.Members.Count + update.File.Members.Count);
        var before = new TypeScope(original.File, original.Names);
        var after = new TypeScope(update.File, update.Names);
        comparison.CompareTypes(before, after, ElementPath.Root, found);
        return found.All;
    }

    public FieldKind OriginalKind(FieldElement field, NameNode scope) => KindOf(field, scope, _original.Names);

    public FieldKind UpdatedKind(FieldElement field, NameNode scope) => KindOf(field, scope, _update.Names);

    /// <summary>A name is sought from each scope outward, part by part.</summary>
    private FieldKind KindOf(FieldElement field, NameNode scope, NameTree names)
    {
        var named = field.Type as NamedType ?? ((MapType)field.Type).Value;
        if (!named.IsScalar)
            Count(named.Name.AsSpan().Count('.') + scope.Depth);
        return FieldKind.Of(field.Type, scope, names);
    }

    /// <summary>Counts elements of the work.</summary>
    /// <exception cref="TooComplexException">It is too much.</exception>
    public void Count(int elements) => _budget.Spend(elements);

    /// <summary>
    /// Whether a field of the one message may become a field of the other, which have the same local name. Where one is
    /// of a schema that is referred to, their differences are added; but one version of one subject is taken to be the
    /// same, whatever it refers to itself.
    /// </summary>
    public bool CompareReferred(NameNode original, NameNode update, DifferenceList found)
    {
        if ((original.IsLocal && update.IsLocal) || AreOfOneVersion(original, update))
            return true;
        if (!_referred.TryGetValue((original, update), out var differences))
        {
            differences = new DifferenceList(_room);
            _referred.Add((original, update), differences);
            var path = original.LocalNames.Aggregate(ElementPath.Root, (parent, name) => parent.Then(name));
            CompareMessages(original, update, path, differences);
        }

        Count(differences.All.Count);
        found.AddRange(differences);
        return differences.IsCompatible;
    }

    private bool AreOfOneVersion(NameNode original, NameNode update) =>
        _original.ReferenceOf(original) is { } was
        && _update.ReferenceOf(update) is { } now
        && was.IsSameVersionAs(now);

    private void CompareTypes(TypeScope original, TypeScope update, ElementPath path, DifferenceList found)
    {
        CompareMessageLists(original, update, path, found);
        CompareEnumLists(original, update, path, found);
    }

    private void CompareMessageLists(TypeScope original, TypeScope update, ElementPath path, DifferenceList found)
    {
        var before = original.Messages;
        var after = update.Messages;
        foreach (var (name, index) in before)
        {
            Count(1);
            var here = path.Then(name);
            if (!after.TryGetValue(name, out var updatedIndex))
            {
                found.Add(DifferenceKind.MessageRemoved, here, original.Side(name), update.Side());
                continue;
            }

            if (index != updatedIndex)
                found.Add(DifferenceKind.MessageMoved, here, original.Side(name), update.Side(name));
            CompareMessages(original.Node(name), update.Node(name), here, found);
        }

        foreach (var name in after.Keys.Where(name => !before.ContainsKey(name)))
            found.Add(DifferenceKind.MessageAdded, path.Then(name), original.Side(), update.Side(name));
    }

    private void CompareMessages(NameNode original, NameNode update, ElementPath path, DifferenceList found)
    {
        var before = original.Type!;
        if (!_open.Add(before))
            return;

        // Messages that refer to each other in a long row are compared one inside the other.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooComplexException.TooDeep();
        Count(before.Members.Count + update.Type!.Members.Count);
        CompareTypes(new TypeScope(original), new TypeScope(update), path, found);
        new FieldComparison(this, original, update, path, found).Compare();
        _open.Remove(before);
    }

    private void CompareEnumLists(TypeScope original, TypeScope update, ElementPath path, DifferenceList found)
    {
        var before = original.Enums;
        var after = update.Enums;
        foreach (var (name, element) in before)
        {
            Count(1);
            if (after.TryGetValue(name, out var updated))
                CompareEnums((original, element), (update, updated), path.Then(name), found);
            else
                found.Add(DifferenceKind.EnumRemoved, path.Then(name), original.Side(element), update.Side());
        }

        foreach (var (name, element) in after.Where(added => !before.ContainsKey(added.Key)))
            found.Add(DifferenceKind.EnumAdded, path.Then(name), original.Side(), update.Side(element));
    }

    private void CompareEnums(
        (TypeScope Scope, EnumElement Element) original,
        (TypeScope Scope, EnumElement Element) update,
        ElementPath path,
        DifferenceList found)
    {
        Count(original.Element.Members.Count + update.Element.Members.Count);
        var before = Constants(original.Element);
        var after = Constants(update.Element);
        foreach (var (number, constant) in before)
        {
            if (!after.TryGetValue(number, out var updated))
                Add(DifferenceKind.EnumConstantRemoved, number, constant, null);
            else if (constant.Name != updated.Name)
                Add(DifferenceKind.EnumConstantChanged, number, constant, updated);
        }

        foreach (var (number, constant) in after.Where(added => !before.ContainsKey(added.Key)))
            Add(DifferenceKind.EnumConstantAdded, number, null, constant);

        void Add(DifferenceKind kind, int number, EnumConstantElement? was, EnumConstantElement? now) => found.Add(
            kind,
            path.Then(number),
            original.Scope.Side(was, original.Element.Name),
            update.Scope.Side(now, update.Element.Name));
    }

    /// <summary>By number; of aliases the last counts.</summary>
    private static OrderedDictionary<int, EnumConstantElement> Constants(EnumElement element)
    {
        var constants = new OrderedDictionary<int, EnumConstantElement>();
        foreach (var constant in element.MembersOf<EnumConstantElement>())
            constants[constant.Number] = constant;
        return constants;
    }
}
