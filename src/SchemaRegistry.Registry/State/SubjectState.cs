namespace SchemaRegistry.Registry.State;

/// <summary>
/// The versions of a subject, ascending, deleted ones among them. Immutable: a change makes another object, so that the
/// object itself serves as the subject's revision.
/// </summary>
public sealed class SubjectState
{
    public static readonly SubjectState Empty = new(VersionList.Empty, null);

    private readonly VersionList _versions;

    private SubjectState(VersionList versions, SubjectVersion? latest)
    {
        _versions = versions;
        Latest = latest;
    }

    public IReadOnlyList<SubjectVersion> Versions => _versions;

    /// <summary>The highest version that is not deleted, or null.</summary>
    public SubjectVersion? Latest { get; private set; }

    public bool IsActive => Latest is not null;

    public int HighestVersion => Versions.Count == 0 ? 0 : Versions[^1].Version;

    /// <summary>The version of that number, deleted or not, or null.</summary>
    public SubjectVersion? Find(int version) => IndexOf(version) is var index and >= 0 ? _versions[index] : null;

    /// <summary>The highest version with that id, deleted or not, or null.</summary>
    public SubjectVersion? FindLast(int id)
    {
        for (var index = _versions.Count - 1; index >= 0; index--)
        {
            if (_versions[index].Id == id)
                return _versions[index];
        }

        return null;
    }

    /// <summary>With a version that is added, or stands for the one of its number.</summary>
    public SubjectState With(SubjectVersion version)
    {
        if (version.Version > HighestVersion)
            return new SubjectState(_versions.Add(version), version.IsDeleted ? Latest : version);
        return IndexOf(version.Version) is var index and >= 0
            ? Over(_versions.Replace(index, version), isLatestKept: _versions[index].IsDeleted && version.IsDeleted)
            : Over(VersionList.Create(_versions.Append(version).OrderBy(other => other.Version)), isLatestKept: false);
    }

    /// <summary>
    /// Changes this object: only where nobody else has seen it. False, and nothing happened, unless the version is the
    /// highest.
    /// </summary>
    internal bool TryAddInPlace(SubjectVersion version)
    {
        if (version.Version <= HighestVersion)
            return false;
        _versions.AddInPlace(version);
        Latest = version.IsDeleted ? Latest : version;
        return true;
    }

    public SubjectState Without(int version) =>
        IndexOf(version) is var index and >= 0
            ? Over(_versions.RemoveAt(index), isLatestKept: _versions[index].IsDeleted)
            : this;

    /// <summary>
    /// What is deleted was never in question for the latest: deleting and removing many in a row stays linear.
    /// </summary>
    private SubjectState Over(VersionList versions, bool isLatestKept) =>
        new(versions, isLatestKept ? Latest : FindLatest(versions));

    private static SubjectVersion? FindLatest(VersionList versions)
    {
        for (var index = versions.Count - 1; index >= 0; index--)
        {
            if (!versions[index].IsDeleted)
                return versions[index];
        }

        return null;
    }

    private int IndexOf(int version)
    {
        int low = 0, high = _versions.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = _versions[middle].Version;
            if (found == version)
                return middle;
            if (found < version)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }
}
