using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>Of members with the same key the last value stays, at the place of the first.</summary>
internal static class DuplicateKeys
{
    /// <summary>Members up to which all pairs are compared, which needs no memory.</summary>
    private const int PairwiseMembers = 12;

    public static SchemaMember[] KeepLast(SchemaMember[] members) => HasDuplicates(members) ? Merge(members) : members;

    private static bool HasDuplicates(SchemaMember[] members)
    {
        if (members.Length > PairwiseMembers)
        {
            var keys = new HashSet<string>(members.Length, StringComparer.Ordinal);
            return !Array.TrueForAll(members, member => keys.Add(member.Key));
        }

        for (var index = 1; index < members.Length; index++)
        {
            for (var earlier = 0; earlier < index; earlier++)
            {
                if (members[earlier].Key == members[index].Key)
                    return true;
            }
        }

        return false;
    }

    private static SchemaMember[] Merge(SchemaMember[] members)
    {
        var merged = new List<SchemaMember>(members.Length);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (places.TryAdd(member.Key, merged.Count))
                merged.Add(member);
            else
                merged[places[member.Key]] = member;
        }

        return [.. merged];
    }
}
