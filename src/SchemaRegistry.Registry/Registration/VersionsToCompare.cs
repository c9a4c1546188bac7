using System.Collections;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>
/// The versions that a candidate is compared with, ascending. Each is read from its text when it is looked at: a
/// comparison ends with the first version that objects, and reading a text costs more than comparing it.
/// </summary>
internal sealed class VersionsToCompare(
    SchemaLibrary library, IRegistryView view, QualifiedSubject subject, IReadOnlyList<SubjectVersion> versions)
    : IReadOnlyList<EarlierVersion>
{
    public int Count => versions.Count;

    public EarlierVersion this[int index]
    {
        get
        {
            var version = versions[index];
            return new EarlierVersion(version.Version, library.Load(view, subject, version.Content));
        }
    }

    public IEnumerator<EarlierVersion> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
