using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>
/// Writes the types of another schema with names of the edited one, and copies those that it does not have, with what
/// they need themselves.
/// </summary>
internal sealed class MissingTypes(EditedSchema edited, OtherSchema other)
{
    /// <summary>Types that one edit copies: more than a person would want to see in a proposal.</summary>
    private const int MaxCopied = 50;

    private readonly HashSet<NameNode> _copied = [];

    /// <summary>The type as it is to be written in a scope of the edited schema; null when it can not be.</summary>
    public FieldType? Rewrite(FieldType type, NameNode otherScope, NameNode scope)
    {
        if (type is MapType map)
        {
            return Rewrite(map.Value, otherScope, scope) is NamedType value ? map with { Value = value } : null;
        }

        var named = (NamedType)type;
        if (named.IsScalar || other.Names.FindType(named.Name, otherScope) is not { } wanted)
            return named;
        if (FindHere(named.Name, wanted, scope) is { } found)
        {
            edited.Import(found.Node);
            return new NamedType(found.Name);
        }

        return wanted.IsLocal && Copy(wanted) ? new NamedType(NameOfCopy(named.Name, wanted, otherScope, scope)) : null;
    }

    /// <summary>What stands at the same place has the same name, as long as the package is not in it.</summary>
    private static string NameOfCopy(string written, NameNode wanted, NameNode otherScope, NameNode scope)
    {
        var local = string.Join('.', wanted.LocalNames);
        var isShort = !written.StartsWith('.') && written.Length <= local.Length;
        return isShort && otherScope.LocalNames.SequenceEqual(scope.LocalNames) ? written : local;
    }

    /// <summary>Copies a type of the other schema itself to the same place; false when it can not be.</summary>
    public bool Copy(NameNode type)
    {
        if (!_copied.Add(type))
            return true;
        // A group is a field, too, and a copy of it would be one more.
        if (_copied.Count > MaxCopied || type.Type is not { } element || element is GroupElement)
            return false;

        var around = FindAround(type);
        if (around is null)
            return false;
        var statement = ElementPrinter.Print(element);
        if (around.Message is null)
            InsertType(statement, element, edited.File.Members, () => edited.Text.InsertLast(statement));
        else
            InsertType(statement, element, around.Members, () => edited.Text.InsertAtEnd(around.Message, statement));
        return UsedBy(element, type).All(CanBeNamed);
    }

    /// <summary>Behind the type that it stands behind in the other schema, or else where it is no burden.</summary>
    private void InsertType(
        string statement, ContainerElement element, IReadOnlyList<ProtoElement> members, Action insertElsewhere)
    {
        var siblings = SiblingsOf(element);
        var known = members.OfType<ContainerElement>().Where(member => member is MessageElement or EnumElement)
            .GroupBy(member => member.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var before = siblings.TakeWhile(sibling => !ReferenceEquals(sibling, element))
            .LastOrDefault(sibling => known.ContainsKey(sibling.Name));
        if (before is null)
            insertElsewhere();
        else
            edited.Text.InsertAfter(known[before.Name], statement);
    }

    private IEnumerable<ContainerElement> SiblingsOf(ContainerElement element)
    {
        var open = new Stack<IReadOnlyList<ProtoElement>>([other.File.Members]);
        while (open.TryPop(out var members))
        {
            if (members.Any(member => ReferenceEquals(member, element)))
                return members.OfType<ContainerElement>().Where(member => member is MessageElement or EnumElement);
            foreach (var message in members.OfType<MessageElement>())
                open.Push(message.Members);
        }

        return [];
    }

    /// <summary>The message or file of the edited schema that the type belongs into.</summary>
    private FoundElement? FindAround(NameNode type)
    {
        var names = type.LocalNames;
        return FoundElement.Find(edited.File, "#/" + string.Join('/', names.Take(names.Count - 1)));
    }

    private (string Name, NameNode Node)? FindHere(string written, NameNode wanted, NameNode scope)
    {
        var local = string.Join('.', wanted.LocalNames);
        foreach (var name in (string[])[written, local, "." + wanted.FullName])
        {
            if (edited.Names.FindType(name, scope) is { } found && IsSame(found, wanted))
                return (name, found);
        }

        return null;
    }

    private static bool IsSame(NameNode found, NameNode wanted) =>
        found.LocalNames.SequenceEqual(wanted.LocalNames) && found.Type is EnumElement == wanted.Type is EnumElement;

    /// <summary>Whether a type that a copied one names is known here, or can be copied, too.</summary>
    private bool CanBeNamed((string Written, NameNode Node) used)
    {
        if (_copied.Contains(used.Node))
            return true;
        var scope = edited.Names.PackageOf(edited.File);
        if (FindHere(used.Written, used.Node, scope) is not { } found)
            return used.Node.IsLocal && Copy(used.Node);
        edited.Import(found.Node);
        return true;
    }

    private IEnumerable<(string Written, NameNode Node)> UsedBy(ContainerElement element, NameNode scope)
    {
        foreach (var member in element.Members)
        {
            if (member is FieldElement field)
            {
                var type = field.Type as NamedType ?? ((MapType)field.Type).Value;
                if (!type.IsScalar && other.Names.FindType(type.Name, scope) is { } used && !IsWithin(used, scope))
                    yield return (type.Name, used);
            }
            else if (member is MessageElement or OneofElement or GroupElement)
            {
                var inner = member is OneofElement ? scope : scope.Find(((ContainerElement)member).Name)!;
                foreach (var used in UsedBy((ContainerElement)member, inner).Where(one => !IsWithin(one.Node, scope)))
                    yield return used;
            }
        }
    }

    private static bool IsWithin(NameNode node, NameNode around)
    {
        for (NameNode? at = node; at is not null; at = at.Parent)
        {
            if (at == around)
                return true;
        }

        return false;
    }
}
