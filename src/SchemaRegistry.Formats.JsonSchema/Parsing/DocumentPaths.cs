using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>
/// Finds where a value stands in its document. Positions guide the search, so that values hold no way up.
/// </summary>
internal static class DocumentPaths
{
    public static SchemaPath PathOf(this SchemaDocument document, SchemaValue value)
    {
        var path = SchemaPath.Root;
        for (var at = document.Root; !ReferenceEquals(at, value);)
        {
            var next = at.IsArray ? StepIntoItems(at, value, ref path) : StepIntoMembers(at, value, ref path);
            if (next is null)
                break;
            at = next;
        }

        return path;
    }

    /// <summary>Among the values that begin at or before the sought one, the last holds it.</summary>
    private static SchemaValue? StepIntoItems(SchemaValue array, SchemaValue value, ref SchemaPath path)
    {
        var found = -1;
        for (var index = 0; index < array.Items.Count && array.Items[index].Position <= value.Position; index++)
            found = index;
        if (found < 0)
            return null;
        path = path.Then(found);
        return array.Items[found];
    }

    /// <summary>Members need not stand in the order of their values: a repeated key keeps its first place.</summary>
    private static SchemaValue? StepIntoMembers(SchemaValue owner, SchemaValue value, ref SchemaPath path)
    {
        SchemaMember? found = null;
        foreach (var member in owner.Members)
        {
            var position = member.Value.Position;
            if (position <= value.Position && (found is null || position > found.Value.Value.Position))
                found = member;
        }

        if (found is null)
            return null;
        path = path.Then(found.Value.Key);
        return found.Value.Value;
    }
}
