namespace SchemaRegistry.Registry.State;

/// <summary>
/// The versions of a subject, ascending, deleted ones among them. Immutable: a change makes another object, so that the
/// object itself serves as the subject's revision.
/// </summary>
public sealed class SubjectState(IReadOnlyList<SubjectVersion> versions)
{
    public IReadOnlyList<SubjectVersion> Versions { get; } = versions;

    /// <summary>The highest version that is not deleted, or null.</summary>
    public SubjectVersion? Latest { get; } = versions.LastOrDefault(version => !version.IsDeleted);

    public bool IsActive => Latest is not null;

    public int HighestVersion => Versions.Count == 0 ? 0 : Versions[^1].Version;

    /// <summary>The version of that number, deleted or not, or null.</summary>
    public SubjectVersion? Find(int version)
    {
        int low = 0, high = Versions.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Versions[middle].Version == version)
                return Versions[middle];
            if (Versions[middle].Version < version)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }

    public SubjectState With(SubjectVersion version)
    {
        var versions = Versions.Where(other => other.Version != version.Version).Append(version);
        return new SubjectState(version.Version > HighestVersion
            ? [.. Versions, version]
            : [.. versions.OrderBy(other => other.Version)]);
    }

    public SubjectState Without(int version) => new([.. Versions.Where(other => other.Version != version)]);
}
