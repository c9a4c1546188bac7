namespace SchemaRegistry.Formats.Changes;

/// <summary>
/// Finds the changes that a compatibility finding is about, by its path: those at that very path, else at the nearest
/// path above it, else all below it, else those of the root.
/// </summary>
internal sealed class ChangePlaces(IEnumerable<string?> paths)
{
    private static readonly string[] Roots = ["/", "#/"];

    private readonly ILookup<string, int> _places = paths
        .Index()
        .Where(path => path.Item is not null)
        .ToLookup(path => path.Item!, path => path.Index);

    /// <summary>The positions of the changes; perhaps none.</summary>
    public IReadOnlyCollection<int> Near(string finding)
    {
        for (var path = finding; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('/'))])
        {
            if (_places.Contains(path))
                return [.. _places[path]];
        }

        var below = finding.EndsWith('/') ? finding : finding + "/";
        var found = _places.Where(place => place.Key.StartsWith(below, StringComparison.Ordinal)).ToList();
        if (found.Count > 0)
            return [.. found.SelectMany(place => place)];
        var roots = Roots.Where(root => finding.StartsWith(root, StringComparison.Ordinal));
        return [.. roots.SelectMany(root => _places[root])];
    }
}
