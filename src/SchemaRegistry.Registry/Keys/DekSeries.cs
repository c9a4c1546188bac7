using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// The DEKs of a subject for one algorithm, which differ by version. Sorted by subject, then algorithm.
/// </summary>
public readonly record struct DekSeries(QualifiedSubject Subject, DekAlgorithm Algorithm) : IComparable<DekSeries>
{
    public int CompareTo(DekSeries other)
    {
        var bySubject = Subject.CompareTo(other.Subject);
        return bySubject != 0 ? bySubject : Algorithm.CompareTo(other.Algorithm);
    }
}
